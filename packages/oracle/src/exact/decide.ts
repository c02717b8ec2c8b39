import type { DoubleDouble, FloatFormat } from '@rectify/float';
import { floatTypes } from '@rectify/float';
import { bitLength, shiftDown, shiftUp } from './fixed.ts';
import type { NamedFunction } from './function.ts';
import { arithmetic, type RealInterval } from './interval.ts';
import { restOf, roundBounds } from './rounding.ts';

/** An interval that contains the true value: it is in [value − error, value + error]. */
export interface Enclosure {
  readonly value: DoubleDouble;
  readonly error: number;
}

const float64 = floatTypes.float64.format;
const firstPrecision = 160;
/** The square of the least double beside a number of 53 bits takes 2,201 bits. */
const lastPrecision = firstPrecision * 2 ** 5;

/**
 * What the first bounds tell that tell enough, by Ziv's method: after the first precision those of the tie rule, whose ends are
 * left out (`open`), then those of growing precision. Why there are any, each row says of its function.
 */
function refine<T>(
  f: NamedFunction,
  x: number,
  dy: number,
  tell: (bounds: RealInterval, open: boolean) => T | undefined,
): T {
  const first = arithmetic(firstPrecision);
  const told = tell(f.interval(x, dy, first), false);
  if (told !== undefined) return told;
  const tie = f.tie?.(x, dy, first);
  const toldByTie = tie && tell(tie, true);
  if (toldByTie !== undefined) return toldByTie;
  for (let precision = 2 * firstPrecision; precision <= lastPrecision; precision *= 2) {
    const found = tell(f.interval(x, dy, arithmetic(precision)), false);
    if (found !== undefined) return found;
  }
  throw new Error(
    `${f.name} at x = ${x}, dy = ${dy} is undecided at ${lastPrecision} bits: give its row a tie rule for such arguments, or a form that does not cancel`,
  );
}

/** The correctly rounded number of a format. */
export function decide(f: NamedFunction, x: number, dy: number, format: FloatFormat): number {
  return f.special(x, dy) ?? refine(f, x, dy, (bounds, open) => roundBounds(format, bounds, open));
}

/** The same and the true value as a double, of relative error below 2⁻⁵⁰ where it is normal. */
export function decideWithDouble(
  f: NamedFunction,
  x: number,
  dy: number,
  format: FloatFormat,
): { readonly due: number; readonly exact: number } {
  const special = f.special(x, dy);
  if (special !== undefined) return { due: special, exact: special };
  let due: number | undefined;
  let exact: number | undefined;
  return refine(f, x, dy, (bounds, open) => {
    due ??= roundBounds(format, bounds, open);
    exact ??= toDouble(bounds);
    return due === undefined || exact === undefined ? undefined : { due, exact };
  });
}

/** The same with what it lacks, (true value − due) in ulps of due, known to 2⁻³⁹; 0 for specials. */
export function decideWithRest(
  f: NamedFunction,
  x: number,
  dy: number,
  format: FloatFormat,
): { readonly due: number; readonly rest: number } {
  const special = f.special(x, dy);
  if (special !== undefined) return { due: special, rest: 0 };
  let due: number | undefined;
  return refine(f, x, dy, (bounds, open) => {
    due ??= roundBounds(format, bounds, open);
    const rest = due === undefined ? undefined : restOf(format, bounds, due);
    return due === undefined || rest === undefined ? undefined : { due, rest };
  });
}

/**
 * An enclosure of relative width below 2⁻⁹⁹; values below 2⁻⁹⁰⁰ are given as 0 ± 2⁻⁹⁰⁰, because `lo` would
 * underflow. Specials (NaN and infinities) have error 0.
 */
export function enclose(f: NamedFunction, x: number, dy: number): Enclosure {
  const special = f.special(x, dy);
  if (special !== undefined) return exactly(special);
  return refine(f, x, dy, (bounds) => {
    if (isBelow(bounds, -900)) return { ...exactly(bounds.low < 0n ? -0 : 0), error: 2 ** -900 };
    return isNarrow(bounds, 100) ? toEnclosure(bounds) : undefined;
  });
}

/** A double as an enclosure without error. */
function exactly(x: number): Enclosure {
  return { value: { hi: x, lo: 0 }, error: 0 };
}

/** A number between the bounds as a double, where they are narrow, or below all normal doubles. */
function toDouble({ low, high, scale }: RealInterval): number | undefined {
  if (isNarrow({ low, high, scale }, 56))
    return roundBounds(float64, { low, high: low, scale }, false);
  if (isBelow({ low, high, scale }, -1022))
    return roundBounds(float64, { low, high, scale }, false);
  return undefined;
}

/** Whether the width is less than 2⁻ᵇⁱᵗˢ of each number between. */
function isNarrow({ low, high }: RealInterval, bits: number): boolean {
  const least = low > 0n ? low : high < 0n ? -high : 0n;
  return (high - low) << BigInt(bits) <= least;
}

/** Whether all is below 2ᵉ. */
function isBelow({ low, high, scale }: RealInterval, exponent: number): boolean {
  return Math.max(bitLength(low), bitLength(high)) + scale <= exponent;
}

function toEnclosure({ low, high, scale }: RealInterval): Enclosure {
  // The ends, outwards to 256 bits; then middle and half width in units of 2^unit.
  const excess = Math.max(bitLength(low), bitLength(high)) - 256;
  const floor = shiftDown(low, -excess);
  const ceiling = shiftUp(high, -excess);
  const unit = 2 ** (scale + excess - 1);
  const middle = floor + ceiling;
  const hi = Number(middle);
  const lo = Number(middle - BigInt(hi));
  // Half the width, what rounding lo loses, and room for the roundings of this line.
  const error = (Number(ceiling - floor) + Math.abs(lo) * 2 ** -53) * (1 + 2 ** -50);
  return { value: { hi: hi * unit, lo: lo * unit }, error: error * unit };
}
