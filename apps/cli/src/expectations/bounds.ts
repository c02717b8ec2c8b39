import type { Expectation, Report } from '@rectify/record';
import { applyEdits, findNodeAtLocation } from 'jsonc-parser';
import { above } from './above.ts';
import { foundByEntry, type FoundPairs, pairKey, pairsOf } from './pairs.ts';
import { entriesOf, type ExpectationsFile } from './read.ts';

type Bound = NonNullable<Expectation['bound']>;

/** A file with its bounds as a run saw them, and how many are others now. */
export interface Bounded {
  readonly text: string;
  readonly count: number;
}

/** A bound as a run saw it; what the run did not look at keeps it from falling. */
function boundOf(one: Expectation, bound: Bound, found: FoundPairs, seed: number): Bound {
  const seen = [...found.values()];
  const isWhole = pairsOf(one).every((pair) => found.has(pairKey(pair)));
  const ulps = seen.flatMap(({ maxUlp }) => maxUlp ?? []).filter(Number.isFinite);
  const least = isWhole ? {} : bound;
  const maxUlp = Math.max(0, ...ulps.map(above), least.maxUlp ?? 0);
  const counts = seen.map(({ violations }) => violations);
  const violations = Math.max(0, ...counts, least.violations ?? 0);
  return {
    ...bound,
    ...(bound.maxUlp === undefined ? {} : { maxUlp }),
    ...(bound.violations === undefined ? {} : { violations }),
    ...(bound.seed === undefined ? {} : { seed }),
  };
}

/** Sets the bounds of what is still violated to what a run saw, all else as it is. An expectation without a bound gets none. */
export function bounded(file: ExpectationsFile, { run, findings }: Report): Bounded {
  const violated = findings.filter(({ verdict }) => verdict === 'violates');
  const entries = entriesOf(file);
  const found = foundByEntry(violated, file.path, entries);
  let { text } = file;
  let count = 0;
  // From the last to the first: what stands before is where it was.
  for (const [entry, one] of [...entries.entries()].toReversed()) {
    const { bound } = one;
    const own = found.get(entry);
    if (bound === undefined || own === undefined) continue;
    const next = boundOf(one, bound, own, Number(run.seed));
    const changed = (['maxUlp', 'violations', 'seed'] as const).filter(
      (key) => next[key] !== bound[key],
    );
    // Another seed alone is no other bound.
    if (changed.every((key) => key === 'seed')) continue;
    count += 1;
    const edits = changed.flatMap((key) => {
      const node = findNodeAtLocation(file.root, ['expectations', entry, 'bound', key]);
      if (node === undefined) return [];
      return [{ offset: node.offset, length: node.length, content: JSON.stringify(next[key]) }];
    });
    text = applyEdits(text, edits);
  }
  return { text, count };
}
