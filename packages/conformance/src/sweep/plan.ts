import type { Clause } from '@rectify/spec';
import type { ElementTest } from '../element.ts';
import { criticalMagnitudes } from '../inputs/critical.ts';
import { type FunctionSides, sidesOf } from '../inputs/sides.ts';
import type { RuleContext } from '../row.ts';
import { elementTestOf, ruleContext } from '../row-of.ts';
import type { KernelRequest } from '@rectify/backend';
import { type MagnitudeRanges, markSide, rangesOfTest } from './magnitude-ranges.ts';
import { type PairJudge, pairJudgeOf } from './pairs.ts';

/** What judging the grid of a kernel needs to know beforehand. */
export interface GridPlan {
  readonly context: RuleContext;
  readonly sides: FunctionSides;
  /** The clauses about single elements, and where each applies. */
  readonly elements: readonly {
    readonly id: string;
    readonly test: ElementTest;
    readonly ranges: MagnitudeRanges;
  }[];
  /** The clauses about pairs. */
  readonly pairs: readonly { readonly id: string; readonly judge: PairJudge }[];
}

export function planGrid(request: KernelRequest, clauses: readonly Clause[]): GridPlan {
  const context = ruleContext(request);
  const sides = sidesOf(request);
  const critical = criticalMagnitudes(request, sides);
  const positive = markSide(request.dtype, 1, sides.positive, critical);
  const negative = markSide(request.dtype, -1, sides.negative, critical);
  const elements = clauses.flatMap(({ id, rule }) => {
    const test = elementTestOf(rule, context);
    if (test === undefined) return [];
    const ranges = {
      positive: rangesOfTest(test, positive),
      negative: rangesOfTest(test, negative),
    };
    return [{ id, test, ranges }];
  });
  const pairs = clauses.flatMap(({ id, rule }) => {
    const judge = pairJudgeOf(rule, context);
    return judge === undefined ? [] : [{ id, judge }];
  });
  return { context, sides, elements, pairs };
}
