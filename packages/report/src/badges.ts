import type { Finding, Grade, Profile, Report } from '@rectify/record';
import type { OpId } from '@rectify/spec';
import { makeBadge } from 'badge-maker';
import { jsonText } from './json.ts';

const colours = {
  AAA: 'brightgreen',
  AA: 'green',
  A: 'yellow',
  F: 'red',
  error: 'lightgrey',
} as const;

/** The grade of one op on one backend, as a file for shields and as a picture. */
export interface Badge {
  /** `ort-node-relu`: safe in a path and a URL. */
  readonly name: string;
  /** Endpoint JSON of shields. */
  readonly json: string;
  readonly svg: string;
}

const worstFirst = ['F', 'A', 'AA', 'AAA'] as const satisfies readonly Grade[];

function badgeOf({ findings, profiles }: Report, backend: string, op: OpId): Badge {
  const own = (one: Finding | Profile): boolean => one.backend === backend && one.op === op;
  const erred = findings.some((one) => own(one) && one.outcome === 'error');
  const grades = new Set(profiles.filter(own).map(({ grade }) => grade));
  const worst = worstFirst.find((one) => grades.has(one));
  const message = erred || worst === undefined ? 'error' : worst;
  const color = colours[message];
  return {
    name: `${backend}-${op}`.replaceAll(/[^\w.-]+/g, '-').replace(/^\.+/, ''),
    json: `${jsonText({ schemaVersion: 1, label: op, message, color })}\n`,
    svg: `${makeBadge({ label: op, message, color })}\n`,
  };
}

/**
 * A badge for each backend and op that has a grade: `relu AAA`, the worst of its passes and dtypes; `error` where one of
 * them broke down.
 */
export function badgesOf(report: Report): readonly Badge[] {
  const erred = report.findings.filter(({ outcome }) => outcome === 'error');
  const graded = Map.groupBy(
    [...report.profiles, ...erred],
    ({ backend, op }) => `${op} ${backend}`,
  );
  return [...graded.values()].flatMap(([first]) =>
    first === undefined ? [] : [badgeOf(report, first.backend, first.op)],
  );
}
