import type { DType } from '@rectify/float';

export const passes = ['forward', 'vjp'] as const;
/** `forward`: x → y. `vjp`: (x, dy) → dx, the vector-Jacobian product. */
export type Pass = (typeof passes)[number];

export const levels = ['must', 'should', 'may'] as const;
/** `must` and `should` are judged; `may` is recorded only. */
export type Level = (typeof levels)[number];

/** Where a clause comes from. */
export interface Source {
  readonly title: string;
  readonly section: string;
  readonly url: string;
}

/** A bound of each dtype. */
export type PerDType = Readonly<Record<DType, number>>;

/**
 * Inputs with the results that they allow: numbers as decimal text (`-0`, `Infinity`), or `greatest` or
 * `least-subnormal` of the dtype. `dy` only for vjp.
 */
export interface Case {
  readonly x: string;
  readonly dy?: string;
  readonly y: readonly string[];
}

/** Inputs that a clause is about. Zero is neither positive nor negative; `subnormal` is those above 0, `infinite` both ±∞. */
export type Domain =
  | 'negative'
  | 'nonpositive'
  | 'positive-normal'
  | 'positive-normal-or-infinite'
  | 'subnormal'
  | 'zero'
  | 'infinite';

/** What is demanded, as data: conformance has one judge for each kind. ULP errors are against the real value. */
export type Rule =
  /** A NaN among the inputs gives NaN. */
  | { readonly kind: 'nan' }
  /** Each case gives one of its results, to the bit. */
  | { readonly kind: 'cases'; readonly cases: readonly Case[] }
  /** Result equal to the input (forward: x, vjp: dy); NaN for NaN. */
  | { readonly kind: 'passes-through'; readonly domain: Domain }
  /** Result zero, of either sign, for dy of these classes (vjp); `product` is any, where NaN will do if dy is not finite. */
  | {
      readonly kind: 'zero';
      readonly domain: Domain;
      readonly dy: 'finite' | 'not-finite' | 'any' | 'product';
    }
  /** No result is −0. */
  | { readonly kind: 'no-negative-zero'; readonly domain: Domain }
  /** A zero dy comes back with its sign (vjp). */
  | { readonly kind: 'keeps-zero-sign'; readonly domain: Domain }
  /** low ≤ result ≤ high for every input that is not NaN; vjp: low·dy ≤ result ≤ high·dy, for dy < 0 the other way round. */
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  /**
   * At most `maxUlp`, or `absolute` (vjp: times |dy|) where that is looser; an infinite dy gives itself, and
   * where the slope is not above `absolute` 0 or NaN will do. `where: 'normal'` leaves out true results below the least normal number; with 'all' a flushed
   * subnormal is forgiven, because other clauses are about flushing.
   */
  | {
      readonly kind: 'accuracy';
      readonly maxUlp: PerDType;
      readonly absolute?: PerDType;
      readonly where: 'normal' | 'all';
    }
  /** One of the two numbers around the true value, or the one that it is; flushed subnormals are forgiven. */
  | { readonly kind: 'faithful' }
  /** Between 0 and the least normal number, of its sign, wherever the true result is. */
  | { readonly kind: 'underflow' }
  /**
   * Not 0, of the right sign, and within `maxUlp` if given, wherever the true result does not round to 0. vjp with other dy
   * than ±1: wherever neither slope nor result is below the least subnormal number, in ulps of dy times the slope's where
   * those are greater.
   */
  | { readonly kind: 'tail'; readonly maxUlp?: number }
  /** Exactly ±1 wherever the true result is within `within` of it. */
  | { readonly kind: 'saturation'; readonly within: PerDType }
  /** Within 1 ULP of x for |x| < below, subnormals included. */
  | { readonly kind: 'tiny'; readonly below: PerDType }
  /** Equal to the correctly rounded value. */
  | { readonly kind: 'rounded' }
  /** No result below that of a lesser input. */
  | { readonly kind: 'monotone' }
  /** f(−x) against f(x): its negation to the bit, equal within ULPs, or adding up to 1 within `ulp` times the ulp of 1. */
  | { readonly kind: 'odd' }
  | { readonly kind: 'even'; readonly ulp: number }
  | { readonly kind: 'complement'; readonly ulp: number }
  /** f(f(x)) = f(x). */
  | { readonly kind: 'idempotent' }
  /** dx between 0 and dy: at x = ±0, or where x > 0 and x or dy is subnormal. NaN will do for dy = ±∞, 0 for NaN. */
  | { readonly kind: 'subgradient'; readonly domain: 'zero' | 'subnormal' }
  /** dy = ±0 gives ±0 for finite x. */
  | { readonly kind: 'zero-dy' }
  /** 2ᵏ·dy gives 2ᵏ·dx to the bit while all four are normal. */
  | { readonly kind: 'scale' }
  /** The same call gives the same bits. */
  | { readonly kind: 'repeat' }
  /** Length 0 gives length 0. */
  | { readonly kind: 'empty' }
  /** The same bits for the same input at every position, length and offset. */
  | { readonly kind: 'lanes' }
  /** Recorded, never judged: which of the named behaviours the kernel shows. */
  | {
      readonly kind: 'behaviour';
      readonly of: 'relu-vjp-nan' | 'masked-zero-sign' | 'saturated-infinity';
    };

export type RuleKind = Rule['kind'];

/** What a clause says, without the op and pass that it says it of. */
export interface ClauseBody {
  readonly name: string;
  readonly level: Level;
  readonly text: string;
  readonly sources: readonly Source[];
  readonly rationale: string;
  readonly rule: Rule;
}

/** How the sides of a function are related: f(−x) is −f(x), f(x) or 1 − f(x) for every x. */
export type Parity = 'odd' | 'even' | 'complement' | 'none';

/** An input, as the nearest double, where a function turns from rising to falling (a peak) or back. */
export interface TurningPoint {
  readonly at: number;
  readonly kind: 'peak' | 'trough';
}

/** Magnitudes of inputs where implementations switch method, clamp or overflow. */
export interface CriticalInputs {
  readonly name: string;
  readonly sources: readonly Source[];
  /** Least precision of the dtypes that they are about; all if left out. */
  readonly fromPrecision?: number;
  /** By what happens there. */
  readonly magnitudes: Readonly<Record<string, number>>;
}

/** Magnitudes of a dtype, as bits. */
export type Hardest = Readonly<Partial<Record<DType, readonly string[]>>>;

/** The function of one pass: forward x → y, vjp the derivative (dy = 1). Judges rely on its shape: tests hold it to the oracle. */
export interface PassSpec {
  readonly parity: Parity;
  /** Ascending. Between two of them, and beyond, the function never turns: it is constant, or rises, or falls. */
  readonly turns: readonly TurningPoint[];
  readonly clauses: readonly ClauseBody[];
  /** Whose results lie nearest the middle of two floats: what is not quite right is rounded wrongly there first. */
  readonly hardest?: Hardest;
}

/** An op as data. */
export interface OpSpec extends Readonly<Record<Pass, PassSpec>> {
  readonly title: string;
  /** The definition, and that of the derivative, in plain text. */
  readonly definition: string;
  readonly derivative: string;
  readonly critical: readonly CriticalInputs[];
}

export type { DType };
