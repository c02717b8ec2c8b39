import { relu } from './ops/relu.ts';
import { sigmoid } from './ops/sigmoid.ts';
import { tanh } from './ops/tanh.ts';
import type { Clause, OpSpec } from './types.ts';

export * from './types.ts';

/** Version of the specification: year and month of its last change of meaning. */
export const specVersion = '2026.11';

export const ops: readonly OpSpec[] = [relu, sigmoid, tanh];

/** Every clause, in the order of the specification. */
export const clauses: readonly Clause[] = ops.flatMap((op) => op.clauses);
