import type { Landscape } from './landscape.ts';
import { isOpen, type MeasureKind } from './measures.ts';

/** One turn of the search: how many stretches are looked at more closely, and how closely. */
export interface Round {
  /** The best of so many: by the error, by what flushing does not explain of it, and by each clause that is nearly broken. */
  readonly stretches: Readonly<Record<MeasureKind, number>>;
  /** Stretches that are chosen together. */
  readonly together: 1 | 4;
  /** Inputs of each. */
  readonly inputs: number;
}

/** How promising stretches are: the greatest seen, and how great it is on the whole. */
function scoreOf(
  { tested, greatest, powers }: Landscape,
  measure: number,
  first: number,
  together: number,
): number {
  let most = 0;
  let power = 0;
  let count = 0;
  for (let at = first; at < first + together; at++) {
    most = Math.max(most, greatest[measure]![at]!);
    power += powers[measure]![at]!;
    count += tested[at]!;
  }
  return most === 0 ? 0 : most + Math.sqrt(Math.sqrt(Math.sqrt(power / Math.max(1, count))));
}

/** The greatest of a measure so far. */
const greatestOf = ({ greatest }: Landscape, measure: number): number =>
  greatest[measure]!.reduce((a, b) => Math.max(a, b), 0);

/** Stretches of −x on which the kernel did to the bit what it did of x. */
export function mirroredOf({ count, greatest, powers }: Landscape): Uint8Array {
  const mirrored = new Uint8Array(2 * count);
  for (let at = 0; at < count; at++)
    if (
      greatest.every((one) => one[at] === one[count + at]) &&
      powers.every((one) => one[at] === one[count + at])
    )
      mirrored[count + at] = 1;
  return mirrored;
}

/** The most promising stretches, ascending; none that is `done`. */
export function choose(
  landscape: Landscape,
  { stretches, together }: Round,
  done: Uint8Array,
): readonly number[] {
  const chosen = new Set<number>();
  const sizes = landscape.measures.map((_, measure) => greatestOf(landscape, measure));
  for (const [measure, { kind }] of landscape.measures.entries()) {
    if (!isOpen(landscape.measures, sizes, measure)) continue;
    const most = stretches[kind];
    const best: { readonly first: number; readonly score: number }[] = [];
    for (let first = 0; first < done.length; first += together) {
      const score = scoreOf(landscape, measure, first, together);
      const last = best.at(-1);
      if (score === 0 || (best.length === most && last !== undefined && score <= last.score))
        continue;
      if (done.subarray(first, first + together).every((one) => one === 1)) continue;
      let place = best.length;
      while (place > 0 && best[place - 1]!.score < score) place--;
      best.splice(place, 0, { first, score });
      if (best.length > most) best.pop();
    }
    for (const { first } of best)
      for (let at = first; at < first + together; at++) if (done[at] === 0) chosen.add(at);
  }
  return [...chosen].toSorted((a, b) => a - b);
}
