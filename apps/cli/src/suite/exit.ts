import type { Report } from '@rectify/report';

/** Exit codes of the command line. */
export const exitCodes = { fine: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export function exitCodeOf({ run, summary, refusals, failures }: Report): number {
  if (run.interrupted) return exitCodes.interrupted;
  const bad = summary.fail + summary.stale + summary.error + refusals.length + failures.length;
  return bad > 0 ? exitCodes.failed : exitCodes.fine;
}
