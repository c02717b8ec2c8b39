import { kernelKey, kernelName } from '@rectify/backend';
import { clauses, specVersion } from '@rectify/spec';
import { gradeFrom } from '../words.ts';
import { findingFault } from './finding.ts';
import { known, twiceIn } from './keys.ts';
import { partFault } from './part.ts';
import { profileFault } from './profile.ts';
import type { Results } from './results.ts';
import { runFault } from './run.ts';
import { measurementFault, seriesFault } from './timed.ts';

/** Backends of one run at most. */
const mostBackends = 1000;

type Kernel = Parameters<typeof kernelKey>[0];
const nameOf = (one: Kernel): string => `${one.backend} ${kernelName(one)}`;

function* eachFault<T>(
  list: readonly T[],
  name: (one: T) => string,
  faultOf: (one: T) => string | null,
): Generator<string> {
  for (const one of list) {
    const fault = faultOf(one);
    if (fault !== null) yield `${name(one)} ${fault}`;
  }
}

/** What is there twice would count twice. */
export function* onceFaults(
  results: Omit<Results, 'run' | 'interrupted' | 'parts'>,
): Generator<string> {
  const twice = [
    twiceIn(results.backends, known.backends),
    twiceIn(results.findings, known.findings),
    twiceIn(results.profiles, known.profiles),
    twiceIn(results.measurements, known.measurements),
    // What is timed in pieces has a line a round.
    twiceIn(
      results.series.flatMap((one) => one.rounds.map(({ round }) => ({ ...one, round }))),
      known.rounds,
    ),
  ];
  for (const name of twice) if (name !== undefined) yield `${name} is there twice`;
}

/** Grades, and that a kernel with one was judged by all clauses: what a clause alone comes to is no ground for a grade. */
function* gradeFaults({ run, findings, profiles }: Results): Generator<string> {
  const judged = Map.groupBy(findings, kernelKey);
  const ofPass = Map.groupBy(clauses, ({ op, pass }) => `${op}/${pass}`);
  for (const profile of profiles) {
    const own = judged.get(kernelKey(profile)) ?? [];
    const ids = new Set(own.map(({ clause }) => clause));
    const all = ofPass.get(`${profile.op}/${profile.pass}`) ?? [];
    const missing = run.spec === specVersion ? all.find(({ id }) => !ids.has(id)) : undefined;
    const due = gradeFrom(own, profile);
    const graded = `${nameOf(profile)} has the grade ${profile.grade}`;
    if (own.length === 0) yield `${graded}, and no finding`;
    else if (missing !== undefined) yield `${graded}, and no finding of ${missing.id}`;
    else if (profile.grade !== due) yield `${graded}, and its findings come to ${due}`;
  }
}

/** That what was found is of a backend that the run had. */
function* strangerFaults({ interrupted, backends, ...rest }: Results): Generator<string> {
  if (backends.length > mostBackends) yield `it has ${backends.length} backends`;
  // What a run goes on with stands there before it opens its backends.
  if (interrupted) return;
  const ids = new Set(backends.map(({ id }) => id));
  const { findings, profiles, measurements, series, parts } = rest;
  const all: readonly (readonly Kernel[])[] = [findings, profiles, measurements, series, parts];
  const stranger = all.flat().find(({ backend }) => !ids.has(backend));
  if (stranger !== undefined)
    yield `${nameOf(stranger)} is of a backend that is not among those of the run`;
}

/** What is wrong with results beyond the form of each. */
export function* faultsOf(results: Results): Generator<string> {
  const { run, findings, profiles, measurements, series, parts } = results;
  const wrongRun = runFault(run);
  if (wrongRun !== null) yield wrongRun;
  yield* onceFaults(results);
  yield* strangerFaults(results);
  yield* eachFault(findings, known.findings.name, (one) => findingFault(one, run));
  yield* eachFault(profiles, nameOf, profileFault);
  yield* gradeFaults(results);
  yield* eachFault(measurements, known.measurements.name, measurementFault);
  yield* eachFault(series, known.measurements.name, seriesFault);
  // Parts of one kernel are several: its blocks are counted where they are joined.
  yield* eachFault(parts, nameOf, partFault);
}
