import { z } from 'zod';
import type { Report } from './report.ts';
import { reportSchema } from './schema.ts';

/** One document after the shipped JSON Schema. */
export function json(report: Report): string {
  return `${JSON.stringify(z.encode(reportSchema, report), null, 2)}\n`;
}

/** What is wrong with a document that other hands may have written, as one line; undefined when it is a report. */
export function faultOf(report: Report): string | undefined {
  const issue = z.safeEncode(reportSchema, report).error?.issues[0];
  return issue === undefined ? undefined : `${issue.path.join('.')}: ${issue.message}`;
}
