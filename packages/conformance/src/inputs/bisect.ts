import type { Line } from '@rectify/float';

/** The last magnitude from `low` on of which `tell` gives what it gives of `low`, where it does not of `high`. */
export function lastLike(
  { middle }: Line,
  tell: (magnitude: number) => unknown,
  low: number,
  high: number,
): number {
  const start = tell(low);
  let inside = low;
  let outside = high;
  for (let at = middle(low, high); at !== inside; at = middle(inside, outside)) {
    if (tell(at) === start) inside = at;
    else outside = at;
  }
  return inside;
}
