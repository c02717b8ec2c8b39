import type { TrueValues } from '../values.ts';
import { moduleOf } from './module.gen.ts';
import type { Mirror, Rows } from './rows.ts';
import { compileModule, instantiate } from './web-assembly.ts';

/** How many places a call has at most. */
export const stretchCapacity: number = 2 ** 12;

/** True values of consecutive floats and of their mirrors, by WebAssembly SIMD: for sweeps of float32. */
export interface Stretches {
  /** True values of x ≥ 0, floats in a row, and of −x, with one dy: valid until the next call. */
  readonly fill: (
    x: Float32Array,
    dy: number,
  ) => Readonly<Record<'positive' | 'negative', TrueValues>>;
  /** Compares results for the filled x, or for −x where they are mirrored, in descending order: valid until the next call. */
  readonly compare: (y: Float32Array, isMirrored: boolean, start: number, end: number) => Compared;
}

/** Where results are not the correctly rounded ones to the bit, and the errors, in ULP, of those that are. */
interface Compared {
  readonly suspects: Uint32Array;
  readonly max: number;
  readonly absolute: number;
  readonly signed: number;
}

/** Functions of the module: see assembly/. Addresses are bytes. */
interface Module {
  readonly fill: (
    first: number,
    count: number,
    shifts: number,
    starts: number,
    rows: number,
    side: 0 | 1,
    dy: number,
    due: number,
    exact: number,
    oddDue: number,
    oddExact: number,
    doubts: number,
  ) => number;
  readonly compare: (
    y: number,
    isMirrored: boolean,
    due: number,
    exact: number,
    start: number,
    end: number,
    suspects: number,
    sums: number,
  ) => number;
}

const infinity = 0x7f80_0000;
const compiled = compileModule(moduleOf);

/** Hands out places of a memory, a cache line apart, with room for what a vector reads or writes beyond its array. */
function layout(): { readonly place: (bytes: number) => number; readonly size: () => number } {
  let next = 64;
  return {
    place(bytes) {
      const at = next;
      next += Math.ceil(bytes / 64) * 64 + 128;
      return at;
    },
    size: () => next,
  };
}

/**
 * Undefined where there is no SIMD.
 *
 * @param settle the true value at one x and dy, for what the test of rounding leaves in doubt
 */
export function openStretches(
  rows: () => Rows,
  mirror: Mirror,
  settle: (x: number, dy: number) => { readonly due: number; readonly exact: number },
): Stretches | undefined {
  if (compiled === undefined) return undefined;
  const { shifts, starts, coefficients } = rows();
  const { place, size } = layout();
  const at = {
    shifts: place(shifts.byteLength),
    starts: place(starts.byteLength),
    rows: place(coefficients.byteLength),
    y: place(4 * stretchCapacity),
    places: place(4 * stretchCapacity),
    sums: place(24),
    due: place(4 * stretchCapacity),
    exact: place(8 * stretchCapacity),
    mirroredDue: place(4 * stretchCapacity),
    mirroredExact: place(8 * stretchCapacity),
  };
  const { exports, memory } = instantiate(compiled, size());
  const module = exports as Module;
  new Uint32Array(memory, at.shifts).set(shifts);
  new Uint32Array(memory, at.starts).set(starts);
  new Float64Array(memory, at.rows).set(coefficients);
  const valuesAt = (due: number, exact: number): TrueValues => ({
    due: new Float32Array(memory, due, stretchCapacity),
    exact: new Float64Array(memory, exact, stretchCapacity),
    rest: null,
  });
  const mirroredAt =
    mirror === 'even'
      ? ([at.due, at.exact] as const)
      : ([at.mirroredDue, at.mirroredExact] as const);
  const positive = valuesAt(at.due, at.exact);
  const negative = mirror === 'even' ? positive : valuesAt(...mirroredAt);
  const results = new Float32Array(memory, at.y, stretchCapacity);
  const places = new Uint32Array(memory, at.places, stretchCapacity);
  const sums = new Float64Array(memory, at.sums, 3);

  /** From the readable reference, both sides of the places from `start` to `end`, which have one x. */
  const settlePlaces = (x: number, dy: number, start: number, end: number): void => {
    for (const [truth, value] of [
      [negative, -x],
      [positive, x],
    ] as const) {
      const { due, exact } = settle(value, dy);
      truth.due.fill(due, start, end);
      truth.exact.fill(exact, start, end);
    }
  };
  /** Both sides, or the one that tells the other, of finite floats. */
  const fillFinite = (x: Float32Array, first: number, count: number, dy: number): void => {
    const { shifts: s, starts: t, rows: c, due, exact, mirroredDue, mirroredExact } = at;
    const odd = mirror === 'odd' ? ([mirroredDue, mirroredExact] as const) : ([0, 0] as const);
    const one = [first, count, s, t, c] as const;
    let doubts = module.fill(...one, 0, dy, due, exact, ...odd, at.places);
    for (const index of places.subarray(0, doubts)) settlePlaces(x[index]!, dy, index, index + 1);
    if (mirror !== 'none') return;
    doubts = module.fill(...one, 1, dy, mirroredDue, mirroredExact, 0, 0, at.places);
    for (const index of places.subarray(0, doubts)) settlePlaces(x[index]!, dy, index, index + 1);
  };
  return {
    fill(x, dy) {
      const [first = 0] = new Uint32Array(x.buffer, x.byteOffset, x.length);
      const count = Math.max(0, Math.min(x.length, infinity - first));
      fillFinite(x, first, count, dy);
      // A function may be another at 0 than beside it; ∞ and NaN have no rows.
      if (first === 0) settlePlaces(0, dy, 0, 1);
      const nan = Math.max(0, Math.min(x.length, infinity + 1 - first));
      if (count < nan) settlePlaces(Infinity, dy, count, nan);
      if (nan < x.length) settlePlaces(NaN, dy, nan, x.length);
      return { positive, negative };
    },
    compare(y, isMirrored, start, end) {
      results.set(y);
      const [due, exact] = isMirrored ? mirroredAt : ([at.due, at.exact] as const);
      const found = module.compare(
        isMirrored ? at.y + 4 * (y.length - 1) : at.y,
        isMirrored,
        due,
        exact,
        start,
        end,
        at.places,
        at.sums,
      );
      return {
        suspects: places.subarray(0, found),
        max: sums[0]!,
        absolute: sums[1]!,
        signed: sums[2]!,
      };
    },
  };
}
