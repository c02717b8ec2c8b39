import type { Deviation, DType } from '@rectify/backend';
import { usualDType } from '@rectify/backend';
import type { Expectation, Finding } from '@rectify/record';

/** A clause and a dtype that an expectation is about; the usual dtype need not be said. */
export type ExpectedPair = Pick<Deviation, 'clause' | 'dtype'>;

const listed = <T extends string>(value: T | readonly T[]): readonly T[] =>
  typeof value === 'string' ? [value] : value;

/** Everything that an expectation is about. */
export function pairsOf({ clause, dtype }: Expectation): readonly ExpectedPair[] {
  return listed(clause).flatMap((one) =>
    dtype === undefined
      ? [{ clause: one }]
      : listed<DType>(dtype).map((each) => ({ clause: one, dtype: each })),
  );
}

/** Findings that say something of one expectation, by what it is about. */
export type FoundPairs = ReadonlyMap<string, Finding>;

export const pairKey = ({ clause, dtype = usualDType }: ExpectedPair): string =>
  `${clause} ${dtype}`;

/** What findings say of the expectations of a file as it is now, by their place: of one that was changed since, nothing. */
export function foundByEntry(
  findings: readonly Finding[],
  path: string,
  entries: readonly Expectation[],
): ReadonlyMap<number, FoundPairs> {
  const all = new Map<number, Map<string, Finding>>();
  for (const one of findings) {
    const { file, entry = -1 } = one.location ?? {};
    if (file !== path || entries[entry]?.reason !== one.deviation?.reason) continue;
    const found = all.get(entry) ?? new Map<string, Finding>();
    all.set(entry, found.set(pairKey(one), one));
  }
  return all;
}
