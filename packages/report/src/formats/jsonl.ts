import type { Diff, Report, ReportLine } from '@rectify/record';
import { diffSchema, reportLineSchema } from '@rectify/record';
import { z } from 'zod';
import { linesText } from '../words/document.ts';
import type { FormatRow } from './row.ts';

function linesOf(report: Report): readonly ReportLine[] {
  const { schema, run, summary } = report;
  const { crossings = [], growths = [], inputRatios = [], threadRatios = [] } = report;
  return [
    { kind: 'run', schema, run },
    ...report.backends.map((backend) => ({ kind: 'backend', backend }) as const),
    ...report.findings.map((finding) => ({ kind: 'finding', finding }) as const),
    ...report.profiles.map((profile) => ({ kind: 'profile', profile }) as const),
    ...report.measurements.map((measurement) => ({ kind: 'measurement', measurement }) as const),
    ...report.comparisons.map((comparison) => ({ kind: 'comparison', comparison }) as const),
    ...crossings.map((crossing) => ({ kind: 'crossing', crossing }) as const),
    ...growths.map((growth) => ({ kind: 'growth', growth }) as const),
    ...inputRatios.map((inputRatio) => ({ kind: 'inputRatio', inputRatio }) as const),
    ...threadRatios.map((threadRatio) => ({ kind: 'threadRatio', threadRatio }) as const),
    ...report.refusals.map((refusal) => ({ kind: 'refusal', refusal }) as const),
    ...report.failures.map((failure) => ({ kind: 'failure', failure }) as const),
    { kind: 'summary', summary },
  ];
}

/** One change a line, behind a line about both runs and before the counts, without which it was cut off. */
function diffLines(diff: Diff): readonly unknown[] {
  // What the schema encodes is what JSON can hold.
  const { changes, summary, ...head } = z.encode(diffSchema, diff) as Diff;
  return [{ kind: 'diff', ...head }, ...changes, { kind: 'summary', summary }];
}

/**
 * JSON Lines: the document as a stream. Each line has a `kind` and, under that name, one entry: first `run`, then each
 * backend, finding, profile and so on as a record has them, last the `summary`, without which it was cut off.
 */
export const jsonl = {
  report: (report) => linesText(linesOf(report).map((line) => z.encode(reportLineSchema, line))),
  diff: (diff) => linesText(diffLines(diff)),
} as const satisfies FormatRow;
