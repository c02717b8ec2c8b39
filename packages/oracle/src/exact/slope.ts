import type { ExactFunction } from './function.ts';

/** dy · f′(x) where f′ is positive and falls to 0 on both sides: an infinite dy stays, so does the sign of 0. */
export const specialOfSlope: ExactFunction['special'] = (x, dy) => {
  if (Number.isNaN(x) || Number.isNaN(dy)) return NaN;
  // ±0, or NaN where dy is infinite too.
  if (!Number.isFinite(x)) return dy / Infinity;
  return dy === 0 || !Number.isFinite(dy) ? dy : undefined;
};

/** Where f′(x) is in (peak · (1 − x²), peak) but for f′(0) = peak: dy · peak may be a midpoint. */
export function tieOfSlope(peak: number): NonNullable<ExactFunction['tie']> {
  return (x, dy, { hull, multiply, square, subtract }) => {
    const most = multiply(dy, peak);
    return x === 0 ? most : multiply(most, hull(subtract(1, square(x)), 1));
  };
}
