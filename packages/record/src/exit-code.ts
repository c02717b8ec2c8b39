import type { Part } from './part.ts';
import type { Report } from './report.ts';
import { unjudgedIn } from './unjudged.ts';

/** Exit codes of the command line. */
export const exitCodes = {
  /** Every judged finding is `pass`, `known` or `skip`, and every kernel could be timed. */
  fine: 0,
  /** At least one `fail`, `stale` or `error`, or a kernel that was refused or died while timed. */
  failed: 1,
  /** The suite could not do what was asked, or nothing was judged of it. */
  usage: 2,
  /** Stopped before its end: what was finished is printed or recorded. */
  interrupted: 130,
} as const;

/**
 * The exit code of what a run found.
 * @param parts what a shard judged: the findings of kernels that it could not judge are made when the shards are joined
 */
export function exitCodeOf(report: Report, parts: readonly Part[] = []): number {
  const { run, summary, refusals, failures } = report;
  if (run.interrupted) return exitCodes.interrupted;
  if (unjudgedIn(report, parts).length > 0) return exitCodes.usage;
  if (parts.some(({ error }) => error !== null)) return exitCodes.failed;
  const bad = summary.fail + summary.stale + summary.error + refusals.length + failures.length;
  return bad > 0 ? exitCodes.failed : exitCodes.fine;
}
