import { signedUlpError, type Values, floatTypes } from '@rectify/float';
import type { Inputs } from './calls.ts';
import type { Element, ElementTest } from './element.ts';
import type { Rule } from '@rectify/spec';
import type { RuleContext } from './row.ts';
import { rowOf } from './row-of.ts';
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
export function ulpAt(test: ElementTest, { ulp }: Element): number | null {
  return test.measuresUlp ? ulp : null;
}

/** How good a witness an element is: without a measure the one nearest to zero is the simplest. */
export function rankAt({ x }: Element, ulp: number | null): number {
  return ulp ?? (Number.isNaN(x) ? 0 : -Math.abs(x));
}

/** What is seen where a rule about single elements is violated. */
export function seenAt(
  test: ElementTest,
  element: Element,
): Seen & { readonly ulp: number | null } {
  const ulp = ulpAt(test, element);
  return { got: element.y, due: element.due, ulp, rank: rankAt(element, ulp), note: null };
}

/** A rule as a test of single elements, or undefined if it is about something else. */
export function elementTestOf(rule: Rule, context: RuleContext): ElementTest | undefined {
  const row = rowOf(rule.kind);
  return row.form === 'element' ? row.test(rule, context) : undefined;
}

/** Judges one rule about single elements on a call that is not of the grid. */
export function judgeElements(test: ElementTest, returned: Returned, tally: Tally): void {
  const { inputs, x, dy, y, due, exact, rest } = returned;
  const { ulpOf } = floatTypes[inputs.dtype].format;
  for (let index = 0; index < x.length; index++) {
    const element: Element = {
      x: x[index] ?? NaN,
      dy: dy === undefined ? 1 : (dy[index] ?? NaN),
      y: y[index] ?? NaN,
      due: due[index] ?? NaN,
      exact: exact[index] ?? NaN,
      rest: rest?.[index] ?? 0,
      ulp: 0,
    };
    element.ulp = Math.abs(
      signedUlpError(element.y, element.exact, element.due, ulpOf(element.due)) - element.rest,
    );
    if (!test.applies(element)) continue;
    tally.tested++;
    if (test.holds(element)) continue;
    sightAt(tally, inputs, index, seenAt(test, element));
  }
}
