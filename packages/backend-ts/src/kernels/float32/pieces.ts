import { powerOfTwo, stepUp } from './double.ts';
import { order, type TaylorSeries } from './series.ts';

/**
 * A function of float32 as pieces: every binade is cut into rows of equal width, and in a row the function is a
 * polynomial in r, the low bits of the float taken as an integer. With b the bits of x,
 *
 *   e = b >>> 23                                   sign and exponent choose the way to the row
 *   p = ((b >>> shift[e]) + offset[e]) & rowMask
 *   r = b & mask[e]
 *   f(x) = c[0][p] + r·(c[1][p] + r·(c[2][p] + …))
 *
 * No step depends on the data by a branch: signs, tails, infinities and NaN cost the same. Each array is indexed by one
 * number alone, so that V8 tests one bound for all of them.
 */
export interface Pieces {
  /** For each of the 512 signs and exponents. */
  readonly shift: Int32Array;
  readonly offset: Int32Array;
  readonly mask: Int32Array;
  /** The coefficients of each power of r, row by row. */
  readonly c: readonly [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
}

/** One binade. `x` is at its low end, or 0 among the subnormals; magnitudes grow with r. */
export type BinadeForm =
  /** f(x) = start + slope·|x − low end|. */
  | { readonly kind: 'line'; readonly start: number; readonly slope: number }
  /** 2^`cuts` rows, each from the series about its centre. */
  | {
      readonly kind: 'cut';
      readonly cuts: number;
      readonly series: (center: number) => TaylorSeries;
    }
  /** `limit` at infinity; NaN for NaN. */
  | { readonly kind: 'not-finite'; readonly limit: number };

/** Adds `ulps` ulp of a double to the constant term of the row that the float with the bits `at` falls into. */
interface Nudge {
  readonly at: number;
  readonly ulps: number;
}

/** The last power of r. */
const degree = 6;

const chebyshevs: number[][] = [[1], [0, 1]];

/** Coefficients of Tₙ. */
function chebyshev(n: number): readonly number[] {
  for (let k = chebyshevs.length; k <= n; k++) {
    const before = chebyshevs[k - 2]!;
    const last = chebyshevs[k - 1]!;
    chebyshevs.push([0, ...last.map((t) => 2 * t)].map((t, i) => t - (before[i] ?? 0)));
  }
  return chebyshevs[n]!;
}

/**
 * Coefficients in v = (w + 1)/2 of wⁿ on −1 ≤ w ≤ 1, with powers above `degree` replaced by lower ones through Chebyshev
 * polynomials (Lanczos's economization). All steps are exact: the numbers are dyadic and short.
 */
function economize(n: number): Float64Array {
  const c = new Float64Array(n + degree + 1);
  c[n] = 1;
  for (let k = n; k > degree; k--) {
    const factor = c[k]! / powerOfTwo(k - 1);
    chebyshev(k).forEach((t, i) => {
      c[i] = c[i]! - factor * t;
    });
  }
  const low = c.slice(0, degree + 1);
  for (let i = 0; i < degree; i++) {
    for (let k = degree - 1; k >= i; k--) low[k] = low[k]! - low[k + 1]!;
  }
  return low.map((value, k) => value * powerOfTwo(k));
}

/** `economized[n − 1]` stands for wⁿ. */
const economized: readonly Float64Array[] = Array.from({ length: order }, (_, i) =>
  economize(i + 1),
);

/** Writes a row for the function with this series about the middle of 2^`shift` floats that are `ulp` apart. */
function setRow(
  c: Pieces['c'],
  row: number,
  series: TaylorSeries,
  shift: number,
  ulp: number,
): void {
  const half = ulp * powerOfTwo(shift - 1);
  const sums = new Float64Array(degree + 1);
  let width = 1;
  for (let n = 0; n < series.rest.length; n++) {
    width *= half;
    const a = series.rest[n]! * width;
    const powers = economized[n]!;
    for (let k = 0; k <= degree; k++) sums[k] = sums[k]! + a * powers[k]!;
  }
  sums[0] = series.constant.hi + (series.constant.lo + sums[0]!);
  const narrow = powerOfTwo(-shift);
  let factor = 1;
  for (let k = 0; k <= degree; k++) {
    c[k]![row] = sums[k]! * factor;
    factor *= narrow;
  }
}

/** The series in |x| of a function whose series at negative x is given. */
function mirror(series: TaylorSeries): TaylorSeries {
  return { constant: series.constant, rest: series.rest.map((a, i) => (i % 2 === 0 ? -a : a)) };
}

/** Arrays in one buffer, a few cache lines out of step, so that a row's coefficients fall into different cache sets. */
function coefficientArrays(capacity: number): Pieces['c'] {
  const stride = (capacity + 72) * 8;
  const buffer = new ArrayBuffer(stride * (degree + 1));
  const array = (power: number): Float64Array => new Float64Array(buffer, power * stride, capacity);
  return [array(0), array(1), array(2), array(3), array(4), array(5), array(6)];
}

/**
 * Builds the pieces of a function.
 *
 * @param binadeAt the binade of a biased exponent 0 … 255, with the float at its low end and the sign of x
 * @param signs 2, or 1 if negative x use the rows of |x|
 * @param capacity how many rows there is room for: a power of two
 * @param nudges corrections of rows in which a float32 would be misrounded
 */
export function buildPieces(o: {
  readonly binadeAt: (exponent: number, low: number, sign: 1 | -1) => BinadeForm;
  readonly signs: 1 | 2;
  readonly capacity: number;
  readonly nudges: readonly Nudge[];
}): Pieces {
  const shifts = new Int32Array(512);
  const offsets = new Int32Array(512);
  const masks = new Int32Array(512);
  const c = coefficientArrays(o.capacity);
  let next = 0;
  for (let index = 0; index < 512; index++) {
    const negative = index >= 256;
    if (negative && o.signs === 1) {
      const twin = index - 256;
      const shift = shifts[twin]!;
      shifts[index] = shift;
      offsets[index] = offsets[twin]! - powerOfTwo(31 - shift);
      masks[index] = masks[twin]!;
      continue;
    }
    const exponent = index % 256;
    const ulp = powerOfTwo(Math.max(exponent, 1) - 150);
    const low = exponent === 0 ? 0 : ulp * 2 ** 23;
    const sign = negative ? -1 : 1;
    const binade = o.binadeAt(exponent, low, sign);
    const shift = binade.kind === 'cut' ? 23 - binade.cuts : 23;
    shifts[index] = shift;
    offsets[index] = next - index * powerOfTwo(23 - shift);
    masks[index] = powerOfTwo(shift) - 1;
    const count = powerOfTwo(23 - shift);
    if (next + count > o.capacity) throw new RangeError(`no room for more than ${next} rows`);
    setBinade(c, next, binade, { low, sign, shift, ulp });
    next += count;
  }
  for (const { at, ulps } of o.nudges) {
    const index = at >>> 23;
    const row = (at >>> shifts[index]!) + offsets[index]!;
    c[0][row] = stepUp(c[0][row]!, ulps);
  }
  return { shift: shifts, offset: offsets, mask: masks, c };
}

/** Writes the rows of a binade, from row `first` on. */
function setBinade(
  c: Pieces['c'],
  first: number,
  binade: BinadeForm,
  o: { readonly low: number; readonly sign: 1 | -1; readonly shift: number; readonly ulp: number },
): void {
  const { low, sign, shift, ulp } = o;
  switch (binade.kind) {
    case 'line':
      c[0][first] = binade.start;
      c[1][first] = binade.slope * ulp;
      return;
    case 'not-finite': {
      // Infinite minus infinite for every r > 0, and nothing for r = 0.
      const m = Number.MAX_VALUE;
      [binade.limit, m, m, -m, -m].forEach((value, k) => (c[k]![first] = value));
      return;
    }
    case 'cut': {
      const count = powerOfTwo(binade.cuts);
      const width = powerOfTwo(shift) * ulp;
      for (let k = 0; k < count; k++) {
        const series = binade.series(sign * (low + (k + 0.5) * width));
        setRow(c, first + k, sign === 1 ? series : mirror(series), shift, ulp);
      }
      return;
    }
    default:
      binade satisfies never;
  }
}
