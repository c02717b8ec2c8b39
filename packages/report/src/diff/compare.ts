import type { BackendKernel } from '@rectify/backend';
import { kernelKey, kernelOf } from '@rectify/backend';
import type {
  BackendEntry,
  Change,
  ComparedKernel,
  Diff,
  NotAsked,
  Report,
  RuntimeVersions,
} from '@rectify/record';
import { coverageOf, wasToJudge } from '@rectify/record';
import { clauseChanges } from './clauses.ts';
import { incomparable } from './incomparable.ts';
import { comparabilityOfClauses, comparabilityOfProfiles } from './noise.ts';
import { gradeChanges, pairChanges, profileChanges } from './profiles.ts';
import type { TimedRuns } from './speed.ts';
import { diffSpeed } from './speed.ts';

/** The kernels that a report says something of: not those that a backend lacks. */
function kernelsIn({ findings, profiles }: Report): Map<string, BackendKernel> {
  const there = findings.filter(({ verdict }) => verdict !== 'unsupported');
  return new Map([...there, ...profiles].map((one) => [kernelKey(one), kernelOf(one)]));
}

const again = 'record the old runtime again with this version of rectify and these options';

/** @throws SuiteError RECORDS_INCOMPARABLE */
function demandWhole(old: Report, now: Report): void {
  for (const [name, { run }] of Object.entries({ OLD: old, NEW: now })) {
    if (run.interrupted) throw incomparable(`${name} was interrupted`, 'make it again');
    if (run.shard !== null)
      throw incomparable(`${name} is shard ${run.shard}`, 'join the shards first: rectify merge');
  }
}

/** @throws SuiteError RECORDS_INCOMPARABLE */
function demandSameRules(old: Report, now: Report): void {
  for (const key of ['spec', 'level'] as const)
    if (old.run[key] !== now.run[key])
      throw incomparable(
        `OLD was judged by ${key} ${old.run[key]}, NEW by ${key} ${now.run[key]}`,
        again,
      );
}

/** @throws SuiteError RECORDS_INCOMPARABLE when there is nothing in common */
function demandCommon(old: Map<string, BackendKernel>, now: Map<string, BackendKernel>): void {
  if ([...old.keys()].some((name) => now.has(name))) return;
  const said = (kernels: Map<string, BackendKernel>): string => {
    const names = [...kernels.values()].map(({ backend, dtype }) => `${backend} ${dtype}`);
    return names.length === 0 ? 'no kernel' : [...new Set(names)].join(', ');
  };
  throw incomparable(
    `they have no kernel in common: OLD has ${said(old)}, NEW has ${said(now)}`,
    'give records of the same backends, ops and dtypes',
  );
}

function versionsOf(old: Report, now: Report): readonly RuntimeVersions[] {
  const ids = new Set([...old.backends, ...now.backends].map(({ id }) => id));
  const find = ({ backends }: Report, id: string): BackendEntry | undefined =>
    backends.find((one) => one.id === id);
  return [...ids].map((backend) => {
    const [before, after] = [find(old, backend), find(now, backend)];
    const runtime = after?.runtime ?? before?.runtime ?? backend;
    return { backend, runtime, old: before?.version ?? null, new: after?.version ?? null };
  });
}

function kernelChanges(old: Report, now: Report, kernel: BackendKernel): readonly Change[] {
  const name = kernelKey(kernel);
  const own = ({ findings }: Report): Report['findings'] =>
    findings.filter((one) => kernelKey(one) === name);
  const howClauses = comparabilityOfClauses(old.run, now.run, kernel);
  const clauses = clauseChanges(howClauses, own(old), own(now), now.run.asked);
  const [before, after] = [old, now].map(({ profiles }) =>
    profiles.find((one) => kernelKey(one) === name),
  );
  if (before === undefined || after === undefined) return clauses;
  const how = comparabilityOfProfiles(old.run, now.run, kernel);
  const figures = [
    ...profileChanges(how, before, after),
    ...pairChanges(howClauses, before, after),
  ];
  // A gradient's grade is of pairs too.
  const howGrade = kernel.pass === 'vjp' ? howClauses : how;
  const graded = gradeChanges(howGrade, before, after, [...clauses, ...figures]);
  return [...graded, ...clauses, ...figures];
}

/** How many changes have each trend. */
function countTrends(changes: readonly Change[]): Diff['summary'] {
  const counts = { worse: 0, better: 0, listed: 0, appeared: 0, vanished: 0, different: 0 };
  for (const { trend } of changes) counts[trend] += 1;
  return counts;
}

/**
 * What became of conformance from one run to another, and of speed where `timed` has what was timed. Figures of the same
 * inputs (same depth, seed and stride, or all of them) are compared exactly. Where seeds differ they moved if they doubled
 * or halved and chance does not explain it; where depths or strides differ they are not compared, and of verdicts only what
 * chance does not explain is worse or better.
 * @throws SuiteError RECORDS_INCOMPARABLE; MACHINE_UNSTEADY when the self-test forbids to compare speed
 */
export function diffReports(old: Report, now: Report, timed?: TimedRuns): Diff {
  demandWhole(old, now);
  const [before, after] = [kernelsIn(old), kernelsIn(now)];
  // A run that was only timed says nothing of conformance, nor how it was judged.
  if (timed === undefined || (before.size > 0 && after.size > 0)) {
    demandSameRules(old, now);
    demandCommon(before, after);
  }
  const kernels: ComparedKernel[] = [];
  const changes: Change[] = [];
  const notAsked: NotAsked[] = [];
  for (const [name, kernel] of new Map([...before, ...after])) {
    if (before.has(name) && after.has(name)) {
      const sameInputs = comparabilityOfProfiles(old.run, now.run, kernel) === 'exact';
      kernels.push({ ...kernel, sameInputs });
      const coverage = {
        old: coverageOf(old.run, kernel),
        new: coverageOf(now.run, kernel),
      };
      changes.push(...kernelChanges(old, now, kernel).map((one) => ({ ...one, coverage })));
    } else if (after.has(name)) changes.push({ kind: 'kernel', trend: 'appeared', ...kernel });
    else if (wasToJudge(now.run.asked, kernel))
      changes.push({ kind: 'kernel', trend: 'vanished', ...kernel });
    else notAsked.push({ ...kernel, what: 'judged' });
  }
  const runtimes = versionsOf(old, now);
  const speed = timed && diffSpeed(old, now, runtimes, timed);
  if (speed !== undefined) {
    changes.push(...speed.changes);
    notAsked.push(...speed.notAsked);
  }
  return {
    schema: 'rectify/diff@1',
    old: old.run,
    new: now.run,
    runtimes,
    kernels,
    notAsked,
    changes,
    summary: countTrends(changes),
    ...(speed === undefined ? {} : { speed: speed.diff }),
  };
}
