/** What kind of float32 a number is. */
export type FloatClass = 'zero' | 'subnormal' | 'normal' | 'infinite' | 'nan';

/** The least normal float32. */
export const leastNormal: number = 2 ** -126;
/** The least subnormal float32, which is also the ulp of every subnormal. */
export const leastSubnormal: number = 2 ** -149;

/** The class of a float32 value. */
export function classify(x: number): FloatClass {
  const magnitude = Math.abs(x);
  if (magnitude === 0) return 'zero';
  if (magnitude < leastNormal) return 'subnormal';
  if (magnitude < Infinity) return 'normal';
  return magnitude === Infinity ? 'infinite' : 'nan';
}
