import { signedUlpError, type Values, floatTypes } from '@rectify/float';
import type { Inputs } from './calls.ts';
import type { Point, Pointwise } from './pointwise.ts';
import { type Seen, sightAt, type Tally } from './tally.ts';
import type { TrueValues } from '@rectify/oracle';

/** Inputs of one call with what came back and what was due. */
export interface Returned extends TrueValues {
  readonly inputs: Inputs;
  readonly x: Values;
  readonly dy: Values | undefined;
  readonly y: Values;
}

/** ULP error of an element; null where the rule does not bound it. */
export function ulpAt(rule: Pointwise, { ulp }: Point): number | null {
  return rule.measuresUlp ? ulp : null;
}

/** How good a witness an element is: without a measure the one nearest to zero is the simplest. */
export function rankAt({ x }: Point, ulp: number | null): number {
  return ulp ?? (Number.isNaN(x) ? 0 : -Math.abs(x));
}

/** What is seen where a rule about single elements is violated. */
export function seenAt(rule: Pointwise, point: Point): Seen & { readonly ulp: number | null } {
  const ulp = ulpAt(rule, point);
  return { got: point.y, due: point.due, ulp, rank: rankAt(point, ulp), note: null };
}

/** Judges one rule about single elements on a call that is not of the grid. */
export function judgeElements(rule: Pointwise, returned: Returned, tally: Tally): void {
  const { inputs, x, dy, y, due, exact, rest } = returned;
  const { ulpOf } = floatTypes[inputs.dtype].format;
  for (let index = 0; index < x.length; index++) {
    const point: Point = {
      x: x[index] ?? NaN,
      dy: dy === undefined ? 1 : (dy[index] ?? NaN),
      y: y[index] ?? NaN,
      due: due[index] ?? NaN,
      exact: exact[index] ?? NaN,
      rest: rest?.[index] ?? 0,
      ulp: 0,
    };
    point.ulp = Math.abs(
      signedUlpError(point.y, point.exact, point.due, ulpOf(point.due)) - point.rest,
    );
    if (!rule.applies(point)) continue;
    tally.tested++;
    if (rule.holds(point)) continue;
    sightAt(tally, inputs, index, seenAt(rule, point));
  }
}
