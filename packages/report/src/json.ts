import { z } from 'zod';
import type { Report, ReportLine } from '@rectify/record';
import { reportLineSchema, reportSchema } from '@rectify/record';

const unicode = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/**
 * JSON that neither a terminal nor a log reader obeys: what JSON leaves as it is and `plain` would not, becomes its `\u`
 * escape, so that the value stays the same.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\w*\[)/gu,
    unicode,
  );
}

/** A document after its shipped JSON Schema. */
export function documentText<S extends z.ZodType>(schema: S, document: z.output<S>): string {
  return `${jsonText(z.encode(schema, document), 2)}\n`;
}

/** A report as such. */
export const json = (report: Report): string => documentText(reportSchema, report);

/**
 * JSON Lines: the document as a stream. Each line has a `kind` and, under that name, one entry: first `run`, then each
 * backend, finding, profile and so on as a record has them, last the `summary`, without which it was cut off.
 */
export function jsonl(report: Report): string {
  const { schema, run, summary } = report;
  const { crossings = [], growths = [], inputRatios = [], threadRatios = [] } = report;
  const lines: readonly ReportLine[] = [
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
  return lines.map((line) => `${jsonText(z.encode(reportLineSchema, line))}\n`).join('');
}

/** What is wrong with a document that other hands may have written, as one line; undefined when it is a report. */
export function faultOf(report: Report): string | undefined {
  const issue = z.safeEncode(reportSchema, report).error?.issues[0];
  return issue === undefined ? undefined : `${issue.path.join('.')}: ${issue.message}`;
}
