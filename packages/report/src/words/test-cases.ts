import type { BackendKernel, Location } from '@rectify/backend';
import { kernelKey, kernelTitle, withDType } from '@rectify/backend';
import type { Finding, Outcome, Report, Unjudged } from '@rectify/record';
import { unjudgedIn } from '@rectify/record';
import { sparseText } from './coverage.ts';
import { findingText, reproCommand } from './finding-text.ts';
import { sanitize } from './sanitize.ts';
import { seedLinesOf } from './seed-text.ts';
import { sharedReasons } from './shared-reason.ts';
import type { NamedStatement } from './statement.ts';
import { statementOf } from './statement.ts';

/**
 * One thing that a report says of one kernel: a test, to who reads tests; its name is what was asked, a clause's id or
 * `timed`. No text in it is obeyed by a terminal or a log.
 */
export interface TestCase extends NamedStatement {
  readonly backend: string;
  /** `sigmoid/forward float32`; empty for what is about the whole backend. */
  readonly kernel: string;
  /** Kernel and name, without saying anything twice. */
  readonly about: string;
  readonly outcome: Outcome;
  /** A command that shows it again. */
  readonly repro: string | null;
  readonly location: Location | null;
}

/** Where a finding sends somebody: a path as services compare it with those of the repository. */
export function locationOf({ location }: Pick<Finding, 'location'>): Location | null {
  if (location === undefined) return null;
  const { file, line } = location;
  return { file: sanitize(file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')), line };
}

/** Backend and kernel as one name. */
export function suiteOf({ backend, kernel }: TestCase): string {
  return kernel === '' ? backend : `${backend} ${kernel}`;
}

/** What is said of one kernel, beside findings. */
function timedCase(one: BackendKernel, outcome: Outcome, text: string): TestCase {
  const [backend, kernel, name] = [sanitize(one.backend), kernelTitle(one), 'timed'];
  const about = `${kernel} ${name}`;
  return {
    backend,
    kernel,
    name,
    about,
    outcome,
    ...statementOf(text),
    repro: null,
    location: null,
  };
}

function timedCases({ measurements, refusals, failures }: Report): readonly TestCase[] {
  const timed = new Map(measurements.map((one) => [kernelKey(one), one]));
  return [
    ...[...timed.values()].map((one) => timedCase(one, 'pass', 'timed')),
    ...refusals.map((one) => timedCase(one, 'fail', one.reason)),
    ...failures.map((one) => timedCase(one, 'error', one.message)),
  ];
}

/** What is about a backend, or the run, as a whole. */
function wholeCase(id: string, name: string, outcome: Outcome, text: string): TestCase {
  const common = { backend: sanitize(id), kernel: '', name, about: name };
  return { ...common, outcome, ...statementOf(text), repro: null, location: null };
}

function findingCase(finding: Finding, report: Report): TestCase {
  const name = sanitize(finding.clause);
  const { title, lines } = findingText(finding);
  return {
    backend: sanitize(finding.backend),
    kernel: kernelTitle(finding),
    name,
    about: withDType(name, finding.dtype),
    outcome: finding.outcome,
    title,
    lines: [...lines, ...seedLinesOf(finding, report.run)],
    repro: reproCommand(finding, report),
    location: locationOf(finding),
  };
}

function findingCases(report: Report): readonly TestCase[] {
  const sharing = sharedReasons(report.findings);
  return report.findings.map((one) => {
    const found = findingCase(one, report);
    const shared = sharing(one);
    return shared === null ? found : { ...found, lines: [...found.lines, shared] };
  });
}

/** What was asked for and not judged. Of a shard that is not known here: what it judged is in its record alone. */
export function missingIn(report: Report): readonly Unjudged[] {
  return report.run.shard === null ? unjudgedIn(report) : [];
}

/** What a report says of whole backends, and of the run. */
function wholeCases(report: Report): readonly TestCase[] {
  const { run, backends } = report;
  const missing = backends.filter(({ available }) => !available);
  const sparse = report.findings.length === 0 ? undefined : sparseText(run);
  return [
    ...(run.interrupted
      ? [wholeCase('rectify', 'finished', 'error', 'interrupted: this is what was finished')]
      : []),
    ...(sparse === undefined ? [] : [wholeCase('rectify', 'every input', 'skip', sparse)]),
    ...missing.map(({ id, note }) =>
      wholeCase(id, 'available', 'skip', `not available: ${note ?? 'no reason given'}`),
    ),
    ...missingIn(report).map(({ backend, text }) =>
      wholeCase(backend ?? 'rectify', 'judged', 'error', text),
    ),
  ];
}

/** What a report says of no clause. */
export const casesOfNoClause = (report: Report): readonly TestCase[] => [
  ...wholeCases(report),
  ...timedCases(report),
];

/** Everything that a report says, kernel by kernel: the exit code is not 0 where one of them is of `failing`. */
export const testCasesOf = (report: Report): readonly TestCase[] => [
  ...wholeCases(report),
  ...findingCases(report),
  ...timedCases(report),
];
