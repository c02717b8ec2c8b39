import type { Grade, Report } from '@rectify/record';
import type { OpId } from '@rectify/spec';
import { makeBadge } from 'badge-maker';
import { groupsOf } from './groups.ts';
import { worstGrade } from './tables/grades.ts';
import { gradeWords, leastCoverage } from './words/coverage.ts';
import { jsonText } from './words/document.ts';

const colours: Readonly<Record<Grade | 'error', string>> = {
  AAA: 'brightgreen',
  AA: 'green',
  A: 'yellow',
  F: 'red',
  error: 'lightgrey',
};

/** The grade of one op on one backend, as a file for shields and as a picture. */
export interface Badge {
  /** `ort-node-relu`: safe in a path and a URL. */
  readonly name: string;
  /** Endpoint JSON of shields. */
  readonly endpoint: string;
  /** An SVG document. */
  readonly picture: string;
}

function badgeOf({ findings, profiles }: Report, backend: string, op: OpId): Badge {
  const own = (one: { readonly backend: string; readonly op: OpId }): boolean =>
    one.backend === backend && one.op === op;
  const erred = findings.some((one) => own(one) && one.outcome === 'error');
  const graded = profiles.filter(own);
  const grade = (erred ? undefined : worstGrade(graded)) ?? 'error';
  const message = grade === 'error' ? grade : gradeWords(grade, leastCoverage(graded));
  const color = colours[grade];
  return {
    name: `${backend}-${op}`.replaceAll(/[^\w.-]+/g, '-').replace(/^\.+/, ''),
    endpoint: `${jsonText({ schemaVersion: 1, label: op, message, color })}\n`,
    picture: `${makeBadge({ label: op, message, color })}\n`,
  };
}

/**
 * A badge for each backend and op that has a grade: `relu AAA`, the worst of its passes and dtypes, `relu AAA sampled` where
 * one of them was judged on a sample; `error` where one of them broke down.
 */
export function badgesOf(report: Report): readonly Badge[] {
  const erred = report.findings.filter(({ outcome }) => outcome === 'error');
  const graded = groupsOf([...report.profiles, ...erred], ({ backend, op }) => `${op} ${backend}`);
  return graded.map(([{ backend, op }]) => badgeOf(report, backend, op));
}
