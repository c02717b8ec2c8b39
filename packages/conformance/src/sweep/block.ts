import type { Magnitudes, Values } from '@rectify/float';
import type { TrueValues } from '@rectify/oracle';
import type { FunctionSide, FunctionSides } from '../inputs/sides.ts';
import type { RuleContext } from '../row.ts';
import type { BothTruths } from '../truth.ts';

/** A symmetric batch with its results and truths; `from` is the first place (of magnitudes) that counts. */
export interface GridBlock extends BothTruths {
  readonly context: RuleContext;
  readonly sides: FunctionSides;
  /** Of every element; 1 for forward. */
  readonly dy: number;
  readonly magnitudes: Magnitudes;
  readonly from: 0 | 1;
  /** Index in x and y of the first place, for +x; that for −x is its mirror. */
  readonly first: number;
  readonly x: Values;
  readonly y: Values;
}

/** Index in x and y of a magnitude's place, for +x and −x. */
export function indexOf({ x, first }: GridBlock, place: number, negative: boolean): number {
  return negative ? x.length - 1 - first - place : first + place;
}

export function truthOfSide(block: GridBlock, negative: boolean): TrueValues {
  return negative ? block.negative : block.positive;
}

/** What is known beforehand of the true function on a side. */
export function sideOf({ sides }: GridBlock, negative: boolean): FunctionSide {
  return negative ? sides.negative : sides.positive;
}
