import type { KernelRequest, Location } from '@rectify/backend';
import type { Finding, Outcome, Report } from '@rectify/record';
import type { Statement } from './describe.ts';
import { describe, reproCommand, statementOf } from './describe.ts';
import { plain } from './plain.ts';

/** One thing that a report says of one kernel: a test, to who reads tests. No text in it is obeyed by a terminal or a log. */
export interface Point extends Statement {
  readonly backend: string;
  /** `sigmoid/forward float32`; empty for what is about the whole backend. */
  readonly kernel: string;
  /** What was asked: a clause's id, or `timed`. */
  readonly name: string;
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
  return { file: plain(file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')), line };
}

/** Outcomes that make the run fail. */
export const failing: readonly Outcome[] = ['fail', 'error', 'stale'];

/** Backend and kernel as one name. */
export function suiteOf({ backend, kernel }: Point): string {
  return kernel === '' ? backend : `${backend} ${kernel}`;
}

function timedPoint(
  { backend, op, pass, dtype }: KernelRequest & { readonly backend: string },
  outcome: Outcome,
  text: string,
): Point {
  const kernel = `${op}/${pass} ${dtype}`;
  const [id, name] = [plain(backend), 'timed'];
  const common = { backend: id, kernel, name, repro: null, location: null };
  return { ...common, about: `${kernel} ${name}`, outcome, ...statementOf(text) };
}

function timedPoints({ measurements, refusals, failures }: Report): readonly Point[] {
  const timed = new Map(
    measurements.map((one) => [JSON.stringify([one.backend, one.op, one.pass, one.dtype]), one]),
  );
  return [
    ...[...timed.values()].map((one) => timedPoint(one, 'pass', 'timed')),
    ...refusals.map((one) => timedPoint(one, 'fail', one.reason)),
    ...failures.map((one) => timedPoint(one, 'error', one.message)),
  ];
}

/** What is about a backend, or the run, as a whole. */
function wholePoint(id: string, name: string, outcome: Outcome, text: string): Point {
  const backend = plain(id);
  const common = { backend, kernel: '', name, about: name };
  return { ...common, outcome, ...statementOf(text), repro: null, location: null };
}

function findingPoint(finding: Finding): Point {
  const { op, pass, dtype, outcome } = finding;
  const [backend, name] = [plain(finding.backend), plain(finding.clause)];
  return {
    backend,
    kernel: `${op}/${pass} ${dtype}`,
    name,
    about: dtype === 'float32' ? name : `${name} ${dtype}`,
    outcome,
    ...describe(finding),
    repro: reproCommand(finding),
    location: locationOf(finding),
  };
}

/** Everything that a report says, kernel by kernel: the exit code is not 0 where one of them is of `failing`. */
export function pointsOf(report: Report): readonly Point[] {
  const { run, backends, findings } = report;
  const missing = backends.filter(({ available }) => !available);
  return [
    ...(run.interrupted
      ? [wholePoint('rectify', 'finished', 'error', 'interrupted: this is what was finished')]
      : []),
    ...missing.map(({ id, note }) =>
      wholePoint(id, 'available', 'skip', `not available: ${note ?? 'no reason given'}`),
    ),
    ...findings.map(findingPoint),
    ...timedPoints(report),
  ];
}
