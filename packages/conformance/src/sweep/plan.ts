import type { Clause } from '@rectify/spec';
import type { ElementTest } from '../element.ts';
import { criticalMagnitudes } from '../inputs/critical.ts';
import { floatTypes } from '@rectify/float';
import {
  type FunctionSide,
  type FunctionSides,
  type MagnitudeRange,
  sidesOf,
} from '../inputs/sides.ts';
import { truthAt, type TrueValue } from '../truth.ts';
import type { RuleContext } from '../row.ts';
import { elementTestOf, isOfPlace, ruleContext } from '../row-of.ts';
import type { KernelRequest } from '@rectify/backend';
import {
  type MagnitudeRanges,
  markAt,
  type MarkedSide,
  markSide,
  rangesNear,
  rangesOfTest,
} from './magnitude-ranges.ts';
import { type OrderJudge, orderJudgeOf, type PairJudge, pairJudgeOf } from './pairs.ts';

/** What judging the grid of a kernel needs to know beforehand. */
export interface GridPlan {
  readonly context: RuleContext;
  /** Of every element; 1 for forward. */
  readonly dy: number;
  /** Whether it is the line of dy = 1 that the profile is of. */
  readonly isFirst: boolean;
  readonly sides: FunctionSides;
  readonly critical: readonly number[];
  /** The clauses about single elements, and where each applies. */
  readonly elements: readonly {
    readonly id: string;
    readonly test: ElementTest;
    readonly ranges: MagnitudeRanges;
  }[];
  /** Where true values are near the bound of a clause. */
  readonly nearBounds: MagnitudeRanges;
  /** The clauses about pairs. */
  readonly pairs: readonly { readonly id: string; readonly judge: PairJudge }[];
  /** Those of them about neighbours, on one side. */
  readonly orders: readonly { readonly id: string; readonly judge: OrderJudge }[];
  /** The clauses about where an input stands. */
  readonly ofPlace: readonly string[];
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
  const near = elements.flatMap(({ test }) => test.nearBounds ?? []);
  const nearBounds = {
    positive: near.flatMap((one) => rangesNear(one, positive)),
    negative: near.flatMap((one) => rangesNear(one, negative)),
  };
  const pairs = clauses.flatMap(({ id, rule }) => {
    const judge = pairJudgeOf(rule, context);
    return judge === undefined ? [] : [{ id, judge }];
  });
  const orders = clauses.flatMap(({ id, rule }) => {
    const judge = orderJudgeOf(rule);
    return judge === undefined ? [] : [{ id, judge }];
  });
  const ofPlace = clauses.filter(({ rule }) => isOfPlace(rule)).map(({ id }) => id);
  return {
    context,
    dy: 1,
    isFirst: true,
    sides,
    critical,
    elements,
    nearBounds,
    pairs,
    orders,
    ofPlace,
  };
}

/** The same on a stretch of another line of dy. Clauses about pairs are judged on the first line alone. */
export function planLine(plan: GridPlan, dy: number, { low, high }: MagnitudeRange): GridPlan {
  const { request } = plan.context;
  const { line } = floatTypes[request.dtype];
  const mark = (sign: 1 | -1, { stretches }: FunctionSide): MarkedSide => {
    const ends = stretches.flatMap((stretch) => [stretch.low, stretch.high]);
    const within = [...plan.critical, ...ends, ...line.nans].filter((m) => m > low && m < high);
    const at = (magnitude: number): TrueValue =>
      truthAt(request, sign * line.valueOf(magnitude), dy);
    return markAt(request.dtype, sign, dy, at, [low, ...within, high]);
  };
  const positive = mark(1, plan.sides.positive);
  const negative = mark(-1, plan.sides.negative);
  const elements = plan.elements.map(({ id, test }) => ({
    id,
    test,
    ranges: { positive: rangesOfTest(test, positive), negative: rangesOfTest(test, negative) },
  }));
  return { ...plan, dy, isFirst: false, elements, pairs: [], orders: [] };
}
