import type { KernelRequest } from '@rectify/backend';
import { type DType, type FloatFormat, floatTypes } from '@rectify/float';
import { bounds, ops } from '@rectify/spec';
import { belowOne, type TrueValue } from '../truth.ts';
import { lastLike } from './bisect.ts';
import type { FunctionSide, FunctionSides } from './sides.ts';

/** What is told of the size of a true value, and turns over once at most where that only rises or only falls. */
const predicates: readonly ((v: TrueValue, format: FloatFormat, dtype: DType) => boolean)[] = [
  ({ due }) => Math.abs(due) === 1,
  // Where `saturation` begins.
  (v, format, dtype) => belowOne(v, format) <= bounds.saturation.values[dtype],
  ({ exact }, { leastNormal }) => Math.abs(exact) < leastNormal,
  ({ due }, { leastNormal }) => Math.abs(due) < leastNormal,
];

/** The first magnitudes of one side where the function turns, changes its sign, or a predicate turns over. */
function turnovers(dtype: DType, { at, stretches }: FunctionSide): readonly number[] {
  const { line, format } = floatTypes[dtype];
  return stretches.flatMap(({ low, high }, index) => {
    const found = predicates.flatMap((predicate) => {
      const holds = (magnitude: number): boolean => predicate(at(magnitude), format, dtype);
      return holds(low) === holds(high) ? [] : [line.step(lastLike(line, holds, low, high), 1)];
    });
    return index === 0 ? found : [low, ...found];
  });
}

/** Magnitudes whose neighbourhood is always looked at, ascending. */
export function criticalMagnitudes(
  { op, dtype }: KernelRequest,
  { positive, negative }: FunctionSides,
): readonly number[] {
  const { line, format } = floatTypes[dtype];
  const { infinity, infiniteField } = line;
  const found = new Set<number>([0, line.step(0, 1), line.step(infinity, -1), infinity]);
  for (const { fromPrecision = 0, magnitudes } of ops[op].critical)
    if (format.precision >= fromPrecision)
      for (const magnitude of Object.values(magnitudes)) found.add(line.of(magnitude));
  found.add(line.of(bounds.tiny.values[dtype]));
  for (let field = 1; field < infiniteField; field++) found.add(line.at(field, 0));
  for (const side of [positive, negative])
    for (const magnitude of turnovers(dtype, side)) found.add(magnitude);
  return [...found].toSorted((a, b) => a - b);
}
