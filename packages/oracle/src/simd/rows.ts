import { floatTypes } from '@rectify/float';
import type { FillFloat64 } from '../fast/fill.ts';

/** What of −x follows from x: f(−x) = −f(x), f(−x) = f(x), or nothing. */
export type Mirror = 'odd' | 'even' | 'none';

/** Rows of a function of float32, as the module reads them. */
export interface Rows {
  /** By the exponent field of a finite float: how many lower bits of it are in r. */
  readonly shifts: Uint32Array;
  /** By the same: what the upper bits are more than the number of their row. */
  readonly starts: Uint32Array;
  /** Seven doubles for x and seven for −x, row after row. */
  readonly coefficients: Float64Array;
}

const degree = 6;
const sideLength = degree + 1;
const { ulpOf } = floatTypes.float64.format;

/** A place in [0, 1] where cos is that of `angle`. */
const cosPlace = (angle: number): number => 0.5 - 0.5 * Math.cos(Math.PI * angle);
/** Parts of a row where the polynomial is the function; the first is its begin. */
const nodes = [0, ...Array.from({ length: degree }, (_, k) => cosPlace((k + 1) / (degree + 0.5)))];
/** Parts between them, where its error is seen. */
const between = Array.from({ length: 2 * degree }, (_, k) => cosPlace((k + 0.5) / (2 * degree)));
const seen = Float64Array.from([...nodes, ...between]);

/** What a polynomial may be off by, relative to the value, and the size below which no product with a float32 is above 0. */
const relative = 2 ** -52;
const negligible = 2 ** -330;

/** Rounds to 0 with the right sign, times any float32. */
const nothing = 2 ** -800;

/** True values at doubles: rounded, and what that lacks, which tells 0 from what is next to nothing. */
type Values = (x: Float64Array) => {
  readonly due: Float64Array;
  readonly lacks: Float64Array;
  readonly isZero: boolean;
};

/** Where a row begins in x, how long it is, and how many floats it has. */
interface Part {
  readonly x0: number;
  readonly width: number;
  readonly count: number;
}

/** Coefficients of powers of r; undefined where they are not good enough. */
function polynomialOf(values: Values, { x0, width, count }: Part): Float64Array | undefined {
  const r = seen.map((part) => Math.floor(part * (count - 1)));
  const { due, lacks, isZero } = values(r.map((steps) => x0 + steps * (width / count)));
  const c = new Float64Array(sideLength);
  if (isZero) return c;
  // A polynomial through next to nothing may have the wrong sign.
  if (due.every((value) => Math.abs(value) < negligible)) {
    c[0] = due.some((value) => value < 0) ? -nothing : nothing;
    return c;
  }
  const t = r.map((steps) => steps / count);
  // (f(t) − f(0)) / t by divided differences, which lose nothing that the first coefficient does not.
  const d = Float64Array.from({ length: degree }, (_, k) => {
    const rise = due[k + 1]! - due[0]! + (lacks[k + 1]! - lacks[0]!);
    return rise / t[k + 1]!;
  });
  for (let order = 1; order < degree; order++)
    for (let k = degree - 1; k >= order; k--)
      d[k] = (d[k]! - d[k - 1]!) / (t[k + 1]! - t[k + 1 - order]!);
  const powers = new Float64Array(sideLength);
  for (let k = degree - 1; k >= 0; k--) {
    for (let j = degree; j > 0; j--) powers[j] = powers[j - 1]! - t[k + 1]! * powers[j]!;
    powers[0] = -t[k + 1]! * powers[0]! + d[k]!;
  }
  c[0] = due[0]!;
  for (let k = 0; k < degree; k++) c[k + 1] = powers[k]! * (1 / count) ** (k + 1);
  const isGood = r.every((steps, k) => {
    const sum = c.reduceRight((rest, coefficient) => rest * steps + coefficient);
    const allowed = Math.max(relative * Math.abs(due[k]!), negligible);
    return Math.abs(sum - due[k]! - lacks[k]!) <= allowed;
  });
  return isGood ? c : undefined;
}

/** In place of 0, where a function may be another than beside it. */
const nearZero = 2 ** -1000;
/** The most cuts of a binade, as a power of two. */
const mostCuts = 12;

/** The rows of a binade that is cut 2^cuts times. */
function rowsOfBinade(
  sides: readonly Values[],
  field: number,
  cuts: number,
): Float64Array | undefined {
  const length = 2 ** (Math.max(field, 1) - 127);
  const width = length / 2 ** cuts;
  const begin = field === 0 ? nearZero : length;
  const all = new Float64Array(2 ** cuts * 2 * sideLength);
  for (let row = 0; row < 2 ** cuts; row++)
    for (const [side, values] of sides.entries()) {
      const part = { x0: begin + row * width, width, count: 2 ** (23 - cuts) };
      const c = polynomialOf(values, part);
      if (c === undefined) return undefined;
      all.set(c, (2 * row + side) * sideLength);
    }
  return all;
}

/** Rows of a function, good to 2⁻⁵² where seen, from its values in double-double arithmetic. What `mirror` gives is left out. */
export function buildRows(
  fill: FillFloat64,
  mirror: Mirror,
  decide: Parameters<FillFloat64>[4],
): Rows {
  const valuesOf =
    (sign: 1 | -1): Values =>
    (x) => {
      const due = new Float64Array(x.length);
      const rest = new Float64Array(x.length);
      const signed = x.map((value) => sign * value);
      fill(signed, undefined, due, rest, decide);
      const isZero = due.every((value, i) => value === 0 && rest[i] === 0);
      return { due, lacks: rest.map((part, i) => part * ulpOf(due[i]!)), isZero };
    };
  const sides = mirror === 'none' ? [valuesOf(1), valuesOf(-1)] : [valuesOf(1)];
  const shifts = new Uint32Array(255);
  const starts = new Uint32Array(255);
  const binades: Float64Array[] = [];
  let next = 0;
  for (let field = 0; field < shifts.length; field++) {
    let cuts = 0;
    let rows = rowsOfBinade(sides, field, cuts);
    while (rows === undefined && cuts < mostCuts) rows = rowsOfBinade(sides, field, ++cuts);
    if (rows === undefined)
      throw new RangeError(`no rows for the floats of exponent field ${field}`);
    shifts[field] = 23 - cuts;
    starts[field] = field * 2 ** cuts - next;
    next += 2 ** cuts;
    binades.push(rows);
  }
  const coefficients = new Float64Array(next * 2 * sideLength);
  let at = 0;
  for (const rows of binades) {
    coefficients.set(rows, at);
    at += rows.length;
  }
  return { shifts, starts, coefficients };
}
