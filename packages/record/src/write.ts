import { dtypes } from '@rectify/float';
import type { KernelRequest } from '@rectify/backend';
import { opIds, passes } from '@rectify/spec';
import { type Cost, type RecordEntry, recordSchema } from './lines.ts';
import { recordedProfile } from './recorded-profile.ts';
import type { RunHeader } from './run.ts';
import { portableNumber } from './values.ts';

/** Kinds of lines in the order in which they stand in a record. */
const kinds: readonly RecordEntry['kind'][] = [
  'backend',
  'deviations',
  'part',
  'finding',
  'profile',
  'measurement',
  'series',
  'refusal',
  'failure',
];

/** Entries by kind, backend and kernel, so that the same results make the same bytes however they were come by. */
function inOrder(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  const ids = entries.flatMap((entry) => (entry.kind === 'backend' ? [entry.backend.id] : []));
  const kernelPlace = (one: KernelRequest & { readonly backend: string }): readonly number[] => [
    ids.indexOf(one.backend),
    dtypes.indexOf(one.dtype),
    opIds.indexOf(one.op),
    passes.indexOf(one.pass),
  ];
  const placeOf = (entry: RecordEntry): readonly number[] => {
    const kind = kinds.indexOf(entry.kind);
    switch (entry.kind) {
      case 'finding':
        return [kind, ...kernelPlace(entry.finding)];
      case 'profile':
        return [kind, ...kernelPlace(entry.profile)];
      case 'part':
        return [kind, ...kernelPlace(entry.part)];
      case 'backend':
      case 'deviations':
      case 'measurement':
      case 'series':
      case 'refusal':
      case 'failure':
        return [kind];
      default:
        return entry satisfies never;
    }
  };
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((value, i) => value !== b[i]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  };
  return entries
    .map((entry) => ({ entry, place: placeOf(entry) }))
    .toSorted((a, b) => compare(a.place, b.place))
    .map(({ entry }) => entry);
}

// Nothing is held against its schema here: to lose what a long run found would be worse than to refuse it later.
const lineText = (value: object): string =>
  `${JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? portableNumber(one) : one))}\n`;

const headerText = (run: RunHeader, costs: readonly Cost[]): string =>
  lineText({ kind: 'header', schema: recordSchema, run, costs });

/** The line of an entry while a run goes on. */
export function entryText(entry: RecordEntry): string {
  return lineText(
    entry.kind === 'profile' ? { kind: 'profile', profile: recordedProfile(entry.profile) } : entry,
  );
}

/** The same in a record of a run that came to its end: where time went is no result. */
function resultText(entry: RecordEntry): string {
  if (entry.kind !== 'profile') return entryText(entry);
  const { cost: _, ...profile } = recordedProfile(entry.profile);
  return lineText({ kind: 'profile', profile });
}

function costsOf(entries: readonly RecordEntry[]): readonly Cost[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'profile') return [];
    const { backend, op, pass, dtype, cost } = entry.profile;
    return [{ backend, op, pass, dtype, cost }];
  });
}

/** How a record begins, with entries that are kept from before. */
export function beginningText(run: RunHeader, kept: readonly RecordEntry[]): string {
  return [headerText(run, []), ...kept.map(entryText)].join('');
}

/** The last line of a record of so many entries, without which it counts as truncated. */
export function footerText(entries: number, interrupted: boolean): string {
  return lineText({ kind: 'footer', entries, interrupted });
}

/** The record of a run that came to its end: after its first line the same results are the same bytes. */
export function recordText(run: RunHeader, entries: readonly RecordEntry[]): string {
  const ordered = inOrder(entries);
  return [
    headerText(run, costsOf(ordered)),
    ...ordered.map(resultText),
    footerText(entries.length, false),
  ].join('');
}
