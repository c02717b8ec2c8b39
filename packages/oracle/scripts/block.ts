import { above, below } from '../src/fast/rounding.ts';
import { stretchCapacity } from '../src/simd/stretches.ts';
import type { Truth } from '../src/truth.ts';
import type { TrueValues } from '../src/values.ts';
import { bytesOf, canonicalise, hashOf, patterns } from './digest.ts';

/** An input whose true value is near a midpoint of two floats: its bit pattern, and how near, in ULP. */
export type Near = readonly [bits: number, distance: number];

/** What came of inputs. */
export interface Examined {
  readonly tested: number;
  readonly nan: number;
  /** Inputs, NaN aside, that the double's rounding test decided, and that it left to the exact function. */
  readonly fast: number;
  readonly exact: number;
  /** Inputs at which `fillBoth` gave other bits than `fill`. */
  readonly fillBothDiffers: number;
  /** Those at which `stretches` did, which are for floats in a row: none is looked at with another step than 1. */
  readonly stretchesDiffer: number;
  /** Those less than 2⁻²² ULP from a midpoint, the nearest first, at most `kept`. */
  readonly nearest: readonly Near[];
}

/** What came of a block of inputs and its mirror image. */
export interface ExaminedBlock extends Examined {
  /** SHA-256 of `due` at x ≥ 0 and at −x. */
  readonly digests: readonly [string, string];
}

const kept = 1024;
const farthest = 2 ** -22;
const signBit = 2 ** 31;

/**
 * Runs `fill`, `fillBoth` and `stretches` at the bit patterns first + i · step, i < count, all of them without a sign, and at the
 * same with one. The results of `fill` are left in `due`, those for −x after those for x; NaN as 7fc00000.
 */
export function examine(
  truth: Truth,
  first: number,
  step: number,
  count: number,
  due: Float32Array,
): ExaminedBlock {
  const x = patterns(first, step, count);
  const mirrored = patterns(first + signBit, step, count);
  const at = due.subarray(0, count);
  const atMirrored = due.subarray(count, 2 * count);
  const exact = new Float64Array(count);
  const exactMirrored = new Float64Array(count);
  truth.fill(x, undefined, { due: at, exact, rest: null });
  truth.fill(mirrored, undefined, { due: atMirrored, exact: exactMirrored, rest: null });

  const both = new Float32Array(2 * count);
  const into = (side: Float32Array): TrueValues => ({
    due: side,
    exact: new Float64Array(count),
    rest: null,
  });
  truth.fillBoth(x, into(both.subarray(0, count)), into(both.subarray(count)));

  const nan = canonicalise(due.subarray(0, 2 * count));
  canonicalise(both);
  const rows = step === 1 ? byStretches(truth, x) : undefined;
  const near = [...doubtful(x, exact), ...doubtful(mirrored, exactMirrored)];
  const left = near.filter(({ value }) => !isDecided(value)).length;
  const tested = 2 * count;
  return {
    digests: [hashOf(at), hashOf(atMirrored)],
    tested,
    nan,
    fast: tested - nan - left,
    exact: left,
    fillBothDiffers: differences(due.subarray(0, tested), both),
    stretchesDiffer: rows === undefined ? 0 : differences(due.subarray(0, tested), rows),
    nearest: sortNearest(near.map((input) => [input.bits, distance(truth, input)])),
  };
}

/** Results at floats in a row and, after them, at their mirrors; undefined where there are no stretches. */
function byStretches(truth: Truth, x: Float32Array): Float32Array | undefined {
  const stretches = truth.stretches();
  if (stretches === undefined) return undefined;
  const due = new Float32Array(2 * x.length);
  for (let start = 0; start < x.length; start += stretchCapacity) {
    const part = x.subarray(start, start + stretchCapacity);
    const { positive, negative } = stretches.fill(part, 1);
    due.set(positive.due.subarray(0, part.length), start);
    due.set(negative.due.subarray(0, part.length), x.length + start);
  }
  canonicalise(due);
  return due;
}

/** Those nearer than `farthest`, at most `kept`, the nearest first; those of equal distance in order of their bits. */
export function sortNearest(all: readonly Near[]): readonly Near[] {
  return all
    .filter((near) => near[1] < farthest)
    .toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
    .slice(0, kept);
}

/** Whether the rounding test of the oracle's fast path decides a double. */
function isDecided(value: number): boolean {
  return Math.fround(value * below) === Math.fround(value * above);
}

/**
 * What is this near a midpoint is measured: some thousand inputs of a kernel, the undecided among them. Relative, or in
 * subnormals of 2⁻¹⁴⁹, it is more than 2⁻²² ULP.
 */
function margin(value: number): number {
  return Math.abs(value) * 2 ** -44 + 2 ** -170;
}

interface Doubtful {
  readonly bits: number;
  readonly x: number;
  readonly value: number;
}

function doubtful(x: Float32Array, exact: Float64Array): readonly Doubtful[] {
  const bits = new Uint32Array(x.buffer);
  const found: Doubtful[] = [];
  for (let i = 0; i < x.length; i += 1) {
    const value = exact[i]!;
    const around = margin(value);
    const low = Math.fround(value - around);
    if (low !== Math.fround(value + around) && low === low)
      found.push({ bits: bits[i]!, x: x[i]!, value });
  }
  return found;
}

/** How far the true value, `value` as a double, is from the midpoint next to it, in units of the floats around that. */
function distance(truth: Truth, { x, value }: Doubtful): number {
  const low = Math.fround(value - margin(value));
  const high = Math.fround(value + margin(value));
  const enclosure = truth.enclose(x).value;
  // The two are so near that their difference is exact.
  return Math.abs((enclosure.hi - (low + high) / 2 + enclosure.lo) / (high - low));
}

function differences(a: Float32Array, b: Float32Array): number {
  if (Buffer.compare(bytesOf(a), bytesOf(b)) === 0) return 0;
  const bitsOfA = new Uint32Array(a.buffer, a.byteOffset, a.length);
  const bitsOfB = new Uint32Array(b.buffer, b.byteOffset, b.length);
  return bitsOfA.reduce((count, bits, i) => count + (bits === bitsOfB[i] ? 0 : 1), 0);
}
