import { readFileSync } from 'node:fs';
import { looksSlower } from '@rectify/bench';
import type { Diff } from '@rectify/record';
import { sanitize } from '@rectify/report';
import { replaceFile } from '@rectify/runner';
import { say } from '../terminal.ts';

/** Why a run cannot be the next baseline, a few words each. */
function reasonsAgainst(found: Diff): readonly string[] {
  const { worse, vanished } = found.summary;
  const { speed } = found;
  const cells = speed?.cells.filter(({ verdict }) => verdict === 'unclear') ?? [];
  const slow = cells.filter(({ shifts }) => speed && looksSlower(shifts, speed.demands)).length;
  const counts = Object.entries({ worse, vanished, 'perhaps slower': slow })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  const others = found.notAsked?.length ?? 0;
  const fewer = others === 0 ? [] : [`${others} not asked for`];
  // What was judged on fewer inputs would hide from the next diff what this baseline shows.
  const other = (['depth', 'stride'] as const)
    .filter((key) => found.kernels.length > 0 && found.old[key] !== found.new[key])
    .map((key) => `another ${key}`);
  return [...counts, ...fewer, ...other];
}

/**
 * Puts NEW in the place of the baseline, in one rename, unless something is worse, gone, or looks slower.
 * @throws SuiteError OUTPUT_UNWRITABLE
 */
export function updateBaseline(old: string, now: string, found: Diff): void {
  const against = reasonsAgainst(found);
  if (against.length === 0) replaceFile(old, readFileSync(now));
  const said = against.length === 0 ? `is now ${now}` : `is kept: ${against.join(', ')}`;
  say(sanitize(`the baseline ${old} ${said}`));
}
