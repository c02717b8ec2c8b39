import { suiteError } from '@rectify/backend';
import type { Part, Report } from '@rectify/record';
import { unjudgedIn } from '@rectify/record';

const most = 5;

/**
 * What is missing of what was asked for, once everything else is written: green without a judgement says nothing.
 * @throws SuiteError NOTHING_JUDGED
 */
export function demandJudged(report: Report, parts: readonly Part[] = []): void {
  const missing = unjudgedIn(report, parts);
  if (missing.length === 0) return;
  const said = missing
    .slice(0, most)
    .map(({ backend, text }) => (backend === null ? text : `${backend}: ${text}`));
  const more = missing.length > most ? [`and ${missing.length - most} more`] : [];
  throw suiteError('NOTHING_JUDGED', [...said, ...more].join('; '), {
    hint: 'ask for what is there, or leave out what is not; the report shows what each backend has',
  });
}
