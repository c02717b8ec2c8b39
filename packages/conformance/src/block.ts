import type { KernelRequest } from '@rectify/backend';
import type { BothTruths, Truth } from './truth.ts';

/** A symmetric batch with its results and truths; `from` is the first place (of magnitudes) that counts. */
export interface Block extends BothTruths {
  readonly request: KernelRequest;
  readonly magnitudes: Uint32Array;
  readonly from: 0 | 1;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Index in x and y of a magnitude's place, for +x and −x. */
export function indexOf(block: Block, place: number, negative: boolean): number {
  const count = block.magnitudes.length;
  return negative ? count - 1 - place : count + place;
}

export function truthOfSide(block: Block, negative: boolean): Truth {
  return negative ? block.negative : block.positive;
}
