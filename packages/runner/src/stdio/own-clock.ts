import type { SelfTimed } from '@rectify/record';

/** What the clocks of two processes may differ by. */
const tolerance = 1.01;

type Clocks = Pick<SelfTimed, 'spentNs' | 'wallNs'>;

/** What samples of one call or more last at the least, each of which is to last so long; and what passed here. */
export function clocksOf(ns: readonly number[], minSampleNs: number, wallNs: number): Clocks {
  return { spentNs: ns.reduce((sum, one) => sum + Math.max(one, minSampleNs), 0), wallNs };
}

/** Why a harness cannot have taken the samples that it gives; null where it can. */
export function disagreement(
  { length }: readonly number[],
  { spentNs, wallNs }: Clocks,
): string | null {
  const ms = (ns: number): string => (ns / 1e6).toFixed(1);
  return spentNs <= wallNs * tolerance
    ? null
    : `its ${length} samples last ${ms(spentNs)} ms or more together, and ${ms(wallNs)} ms passed here: each must last minSampleNs`;
}
