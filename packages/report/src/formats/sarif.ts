import type { FormatRow } from './row.ts';
import { diffSarif } from './sarif/diff.ts';
import { reportSarif } from './sarif/report.ts';

/** SARIF 2.1.0, as code scanning reads it. */
export const sarif = {
  report: reportSarif,
  diff: diffSarif,
} as const satisfies FormatRow;
