import type { KernelRequest } from '@rectify/backend';
import { dtypes, floatTypes, type FloatType, signedUlpError, type Values } from '@rectify/float';
import { type Case, clauses, opIds, passes } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Element, isSubnormal } from './element.ts';
import { pairsOf, wrongKernels } from './fixtures/wrong-kernels.ts';
import { elementTestOf, ruleContext } from './row-of.ts';
import { truthAt, truthOf } from './truth.ts';

/** What no must catches, and why that is right: wrong all the same, a matter of quality. */
interface Quality {
  readonly because: string;
  readonly kernels: RegExp;
  readonly explains: (e: Element, request: KernelRequest) => boolean;
}

const formatOf = ({ dtype }: KernelRequest): FloatType['format'] => floatTypes[dtype].format;
const isNarrow = ({ dtype }: KernelRequest): boolean => dtype === 'float16' || dtype === 'bfloat16';
const isBetween = (y: number, a: number, b: number): boolean =>
  y >= Math.min(a, b) && y <= Math.max(a, b);

const ulpsOf = (request: KernelRequest): number =>
  request.op === 'tanh' ? 16 : isNarrow(request) ? 10 : 34;
const slopeBound = (request: KernelRequest): number =>
  (request.op === 'sigmoid' && isNarrow(request) ? 24 : 72) * 2 ** -formatOf(request).precision;

/** Some part of dy, or what becomes of 0 · ∞ and of a NaN that is not selected. */
const isSelected = (y: number, dy: number): boolean =>
  Number.isFinite(dy)
    ? isBetween(y, 0, dy)
    : y === 0 || Number.isNaN(y) || (dy > 0 ? y > 0 : y < 0);

const qualities: readonly Quality[] = [
  {
    because: 'a result within the bound of the Web Platform Tests: faithful',
    kernels: /^(sigmoid|tanh)\/forward$/,
    explains: ({ ulp }, request) => ulp <= ulpsOf(request),
  },
  {
    because: 'subnormal results may be inexact, or flushed: tail, tiny, subnormal',
    kernels: /forward$/,
    explains: ({ y, exact }, request) =>
      isSubnormal(formatOf(request), exact) &&
      isBetween(y, 0, Math.sign(exact) * formatOf(request).leastNormal),
  },
  {
    because: 'a result that its error may take below the least normal number may be flushed',
    kernels: /^(sigmoid|tanh)\//,
    explains: ({ y, dy, due, exact }, request) => {
      const { leastNormal, ulpOf } = formatOf(request);
      const slack = ulpsOf(request) * ulpOf(due);
      const most =
        request.pass === 'forward' ? slack : Math.max(slack, slopeBound(request) * Math.abs(dy));
      return y === 0 && Math.abs(exact) < leastNormal + most;
    },
  },
  {
    because: 'where nothing is left of a result, a subnormal one is inexact: tail',
    kernels: /^sigmoid\/forward$/,
    explains: ({ x, y, due }, request) =>
      x < 0 && x > -Infinity && due === 0 && isBetween(y, 0, formatOf(request).leastNormal),
  },
  {
    because: 'what an output within its own bound leaves of the slope: accuracy-tight, tail',
    kernels: /^(sigmoid|tanh)\/vjp$/,
    explains: ({ y, dy, exact }, request) =>
      Math.abs(y - exact) <= slopeBound(request) * Math.abs(dy) && (y === 0 || y > 0 === dy > 0),
  },
  {
    because: 'a subnormal gradient may be inexact, or flushed: accuracy-tight, tail',
    kernels: /^(sigmoid|tanh)\/vjp$/,
    explains: ({ y, ulp, dy, exact }, request) =>
      Math.abs(exact) < formatOf(request).leastNormal &&
      (y === 0 || (ulp <= 34 && y > 0 === dy > 0)),
  },
  {
    because: 'a zero dy gives some least subnormal numbers: zero-dy',
    kernels: /^(sigmoid|tanh)\/vjp$/,
    explains: ({ y, dy }, request) =>
      dy === 0 && Math.abs(y) <= 34 * formatOf(request).leastSubnormal,
  },
  {
    because:
      'dy = ±∞ where the slope may be computed as 0, and 0 · ∞ is NaN: tail, saturated-infinity',
    kernels: /^(sigmoid|tanh)\/vjp$/,
    explains: ({ x, y, dy }, request) =>
      Math.abs(dy) === Infinity &&
      truthAt(request, x).exact <= slopeBound(request) &&
      (y === 0 || Number.isNaN(y) || y === dy),
  },
  {
    because: 'a machine that flushes drops the gradient of a subnormal: active-subnormal',
    kernels: /^relu\/vjp$/,
    explains: ({ x, y, dy }, request) =>
      x > 0 &&
      (isSubnormal(formatOf(request), x) || isSubnormal(formatOf(request), dy)) &&
      isSelected(y, dy),
  },
  {
    because: 'any subgradient at the kink: kink-zero',
    kernels: /^relu\/vjp$/,
    explains: ({ x, y, dy }) => x === 0 && isSelected(y, dy),
  },
  {
    because: 'a product with the mask instead of a selection: mask',
    kernels: /^relu\/vjp$/,
    explains: ({ x, y, dy }) => x < 0 && !Number.isFinite(dy) && Number.isNaN(y),
  },
  {
    because: 'frameworks disagree on the gradient of NaN: nan',
    kernels: /^relu\/vjp$/,
    explains: ({ x }) => Number.isNaN(x),
  },
];

/** A clause that names inputs with their results, as a test of elements. */
function keepsCases(cases: readonly Case[], { x, dy, y }: Element): boolean {
  const own = cases.filter((one) => Object.is(Number(one.x), x) && Number(one.dy ?? '1') === dy);
  return own.every((one) => one.y.some((allowed) => Object.is(Number(allowed), y)));
}

/** The musts of a kernel that are about single elements: whether one is violated. */
function mustsOf(request: KernelRequest): (e: Element) => boolean {
  const context = ruleContext(request);
  const tests = clauses.flatMap(({ op, pass, level, rule }) => {
    if (op !== request.op || pass !== request.pass || level !== 'must') return [];
    if (rule.kind === 'cases') return [(e: Element) => !keepsCases(rule.cases, e)];
    const own = elementTestOf(rule, context);
    return own === undefined ? [] : [(e: Element) => own.applies(e) && !own.holds(e)];
  });
  return (e) => tests.some((isViolated) => isViolated(e));
}

const kernels = opIds.flatMap((op) => passes.map((pass) => ({ op, pass })));
const used = new Set<Quality>();

describe.each(kernels)('a wrong result of $op/$pass', ({ op, pass }) => {
  const own = qualities.filter((quality) => quality.kernels.test(`${op}/${pass}`));
  test.each(dtypes)(
    'breaks a must or is named as quality, in every binade of x and dy in %s',
    (dtype) => {
      const request = { op, pass, dtype };
      const { round, ulpOf } = floatTypes[dtype].format;
      const breaksMust = mustsOf(request);
      const { x, dy } = pairsOf(request);
      const right = (a: Values, b: Values | undefined): Values => truthOf(request, a, b).due;
      const { due, exact, rest } = truthOf(request, x, dy);
      const holes: string[] = [];
      for (const { fault, break: make } of wrongKernels(request)) {
        const y = make(right)(x, dy);
        for (let at = 0; at < x.length && holes.length < 20; at++) {
          const got = round(y[at]!);
          if (got === due[at] || (Number.isNaN(got) && Number.isNaN(due[at]))) continue;
          const e = {
            x: x[at]!,
            dy: dy[at]!,
            y: got,
            due: due[at]!,
            exact: exact[at]!,
            rest: 0,
            ulp: 0,
          };
          e.rest = rest?.[at] ?? 0;
          e.ulp = Math.abs(signedUlpError(got, e.exact, e.due, ulpOf(e.due)) - e.rest);
          if (breaksMust(e)) continue;
          const quality = own.find(({ explains }) => explains(e, request));
          if (quality === undefined) holes.push(`${fault}: ${e.y} for x = ${e.x}, dy = ${e.dy}`);
          else used.add(quality);
        }
      }
      expect(holes).toEqual([]);
    },
  );
});

test('every quality is needed', () => {
  expect(qualities.filter((quality) => !used.has(quality))).toEqual([]);
});
