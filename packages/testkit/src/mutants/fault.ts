import { type DType, fromOrdinal, ordinalOf } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import type { OpId, Pass } from '@rectify/spec';
import type { Compute } from '../reference.ts';

/** A deliberate fault in one kernel. */
export interface Mutant {
  /** The clause that must catch it; its id names op and pass too. */
  readonly caughtBy: string;
  readonly op: OpId;
  readonly pass: Pass;
  readonly dtype: DType;
  /** What is wrong, in words. */
  readonly fault: string;
  /** Makes the wrong kernel from the right one. */
  readonly break: (right: Compute) => Compute;
}

/** A fault of single elements: given x, the right result and dy (1 for forward), gives the wrong one. */
export function each(change: (x: number, right: number, dy: number) => number): Mutant['break'] {
  return (right) => (x, dy) => {
    const y = right(x, dy);
    for (const [index, value] of y.entries())
      y[index] = change(x[index] ?? NaN, value, dy?.[index] ?? 1);
    return y;
  };
}

/** Rounds every result towards zero instead of to nearest: monotone, odd and faithful, but misrounded. */
export function towardsZero(op: OpId, pass: Pass): Mutant['break'] {
  return () => (x, dy) => {
    const { due, exact } = oracle(op, pass).fill(Float32Array.from(x), dy && Float32Array.from(dy));
    return due.map((v, index) =>
      Math.abs(v) > Math.abs(exact[index] ?? NaN) ? nudge(v, -Math.sign(v)) : v,
    );
  };
}

/** The float32 `steps` places further on the ordered line. */
export function nudge(value: number, steps: number): number {
  return fromOrdinal(ordinalOf(value) + steps);
}

/** Lists mutants of one kernel from the clause's name, the fault in words and the fault. */
export function mutantsOf(
  op: OpId,
  pass: Pass,
  faults: readonly (readonly [name: string, fault: string, make: Mutant['break']])[],
  dtype: DType = 'float32',
): readonly Mutant[] {
  return faults.map(([name, fault, make]) => ({
    caughtBy: `${op}/${pass}/${name}`,
    op,
    pass,
    dtype,
    fault,
    break: make,
  }));
}

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** Whether the last bits of x are 0, which is so for one float in `count`. */
export function isOneOf(x: number, count: number): boolean {
  float[0] = x;
  return ((bits[0] ?? 0) & (count - 1)) === 0;
}
