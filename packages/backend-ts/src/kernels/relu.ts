import type { DType } from '@rectify/backend';
import type { Lanes } from '../holders.ts';
import { elementwise, type Loops, type OpLoops } from './loops.ts';
import { codec16 } from './sixteen.ts';

/** Bits of max(x, +0), or of a NaN as it is, from the bits of x. */
function rectified(v: number): number {
  // Both have the sign bit set from −0 to −∞; for a negative NaN the sum wraps past zero.
  return v & ~((v & (v + 0x7fffff)) >> 31);
}

/** y = max(x, +0); NaN for NaN. Eight at a time: the loop's own steps would cost more than the work. */
function forward32(x: Lanes, y: Lanes): void {
  const from = x.bits;
  const to = y.bits;
  const n = to.length | 0;
  let i = 0;
  for (; i < n - 7; i += 8) {
    to[i] = rectified(from[i]!);
    to[i + 1] = rectified(from[i + 1]!);
    to[i + 2] = rectified(from[i + 2]!);
    to[i + 3] = rectified(from[i + 3]!);
    to[i + 4] = rectified(from[i + 4]!);
    to[i + 5] = rectified(from[i + 5]!);
    to[i + 6] = rectified(from[i + 6]!);
    to[i + 7] = rectified(from[i + 7]!);
  }
  for (; i < n; i++) to[i] = rectified(from[i]!);
}

/** dx = dy where x > 0, +0 where x ≤ 0, NaN where x is NaN. Selects, so that an infinite or NaN dy is masked too. */
function vjp32(x: Lanes, dy: Lanes, dx: Lanes): void {
  const from = x.bits;
  const upstream = dy.bits;
  const to = dx.bits;
  const n = to.length;
  for (let i = 0; i < n; i++) {
    const v = from[i]!;
    const positive = (~v & -v) >> 31;
    const nan = (0x7f800000 - (v & 0x7fffffff)) >> 31;
    to[i] = (upstream[i]! & positive) | (nan & 0x7fc00000);
  }
}

/** max(x, +0), and dy selected where x > 0: NaN for a NaN x. */
const float64 = elementwise(
  (x) => (x > 0 || Number.isNaN(x) ? x : 0),
  (x, dy) => (x > 0 ? dy : Number.isNaN(x) ? x : 0),
);

/** The same on bits; the magnitudes of numbers end at those of ∞. */
function sixteen(dtype: DType): Loops<Uint16Array> {
  const { encode } = codec16(dtype);
  const [infinity, quietNaN] = [encode(Infinity), encode(NaN)];
  const sign = 0x8000;
  return {
    forward(x, y) {
      for (let i = 0; i < y.length; i++) {
        const v = x[i]!;
        y[i] = v >= sign && v <= sign + infinity ? 0 : v;
      }
    },
    vjp(x, dy, dx) {
      for (let i = 0; i < dx.length; i++) {
        const v = x[i]!;
        const isNaN = (v & 0x7fff) > infinity;
        dx[i] = isNaN ? quietNaN : v > 0 && v < sign ? dy[i]! : 0;
      }
    },
  };
}

export const loops: OpLoops = {
  Float32Array: () => ({ forward: forward32, vjp: vjp32 }),
  Float64Array: () => float64,
  Uint16Array: sixteen,
};
