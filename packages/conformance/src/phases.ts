import { type DType, type TypedArray, type FloatFormat, floatTypes } from '@rectify/float';
import { ask, type Asked, withTruth } from './ask.ts';
import { behaviourInputs, nameBehaviour } from './behaviour.ts';
import {
  caseInputs,
  type Inputs,
  numberOfCase,
  numbersOf,
  scaleInputs,
  withUnitDy,
} from './calls.ts';
import { judgeElements } from './elements.ts';

import { type Pointwise, pointwiseOf } from './pointwise.ts';
import type { Case } from './state.ts';
import { sightAt } from './tally.ts';
import { truthOf } from './truth.ts';
import type { Depth, KernelRequest } from './types.ts';

/** A clause about single elements with its test. */
export interface ElementCase {
  readonly one: Case;
  readonly rule: Pointwise;
}

export function elementCases(
  cases: readonly Case[],
  atZero: number,
  { dtype }: KernelRequest,
): readonly ElementCase[] {
  return cases.flatMap((one) => {
    const rule = pointwiseOf(one.clause, atZero, dtype);
    return rule === undefined ? [] : [{ one, rule }];
  });
}

/** Judges single elements on one call. */
export function* judgeCall(
  request: KernelRequest,
  inputs: Inputs,
  elements: readonly ElementCase[],
): Asked<void> {
  const y = yield* ask(
    elements.map(({ one }) => one),
    inputs,
  );
  if (y === undefined) return;
  const returned = withTruth(request, inputs, y);
  for (const { one, rule } of elements) judgeElements(rule, returned, one.tally);
}

/** Judges the inputs with fixed results. */
export function* judgeCases(request: KernelRequest, cases: readonly Case[]): Asked<void> {
  const inputs = caseInputs(
    request,
    cases.map(({ clause }) => clause),
  );
  const y = yield* ask(cases, inputs);
  if (y === undefined) return;
  let index = 0;
  for (const { clause, tally } of cases) {
    if (clause.rule.kind !== 'cases') continue;
    for (const { y: allowed } of clause.rule.cases) {
      tally.tested++;
      const got = y[index] ?? NaN;
      const results = allowed.map((text) => numberOfCase(request.dtype, text));
      const due = results[0] ?? NaN;
      if (!results.some((one) => Object.is(one, got)))
        sightAt(tally, inputs, index, { got, due, rank: 0, note: null });
      index++;
    }
  }
}

/** relu(relu x) = relu x. */
export function* judgeIdempotent(dtype: DType, one: Case, sample: TypedArray): Asked<void> {
  const inputs: Inputs = { dtype, x: sample, dy: undefined };
  const first = yield* ask([one], inputs);
  if (first === undefined) return;
  const { x } = numbersOf(inputs);
  const again: Inputs = { dtype, x: floatTypes[dtype].arrays.from(first), dy: undefined };
  const second = yield* ask([one], again);
  if (second === undefined) return;
  for (const [index, got] of second.entries()) {
    one.tally.tested++;
    const due = first[index] ?? NaN;
    if (got === due || (Number.isNaN(got) && Number.isNaN(due))) continue;
    const note = `this x is itself the result of ${x[index]}`;
    sightAt(one.tally, again, index, { got, due, rank: -Math.abs(due), note });
  }
}

/** Far from under- and overflow. */
function isSafe({ leastNormal, greatest }: FloatFormat, v: number): boolean {
  return Math.abs(v) > leastNormal * 2 ** 6 && Math.abs(v) < greatest * 2 ** -8;
}

/** 2ᵏ·dy gives 2ᵏ·dx. */
export function* judgeScale(
  request: KernelRequest,
  one: Case,
  depth: Depth,
  seed: number,
): Asked<void> {
  const { plain, scaled } = scaleInputs(request, depth, seed);
  const format = floatTypes[request.dtype].format;
  const before = yield* ask([one], plain);
  const after = yield* ask([one], scaled);
  if (before === undefined || after === undefined) return;
  const { x, dy: upstream } = numbersOf(plain);
  const { dy: more } = numbersOf(scaled);
  const truths = [upstream, more].map((factor) => truthOf(request, x, factor).exact);
  for (const [index, got] of after.entries()) {
    if (!truths.every((exact) => isSafe(format, exact[index] ?? 0))) continue;
    one.tally.tested++;
    const dy = upstream?.[index] ?? NaN;
    const ratio = (more?.[index] ?? NaN) / dy;
    const due = (before[index] ?? NaN) * ratio;
    if (Object.is(got, due)) continue;
    const rank = -Math.abs(x[index] ?? NaN);
    sightAt(one.tally, scaled, index, {
      got,
      due,
      rank,
      note: `${ratio} times what dy = ${dy} gives`,
    });
  }
}

/** The same call again, twice. */
export function* judgeRepeat(one: Case, inputs: Inputs): Asked<void> {
  const first = yield* ask([one], inputs);
  for (let round = 0; round < 2; round++) {
    const again = yield* ask([one], inputs);
    if (first === undefined || again === undefined) return;
    for (const [index, got] of again.entries()) {
      one.tally.tested++;
      const due = first[index] ?? NaN;
      if (Object.is(got, due)) continue;
      sightAt(one.tally, inputs, index, {
        got,
        due,
        rank: 0,
        note: 'due is what the first call gave',
      });
      one.lane ??= { length: inputs.x.length, index, offset: 0 };
    }
  }
}

/** Length 0: here no answer is the violation. */
export function* judgeEmpty(request: KernelRequest, one: Case): Asked<void> {
  const y = yield* ask([one], withUnitDy(request, floatTypes[request.dtype].arrays.from([])));
  one.tally.tested++;
  if (y === undefined) one.tally.violations++;
}

/** Records what frameworks disagree on. */
export function* judgeBehaviour(dtype: DType, one: Case): Asked<void> {
  const { rule } = one.clause;
  if (rule.kind !== 'behaviour') return;
  const inputs = behaviourInputs(dtype, rule.of);
  const y = yield* ask([one], inputs);
  if (y === undefined) return;
  one.tally.tested += inputs.x.length;
  const { behaviour, strange } = nameBehaviour(rule.of, inputs, y);
  one.behaviour = behaviour;
  for (const index of strange)
    sightAt(one.tally, inputs, index, { got: y[index] ?? NaN, due: null, rank: 0, note: null });
}
