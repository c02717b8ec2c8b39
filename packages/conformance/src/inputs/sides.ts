import type { KernelRequest } from '@rectify/backend';
import { type DType, floatTypes, type Line } from '@rectify/float';
import { ops, type TurningPoint } from '@rectify/spec';
import { type TrueValue, truthAt } from '../truth.ts';
import { lastLike } from './bisect.ts';

/** Magnitudes from low to high, both included. */
export interface MagnitudeRange {
  readonly low: number;
  readonly high: number;
}

/** A true function with dy = 1 on one side of 0, by magnitudes of x. */
export interface FunctionSide {
  readonly at: (magnitude: number) => TrueValue;
  /** The numbers next to which it turns from rising to falling or back, and those beside them. */
  readonly turns: ReadonlySet<number>;
  /** From the least number to the greatest: on each its size only rises or only falls, and its sign is one. */
  readonly stretches: readonly MagnitudeRange[];
  /** Whether its size only rises or only falls on the whole side. */
  readonly isMonotone: boolean;
}

export interface FunctionSides {
  readonly positive: FunctionSide;
  readonly negative: FunctionSide;
}

/** Where the function of a kernel turns is a fact of its op; where it changes its sign is looked for. */
export function sidesOf({ op, pass, dtype }: KernelRequest): FunctionSides {
  const at = (x: number): TrueValue => truthAt({ op, pass, dtype }, x);
  const { turns } = ops[op][pass];
  return { positive: sideFrom(dtype, 1, at, turns), negative: sideFrom(dtype, -1, at, turns) };
}

export function sideFrom(
  dtype: DType,
  sign: 1 | -1,
  truth: (x: number) => TrueValue,
  turns: readonly TurningPoint[],
): FunctionSide {
  const { line } = floatTypes[dtype];
  const at = (magnitude: number): TrueValue => truth(sign * line.valueOf(magnitude));
  const signAt = (magnitude: number): number => Math.sign(at(magnitude).due);
  const turning = turns.filter((turn) => turn.at * sign > 0).map((turn) => line.of(turn.at));
  // The number that is nearest to a turn is a stretch of its own: on which side of it the turn is, is not known.
  const starts = line.pack([
    line.step(0, 1),
    ...turning.flatMap((magnitude) => [magnitude, line.step(magnitude, 1)]),
  ]);
  const stretches = [...starts].flatMap((low, index) =>
    splitBySign(line, signAt, low, line.step(starts[index + 1] ?? line.infinity, -1)),
  );
  const signs = new Set(stretches.map(({ low }) => signAt(low)));
  return {
    at,
    turns: new Set(turning.flatMap((m) => [line.step(m, -1), m, line.step(m, 1)])),
    stretches,
    isMonotone: turning.length === 0 && !(signs.has(1) && signs.has(-1)),
  };
}

/** On a stretch where a function only rises or only falls, its sign changes twice at most. */
function splitBySign(
  line: Line,
  signAt: (magnitude: number) => number,
  low: number,
  high: number,
): readonly MagnitudeRange[] {
  if (signAt(low) === signAt(high)) return [{ low, high }];
  const last = lastLike(line, signAt, low, high);
  return [{ low, high: last }, ...splitBySign(line, signAt, line.step(last, 1), high)];
}
