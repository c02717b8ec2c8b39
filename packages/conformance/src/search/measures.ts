import { type Element, type ElementTest, isFlushed } from '../element.ts';
import type { RuleContext } from '../row.ts';

/** The error; that which flushing does not explain; how near a clause is to being broken, which it is beyond 1. */
export type MeasureKind = 'error' | 'unexplained' | 'clause';

/** What is looked for where it is greatest. */
export interface Measure {
  readonly kind: MeasureKind;
  readonly of: (e: Element) => number;
}

/** Errors that are infinite are as bad as can be; so much is, and its eighth power is a number. */
const ceiling = 1e30;

/** The measures of a kernel that is judged by these tests. */
export function measuresOf(
  { atZero, format }: Pick<RuleContext, 'atZero' | 'format'>,
  tests: readonly ElementTest[],
): readonly Measure[] {
  return [
    { kind: 'error', of: ({ ulp }) => Math.min(ulp, ceiling) },
    {
      kind: 'unexplained',
      of: (e) => (isFlushed(e, atZero, format) ? 0 : Math.min(e.ulp, ceiling)),
    },
    ...tests.flatMap(({ applies, strain }): readonly Measure[] =>
      strain === undefined
        ? []
        : [{ kind: 'clause', of: (e) => (applies(e) ? Math.min(strain(e), ceiling) : 0) }],
    ),
  ];
}

/** A search finds errors that are greater by a third, seldom by more: a clause that is kept by far is left alone. */
const nearlyBroken = 0.5;

/**
 * Whether there is something to be found by a measure, of whose greatest values so far `sizes` tells: by the error with flushing
 * only where it is not all the error there is.
 */
export function isOpen(
  measures: readonly Measure[],
  sizes: readonly number[],
  measure: number,
): boolean {
  const size = sizes[measure]!;
  return {
    error: size !== sizes[measures.findIndex(({ kind }) => kind === 'unexplained')],
    unexplained: size > 0,
    clause: size > nearlyBroken && size <= 1,
  }[measures[measure]!.kind];
}
