import type { Lanes } from '../lanes.ts';

/** Bits of max(x, +0), or of a NaN as it is, from the bits of x. */
function rectified(v: number): number {
  // Both have the sign bit set from −0 to −∞; for a negative NaN the sum wraps past zero.
  return v & ~((v & (v + 0x7fffff)) >> 31);
}

/** y = max(x, +0); NaN for NaN. Eight at a time: the loop's own steps would cost more than the work. */
export function reluForward(x: Lanes, y: Lanes): void {
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
export function reluVjp(x: Lanes, dy: Lanes, dx: Lanes): void {
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
