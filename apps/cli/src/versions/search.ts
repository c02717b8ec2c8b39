export type VersionChange<Verdict> =
  | {
      readonly kind: 'found';
      readonly last: string;
      readonly first: string;
      /** Versions between the two that could not be judged: it may have changed in one of them. */
      readonly between: readonly string[];
    }
  | { readonly kind: 'same'; readonly verdict: Verdict }
  | { readonly kind: 'unusable'; readonly end: string };

/**
 * Halves a list of versions down to two with different verdicts: both ends are judged first, and a version without a
 * verdict (null) is stepped around. Those at hand are judged before one is got. Of several changes it finds one.
 * @param versions two or more, in order
 */
export async function findChange<Verdict>(
  versions: readonly [string, ...string[]],
  judge: (version: string) => Promise<Verdict | null>,
  isAtHand: (version: string) => boolean,
): Promise<VersionChange<Verdict>> {
  let [last] = versions;
  let first = versions.at(-1) ?? last;
  const old = await judge(last);
  if (old === null) return { kind: 'unusable', end: last };
  const now = await judge(first);
  if (now === null) return { kind: 'unusable', end: first };
  if (old === now) return { kind: 'same', verdict: old };
  const unusable = new Set<string>();
  for (;;) {
    const between = versions.slice(versions.indexOf(last) + 1, versions.indexOf(first));
    const left = between.filter((version) => !unusable.has(version));
    const here = left.filter(isAtHand);
    const choice = here.length > 0 ? here : left;
    const middle = choice[Math.floor(choice.length / 2)];
    if (middle === undefined) return { kind: 'found', last, first, between };
    const verdict = await judge(middle);
    if (verdict === null) unusable.add(middle);
    else if (verdict === old) last = middle;
    else first = middle;
  }
}
