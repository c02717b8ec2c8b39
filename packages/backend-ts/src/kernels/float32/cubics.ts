import { lanesOf, type Lanes } from '../../holders.ts';

/**
 * A function of float32 as cubics between two bounds: the floats that share their upper 16 bits are a row, and with r the
 * lower 16 bits,
 *
 *   p = 5·row
 *   t = r·(first[p] + r·(second[p] + r·third[p]))
 *   low[p] + t ≤ f(x) ≤ high[p] + t
 *
 * Where both bounds round to the same float, that is the correctly rounded result; elsewhere a better function decides (Ziv,
 * Fast evaluation of elementary mathematical functions with correctly rounded last bit, ACM TOMS 17, 1991).
 */
export interface Cubics {
  /** The five coefficients of a row lie side by side: each array is the same memory, seen from another element on. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
}

const rowLength = 5;
/** Where cos(kπ/8) of a row lies, for k = 8 … 0: every second one is a Chebyshev node, the others see the greatest errors. */
const places = Int32Array.from({ length: 9 }, (_, k) =>
  Math.round((2 ** 16 - 1) * (0.5 - 0.5 * Math.cos((Math.PI * k) / 8))),
);
const [, x0, , x1, , x2, , x3] = places as unknown as readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/**
 * Builds the cubics of a function. A row with NaN is left to the better function.
 *
 * @param of the function for the bits of a float, far more exact than a float32
 * @param signs 1 for a function of |x|, whose row is that of the bits without the sign
 * @param error a bound of the relative error of `of` and of what is done with its value
 */
export function buildCubics(of: (bits: number) => number, signs: 1 | 2, error: number): Cubics {
  const rows = signs * 2 ** 15;
  const buffer = new ArrayBuffer(rows * rowLength * 8);
  const from = (k: number): Float64Array =>
    new Float64Array(buffer, k * 8, (rows - 1) * rowLength + 1);
  const cubics = { low: from(0), high: from(1), first: from(2), second: from(3), third: from(4) };
  const ys = new Float64Array(places.length);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < places.length; k++) ys[k] = of((row << 16) | places[k]!);
    setRow(cubics, row * rowLength, ys, error);
  }
  return cubics;
}

/** Writes the cubic through the values at the nodes, by divided differences. */
function setRow(
  { low, high, first, second, third }: Cubics,
  p: number,
  ys: Float64Array,
  relative: number,
): void {
  const y0 = ys[1]!;
  const y01 = (ys[3]! - y0) / (x1 - x0);
  const y12 = (ys[5]! - ys[3]!) / (x2 - x1);
  const y23 = (ys[7]! - ys[5]!) / (x3 - x2);
  const y012 = (y12 - y01) / (x2 - x0);
  const c3 = ((y23 - y12) / (x3 - x1) - y012) / (x3 - x0);
  const c2 = y012 - c3 * (x0 + x1 + x2);
  const c1 = y01 - y012 * (x0 + x1) + c3 * (x0 * x1 + x0 * x2 + x1 * x2);
  // A zero's sign is that of the function.
  const c0 = y0 - x0 * (c1 + x0 * (c2 + x0 * c3)) || ys[0]!;
  let error = 0;
  for (let k = 0; k < places.length; k++) {
    const r = places[k]!;
    error = Math.max(error, Math.abs(c0 + r * (c1 + r * (c2 + r * c3)) - ys[k]!));
  }
  // Twice the greatest error seen, and what the function itself and rounding of doubles can add.
  const bound = 2 * error + relative * Math.abs(c0);
  low[p] = c0 - bound;
  high[p] = c0 + bound;
  first[p] = c1;
  second[p] = c2;
  third[p] = c3;
}

/** Two loops over the lanes from `start` to `end`; those of a forward pass have no use for dy. */
interface Ways {
  /** Writes what is right unless it is in doubt, notes the lanes that are, and returns how many. */
  readonly fast: (
    x: Lanes,
    dy: Lanes,
    to: Float32Array,
    start: number,
    end: number,
    doubtful: Int32Array,
  ) => number;
  readonly exact: (x: Lanes, dy: Lanes, to: Float32Array, start: number, end: number) => void;
}

const chunk = 4096;
/** Where more lanes than this are in doubt, as in a tail, so many next chunks go the exact way at once. */
const manyDoubts = chunk / 8;
const exactChunks = 7;

/** A loop that goes the fast way and settles what is in doubt. */
export function twoWays({ fast, exact }: Ways): (x: Lanes, dy: Lanes, to: Lanes) => void {
  const doubtful = new Int32Array(chunk);
  const loop = (x: Lanes, dy: Lanes, { floats: to }: Lanes): void => {
    let exactUntil = 0;
    for (let start = 0; start < to.length; start += chunk) {
      const end = Math.min(start + chunk, to.length);
      if (start < exactUntil) {
        exact(x, dy, to, start, end);
        continue;
      }
      const doubts = fast(x, dy, to, start, end, doubtful);
      for (let k = 0; k < doubts; k++) {
        const i = doubtful[k]!;
        exact(x, dy, to, i, i + 1);
      }
      if (doubts > manyDoubts) exactUntil = end + exactChunks * chunk;
    }
  };
  // Doubts are rare: an engine that compiles before it has seen one compiles again and again, and sometimes for the worse.
  const doubted = lanesOf(new Float32Array(3).fill(NaN));
  loop(doubted, doubted, doubted);
  return loop;
}
