import type { Finding, Report, Run } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import { clauses } from '@rectify/spec';
import { describe, reproCommand } from '../describe.ts';
import { jsonText } from '../json.ts';
import { plain } from '../plain.ts';
import { failing, locationOf, pointsOf, suiteOf } from '../points.ts';

/** Plain text of a message: brackets would be links and braces placeholders (§3.11.5, §3.11.6). */
export const message = (text: string): { readonly text: string } => ({
  text: text.replaceAll(/[[\]\\]/g, String.raw`\$&`).replaceAll(/[{}]/g, '$&$&'),
});

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

/**
 * Where a result is. GitHub refuses one without a file: a backend of the suite is there because a package is installed,
 * and package.json is where its version is chosen.
 */
export function locationsOf(
  finding: Pick<Finding, 'backend' | 'op' | 'pass' | 'dtype' | 'location'>,
): unknown {
  const { backend, op, pass, dtype } = finding;
  const { file, line } = locationOf(finding) ?? { file: 'package.json', line: 1 };
  const uri = file.split('/').map(encodeURIComponent).join('/');
  const kernel = `${op}/${pass}/${dtype}`;
  return [
    {
      physicalLocation: {
        artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
        region: { startLine: line },
      },
      logicalLocations: [
        { name: kernel, fullyQualifiedName: `${plain(backend)}/${kernel}`, kind: 'function' },
      ],
    },
  ];
}

function resultOf(finding: Finding): unknown {
  const { backend, op, pass, dtype, clause, level, outcome, deviation } = finding;
  const { title, lines } = describe(finding);
  const repro = reproCommand(finding);
  const place = `${plain(backend)} ${op}/${pass} ${dtype}`;
  const text = [`${place}: ${title}`, ...lines, ...(repro === null ? [] : [repro])].join('\n');
  // No count, version or input: the same trouble is the same result in the next run.
  const identity = `${plain(backend)}/${op}/${pass}/${dtype}: ${plain(clause)}`;
  return {
    ruleId: plain(clause),
    level: outcome === 'fail' || outcome === 'known' ? levelOf(level) : 'error',
    message: message(text),
    locations: locationsOf(finding),
    fingerprints: { 'rectify/v1': identity },
    // The only one that GitHub reads; it would make one of the line otherwise, which backends share.
    partialFingerprints: { primaryLocationLineHash: identity },
    suppressions:
      outcome === 'known'
        ? [
            {
              kind: 'external',
              status: 'accepted',
              justification: plain(deviation?.reason ?? ''),
            },
          ]
        : [],
    properties: { outcome },
  };
}

/** What fails the run and is about no clause: kernels that were not timed, an interruption. */
function notificationsOf(report: Report): unknown {
  return pointsOf({ ...report, findings: [] })
    .filter(({ outcome }) => failing.includes(outcome))
    .map((point) => ({
      level: 'error',
      message: message([`${suiteOf(point)}: ${point.title}`, ...point.lines].join('\n')),
    }));
}

/** SARIF 2.1.0, as code scanning reads it: a rule for each clause that is broken, known deviations as suppressed results. */
export function sarif(report: Report): string {
  const { run } = report;
  const shown = report.findings.filter(
    ({ outcome }) => outcome === 'known' || failing.includes(outcome),
  );
  const broken = new Set(shown.map(({ clause }) => clause));
  return sarifOf(run, {
    rules: clauses.filter(({ id }) => broken.has(id)).map(ruleOf),
    results: shown.map(resultOf),
    notifications: notificationsOf(report),
  });
}

/** What was found in a run as SARIF 2.1.0. */
export function sarifOf(
  run: Run,
  found: {
    readonly rules: readonly unknown[];
    readonly results: readonly unknown[];
    readonly notifications: unknown;
  },
): string {
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rectify',
            version: plain(run.spec),
            rules: found.rules,
          },
        },
        invocations: [
          {
            commandLine: plain(run.command),
            startTimeUtc: run.started,
            executionSuccessful: !run.interrupted,
            toolExecutionNotifications: found.notifications,
          },
        ],
        results: found.results,
      },
    ],
  };
  return `${jsonText(document, 2)}\n`;
}
