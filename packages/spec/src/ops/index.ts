import type { OpSpec } from '../types.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';
import { tanh } from './tanh.ts';

/** Every op, in the order of the specification. */
export const ops = { relu, sigmoid, tanh } satisfies Record<string, OpSpec>;

/** An activation. */
export type OpId = keyof typeof ops;

export const opIds = Object.keys(ops) as readonly OpId[];
