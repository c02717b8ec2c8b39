import type { Expectation, Finding } from '@rectify/record';
import { applyEdits, type Edit, findNodeAtLocation, type Node } from 'jsonc-parser';
import { removals } from './edits.ts';
import { type ExpectedPair, foundByEntry, pairKey, pairsOf } from './pairs.ts';
import type { ExpectationsFile } from './read.ts';
import { entriesOf } from './read.ts';

/** A file without what is stale, and how many clauses of how many kernels that was. */
export interface Pruned {
  readonly text: string;
  readonly count: number;
}

/** What is left of an expectation, as lists of clauses and dtypes that hold together: one, but for odd remainders. */
function groupsOf(kept: readonly ExpectedPair[]): readonly (readonly ExpectedPair[])[] {
  const byDType = Map.groupBy(kept, ({ dtype }) => dtype);
  const alike = Map.groupBy(byDType.values(), (pairs) =>
    JSON.stringify(pairs.map(({ clause }) => clause)),
  );
  return [...alike.values()].map((groups) => groups.flat());
}

const isOf = (pairs: readonly ExpectedPair[], key: keyof ExpectedPair, value: unknown): boolean =>
  pairs.some((one) => one[key] === value);

/** Edits that leave an expectation these pairs alone. */
function narrowed(text: string, node: Node, pairs: readonly ExpectedPair[]): readonly Edit[] {
  return (['clause', 'dtype'] as const).flatMap((key) => {
    const list = findNodeAtLocation(node, [key]);
    if (list?.type !== 'array') return [];
    const gone = (list.children ?? []).flatMap(({ value }, i) =>
      isOf(pairs, key, value) ? [] : [i],
    );
    return removals(text, list, new Set(gone));
  });
}

/** The same expectation of these pairs, as text to be put behind it. */
function beside(one: Expectation, pairs: readonly ExpectedPair[]): string {
  const clause = [...new Set(pairs.map((pair) => pair.clause))];
  const dtype = [...new Set(pairs.flatMap((pair) => pair.dtype ?? []))];
  return `,\n${JSON.stringify({ ...one, clause, dtype }, null, 2).replaceAll(/^/gm, '    ')}`;
}

/**
 * Takes out of a file what a run found stale: an expectation, or clauses and dtypes of its lists. Comments stay, but for those
 * within an expectation that goes.
 */
export function pruned(file: ExpectationsFile, findings: readonly Finding[]): Pruned {
  const { text, root, path } = file;
  const list = findNodeAtLocation(root, ['expectations']);
  const entries = entriesOf(file);
  const all = findings.filter(({ outcome }) => outcome === 'stale');
  const found = foundByEntry(all, path, entries);
  const gone = new Set<number>();
  const edits: Edit[] = [];
  let count = 0;
  for (const [entry, one] of entries.entries()) {
    const node = list?.children?.[entry];
    const stale = found.get(entry);
    if (node === undefined || stale === undefined) continue;
    const pairs = pairsOf(one);
    const kept = pairs.filter((pair) => !stale.has(pairKey(pair)));
    count += pairs.length - kept.length;
    if (kept.length === pairs.length) continue;
    const [first, ...rest] = groupsOf(kept);
    if (first === undefined) gone.add(entry);
    else edits.push(...narrowed(text, node, first));
    const content = rest.map((group) => beside(one, group)).join('');
    if (content !== '') edits.push({ offset: node.offset + node.length, length: 0, content });
  }
  if (list !== undefined) edits.push(...removals(text, list, gone));
  return { text: applyEdits(text, edits), count };
}
