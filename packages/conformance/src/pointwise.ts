import { type FloatFormat, floatTypes } from '@rectify/float';
import type { Clause, Domain, DType, Pass } from '@rectify/spec';
import type { TrueValue } from './truth.ts';

/** One element of a call with what it truly gives. For forward, dy is 1 and means nothing. */
export interface Point {
  x: number;
  dy: number;
  y: number;
  due: number;
  exact: number;
  /** What `exact` lacks, in ulps of `due`. */
  rest: number;
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

const isSubnormal = ({ leastNormal }: FloatFormat, v: number): boolean =>
  v !== 0 && Math.abs(v) < leastNormal;

function isIn(format: FloatFormat, domain: Domain, x: number): boolean {
  const { leastNormal } = format;
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
export function isFlushed(p: Point, atZero: number, format: FloatFormat): boolean {
  return (
    (p.y === 0 && Math.abs(p.exact) < format.leastNormal) ||
    (isSubnormal(format, p.x) && p.y === atZero)
  );
}

function passesThrough(
  format: FloatFormat,
  domain: Domain,
  pass: Pass,
): Pick<Pointwise, 'applies' | 'holds'> {
  if (pass === 'forward')
    return { applies: ({ x }) => isIn(format, domain, x), holds: ({ x, y }) => y === x };
  const applies =
    domain === 'subnormal'
      ? ({ x, dy }: Point): boolean => isIn(format, domain, x) || (x > 0 && isSubnormal(format, dy))
      : ({ x, dy }: Point): boolean => isIn(format, domain, x) && !isSubnormal(format, dy);
  return { applies, holds: ({ y, dy }) => Object.is(y, dy) };
}

/** How far a true value of a magnitude up to 1 is from it. */
export function belowOne({ due, exact, rest }: TrueValue, format: FloatFormat): number {
  return 1 - Math.abs(exact) - rest * Math.sign(due) * format.ulpOf(due);
}

/** The rule of a clause as a test of single elements, or undefined if the clause is not about single elements. */
export function pointwiseOf(clause: Clause, atZero: number, dtype: DType): Pointwise | undefined {
  const { rule, pass } = clause;
  const format = floatTypes[dtype].format;
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
      return { ...passesThrough(format, rule.domain, pass), measuresUlp: false };
    case 'zero':
      return plain(
        ({ x, dy }) =>
          isIn(format, rule.domain, x) &&
          (rule.dy === 'any' || Number.isFinite(dy) === (rule.dy === 'finite')),
        ({ y }) => y === 0,
      );
    case 'no-negative-zero':
      return plain(
        ({ x }) => isIn(format, rule.domain, x),
        ({ y }) => !Object.is(y, -0),
      );
    case 'range':
      return plain(
        ({ x, dy }) => !Number.isNaN(x) && dy > 0 && dy !== Infinity,
        ({ y }) => y >= rule.low && y <= rule.high,
      );
    case 'accuracy': {
      const maxUlp = rule.maxUlp[dtype];
      const absolute = rule.absolute?.[dtype] ?? 0;
      return {
        applies: ({ x, dy, exact }) =>
          Number.isFinite(x) &&
          dy === 1 &&
          (rule.where === 'all' || Math.abs(exact) >= format.leastNormal),
        holds: (p) =>
          p.ulp <= maxUlp ||
          Math.abs(p.y - p.exact - p.rest * format.ulpOf(p.due)) <= absolute ||
          isFlushed(p, atZero, format),
        measuresUlp: true,
      };
    }
    case 'tail':
      return {
        applies: ({ x, dy, due }) => Number.isFinite(x) && dy === 1 && due !== 0,
        holds: (p) => p.y * Math.sign(p.due) > 0 && p.ulp <= (rule.maxUlp ?? Infinity),
        measuresUlp: true,
      };
    case 'saturation':
      return plain(
        (p) => Number.isFinite(p.x) && belowOne(p, format) <= rule.within[dtype],
        ({ y, exact }) => y === Math.sign(exact),
      );
    case 'tiny':
      return {
        applies: ({ x }) => x !== 0 && Math.abs(x) < rule.below[dtype],
        holds: ({ x, y }) => format.distance(x, y) <= 1,
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
