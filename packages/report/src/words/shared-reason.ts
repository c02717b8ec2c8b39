import type { Finding } from '@rectify/record';

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

/** What is said of the reason of a finding, if anything. */
export type Sharing = (finding: Finding) => string | null;

/**
 * What is said of reasons that stand in expectations and excuse more than one finding: how many share them. One that was
 * pasted into every entry is seen to be.
 */
export function sharedReasons(findings: readonly Finding[]): Sharing {
  const excused = findings.filter(
    ({ outcome, location }) => outcome === 'known' && location?.entry !== undefined,
  );
  const byReason = Map.groupBy(excused, ({ deviation }) => deviation?.reason);
  return ({ outcome, deviation, location }) => {
    const all = byReason.get(deviation?.reason) ?? [];
    if (outcome !== 'known' || location?.entry === undefined || all.length < 2) return null;
    const entries = new Set(all.map((one) => `${one.location?.entry} ${one.location?.file}`));
    return `this reason stands in ${counted(entries.size, 'expectation')} and excuses ${counted(all.length, 'finding')}`;
  };
}
