import type { KernelRequest } from '@rectify/backend';
import { type DType, type FloatFormat, floatTypes } from '@rectify/float';
import { bounds, ops } from '@rectify/spec';
import { belowOne, type TrueValue, truthAt } from './truth.ts';

const predicates: readonly ((v: TrueValue, format: FloatFormat, dtype: DType) => boolean)[] = [
  ({ due }) => Math.abs(due) === 1,
  // Where `saturation` begins.
  (v, format, dtype) => belowOne(v, format) <= bounds.saturation.values[dtype],
  ({ exact }, { leastNormal }) => Math.abs(exact) < leastNormal,
  ({ due }, { leastNormal }) => Math.abs(due) < leastNormal,
  ({ due }) => due === 0,
];

/** First magnitude at which a predicate of the true value turns over, by bisection; undefined if it never does. */
function turn(request: KernelRequest, sign: 1 | -1, index: number): number | undefined {
  const { line, format } = floatTypes[request.dtype];
  const holds = (magnitude: number): boolean | undefined =>
    predicates[index]?.(truthAt(request, sign * line.valueOf(magnitude)), format, request.dtype);
  let low = line.step(0, 1);
  const start = holds(low);
  let high = line.step(line.infinity, -1);
  if (holds(high) === start) return undefined;
  for (let at = line.middle(low, high); at !== low; at = line.middle(low, high)) {
    if (holds(at) === start) low = at;
    else high = at;
  }
  return high;
}

/** Magnitudes whose neighbourhood is always looked at, ascending. */
export function criticalMagnitudes(request: KernelRequest): readonly number[] {
  const { line, format } = floatTypes[request.dtype];
  const { infinity, infiniteField } = line;
  const found = new Set<number>([0, line.step(0, 1), line.step(infinity, -1), infinity]);
  for (const { fromPrecision = 0, magnitudes } of ops[request.op].critical)
    if (format.precision >= fromPrecision)
      for (const magnitude of Object.values(magnitudes)) found.add(line.of(magnitude));
  for (const { at } of ops[request.op][request.pass].turns) found.add(line.of(Math.abs(at)));
  found.add(line.of(bounds.tiny.values[request.dtype]));
  for (let field = 1; field < infiniteField; field++) found.add(line.at(field, 0));
  for (const sign of [1, -1] as const) {
    for (let index = 0; index < predicates.length; index++) {
      const magnitude = turn(request, sign, index);
      if (magnitude !== undefined) found.add(magnitude);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}
