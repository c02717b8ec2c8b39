import { kernelName, kernelTitle } from '@rectify/backend';
import type { Finding, Report } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import { clauses } from '@rectify/spec';
import { sparseText } from '../../words/coverage.ts';
import { findingText, reasonText, reproCommand } from '../../words/finding-text.ts';
import { failing } from '../../words/outcome-titles.ts';
import { sanitize } from '../../words/sanitize.ts';
import { seedLinesOf } from '../../words/seed-text.ts';
import { casesOfNoClause, missingIn, suiteOf } from '../../words/test-cases.ts';
import { fingerprintsOf, locationsOf, message, sarifLog } from './log.ts';

/** Both fail the run; what only `should` be is a warning. */
const levelOf = (level: Finding['level']): 'error' | 'warning' =>
  level === 'must' ? 'error' : 'warning';

function ruleOf({ id, op, pass, level, text, rationale, sources }: Clause): unknown {
  const cited = sources.map(({ title, section, url }) => `${title}, ${section}: ${url}`);
  const linked = sources.map(({ title, section, url }) => `- [${title}, ${section}](${url})`);
  return {
    id,
    name: id,
    shortDescription: { text },
    fullDescription: { text: `${text} ${rationale}` },
    help: {
      text: [text, rationale, ...cited].join('\n'),
      markdown: [`${text}\n`, `${rationale}\n`, ...linked].join('\n'),
    },
    defaultConfiguration: { level: levelOf(level) },
    properties: { tags: ['numerics', op, pass, level], precision: 'very-high' },
  };
}

function resultOf(finding: Finding, report: Report): unknown {
  const { clause, level, outcome, deviation } = finding;
  const backend = sanitize(finding.backend);
  const { title, lines } = findingText(finding);
  const repro = reproCommand(finding, report);
  const text = [
    `${backend} ${kernelTitle(finding)}: ${title}`,
    ...lines,
    ...(repro === null ? [] : [repro]),
    ...seedLinesOf(finding, report.run),
  ].join('\n');
  return {
    ruleId: sanitize(clause),
    level: outcome === 'fail' || outcome === 'known' ? levelOf(level) : 'error',
    message: message(text),
    locations: locationsOf(finding),
    ...fingerprintsOf(`${backend}/${kernelName(finding)}: ${sanitize(clause)}`),
    suppressions:
      outcome === 'known'
        ? [
            {
              kind: 'external',
              status: 'accepted',
              justification: reasonText(deviation),
            },
          ]
        : [],
    properties: { outcome },
  };
}

/** What fails the run and is about no clause: kernels that were not timed, an interruption; and that it is a part of a sweep. */
function notificationsOf(report: Report): unknown {
  const sparse = sparseText(report.run);
  const notes = sparse === undefined ? [] : [{ level: 'note', message: message(sparse) }];
  const errors = casesOfNoClause(report)
    .filter(({ outcome }) => failing.includes(outcome))
    .map((test) => ({
      level: 'error',
      message: message([`${suiteOf(test)}: ${test.title}`, ...test.lines].join('\n')),
    }));
  return [...errors, ...notes];
}

/** A rule for each clause that is broken, known deviations as suppressed results. */
export function reportSarif(report: Report): string {
  const { run } = report;
  const shown = report.findings.filter(
    ({ outcome }) => outcome === 'known' || failing.includes(outcome),
  );
  const broken = new Set(shown.map(({ clause }) => clause));
  return sarifLog(run, {
    rules: clauses.filter(({ id }) => broken.has(id)).map(ruleOf),
    results: shown.map((one) => resultOf(one, report)),
    notifications: notificationsOf(report),
    isWhole: !run.interrupted && missingIn(report).length === 0,
  });
}
