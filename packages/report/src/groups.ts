/** Things that have something in common: one at the least. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Things by what they have in common, in the order of the first of each. */
export function groupsOf<T>(
  all: readonly T[],
  key: (one: T, index: number) => unknown,
): readonly NonEmpty<T>[] {
  // A group is there because something is in it.
  return [...Map.groupBy(all, key).values()] as unknown as readonly NonEmpty<T>[];
}
