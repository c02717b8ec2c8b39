import { leastNormal, ulpDistance } from '@rectify/float';
import type { Clause, Domain, Pass } from '@rectify/spec';

/** One element of a call with what it truly gives. For forward, dy is 1 and means nothing. */
export interface Point {
  x: number;
  dy: number;
  y: number;
  due: number;
  exact: number;
  /** Error of y in ULP, without its sign. */
  ulp: number;
}

/** A rule about single elements. The correctly rounded result meets every one of them. */
export interface Pointwise {
  /** Whether the rule is about this element; `y` is not looked at. */
  readonly applies: (p: Point) => boolean;
  readonly holds: (p: Point) => boolean;
  /** Whether the rule bounds an ULP error, so that the worst element is the best witness. */
  readonly measuresUlp: boolean;
}

const isSubnormal = (v: number): boolean => v !== 0 && Math.abs(v) < leastNormal;

function isIn(domain: Domain, x: number): boolean {
  switch (domain) {
    case 'negative':
      return x < 0;
    case 'nonpositive':
      return x <= 0;
    case 'positive-normal':
      return x >= leastNormal && x !== Infinity;
    case 'subnormal':
      return x > 0 && x < leastNormal;
    case 'zero':
      return x === 0;
    default:
      return domain satisfies never;
  }
}

/** Whether `y` is what a machine gives that takes subnormal inputs, or gives subnormal results, as zero. */
export function isFlushed(p: Point, atZero: number): boolean {
  return (p.y === 0 && Math.abs(p.exact) < leastNormal) || (isSubnormal(p.x) && p.y === atZero);
}

function passesThrough(domain: Domain, pass: Pass): Pick<Pointwise, 'applies' | 'holds'> {
  if (pass === 'forward')
    return { applies: ({ x }) => isIn(domain, x), holds: ({ x, y }) => y === x };
  const applies =
    domain === 'subnormal'
      ? ({ x, dy }: Point): boolean => isIn(domain, x) || (x > 0 && isSubnormal(dy))
      : ({ x, dy }: Point): boolean => isIn(domain, x) && !isSubnormal(dy);
  return { applies, holds: ({ y, dy }) => Object.is(y, dy) };
}

/** The rule of a clause as a test of single elements, or undefined if the clause is not about single elements. */
export function pointwiseOf(clause: Clause, atZero: number): Pointwise | undefined {
  const { rule, pass } = clause;
  const plain = (applies: Pointwise['applies'], holds: Pointwise['holds']): Pointwise => ({
    applies,
    holds,
    measuresUlp: false,
  });
  switch (rule.kind) {
    case 'nan':
      return plain(
        ({ x, dy }) => Number.isNaN(x) || Number.isNaN(dy),
        ({ y }) => Number.isNaN(y),
      );
    case 'passes-through':
      return { ...passesThrough(rule.domain, pass), measuresUlp: false };
    case 'zero':
      return plain(
        ({ x, dy }) =>
          isIn(rule.domain, x) &&
          (rule.dy === 'any' || Number.isFinite(dy) === (rule.dy === 'finite')),
        ({ y }) => y === 0,
      );
    case 'no-negative-zero':
      return plain(
        ({ x }) => isIn(rule.domain, x),
        ({ y }) => !Object.is(y, -0),
      );
    case 'range':
      return plain(
        ({ x, dy }) => !Number.isNaN(x) && dy > 0 && dy !== Infinity,
        ({ y }) => y >= rule.low && y <= rule.high,
      );
    case 'accuracy':
      return {
        applies: ({ x, dy, exact }) =>
          Number.isFinite(x) &&
          dy === 1 &&
          (rule.where === 'all' || Math.abs(exact) >= leastNormal),
        holds: (p) =>
          p.ulp <= rule.maxUlp ||
          Math.abs(p.y - p.exact) <= (rule.absolute ?? 0) ||
          isFlushed(p, atZero),
        measuresUlp: true,
      };
    case 'tail':
      return {
        applies: ({ x, dy, due }) => Number.isFinite(x) && dy === 1 && due !== 0,
        holds: (p) => p.y * Math.sign(p.due) > 0 && p.ulp <= (rule.maxUlp ?? Infinity),
        measuresUlp: true,
      };
    case 'saturation':
      return plain(
        ({ x, exact }) => Number.isFinite(x) && 1 - Math.abs(exact) <= rule.within,
        ({ y, exact }) => y === Math.sign(exact),
      );
    case 'tiny':
      return {
        applies: ({ x }) => x !== 0 && Math.abs(x) < rule.below,
        holds: ({ x, y }) => ulpDistance(x, y) <= 1,
        measuresUlp: true,
      };
    case 'rounded':
      return {
        applies: ({ x }) => !Number.isNaN(x),
        holds: ({ y, due }) => y === due,
        measuresUlp: true,
      };
    case 'subgradient':
      return plain(
        ({ x, dy }) => x === 0 && Number.isFinite(dy),
        ({ y, dy }) => y >= Math.min(0, dy) && y <= Math.max(0, dy),
      );
    case 'zero-dy':
      return plain(
        ({ x, dy }) => dy === 0 && Number.isFinite(x),
        ({ y }) => y === 0,
      );
    case 'cases':
    case 'monotone':
    case 'odd':
    case 'even':
    case 'complement':
    case 'idempotent':
    case 'scale':
    case 'repeat':
    case 'empty':
    case 'lanes':
    case 'behaviour':
      return undefined;
    default:
      return rule satisfies never;
  }
}
