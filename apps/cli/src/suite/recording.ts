import { existsSync, statSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { BackendEntry, RecordEntry, RecordFile, RunHeader } from '@rectify/record';
import { ofKind } from '@rectify/record';
import { demandSameMachine } from '@rectify/report';
import type {
  Before,
  Measured,
  RecordWriter,
  RunEvent,
  TimedBefore,
  Verified,
} from '@rectify/runner';
import { machineOf, openRecord, readUnfinished } from '@rectify/runner';

/** A record while its run goes on. */
export interface Recording {
  /** What an interrupted run left, to go on with. */
  readonly before: Before | undefined;
  readonly timedBefore: TimedBefore | undefined;
  on(event: RunEvent): void;
  /** Ends the record; a run that came to its end gives everything that it found. */
  close(o: {
    readonly interrupted: boolean;
    readonly absent: readonly BackendEntry[];
    readonly verified: Verified | undefined;
    readonly measured: Measured | undefined;
  }): void;
}

/** A command as it was when it began. */
export const withoutResume = (command: string): string => command.replace(/ --resume(?= |$)/, '');

/** @throws SuiteError RECORD_UNREADABLE when the record is of another run, RECORDS_INCOMPARABLE when its times are */
export function demandSameRun(
  path: string,
  now: RunHeader,
  { run: then, entries }: RecordFile,
): void {
  for (const key of ['spec', 'seed', 'depth', 'stride', 'level', 'shard'] as const)
    if (now[key] !== then[key])
      throw suiteError('RECORD_UNREADABLE', `${path} has ${key} ${then[key]}, not ${now[key]}`, {
        hint: 'give the options that it was made with, or leave --resume out to begin again',
      });
  const [here, there] = [now, then].map(({ environment }) =>
    JSON.stringify(machineOf(environment)),
  );
  if (here !== there)
    throw suiteError(
      'RECORD_UNREADABLE',
      `${path} was begun on another kind of machine: ${there}`,
      {
        hint: 'go on where it was begun, or leave --resume out to begin again',
      },
    );
  if (withoutResume(now.command) !== withoutResume(then.command))
    throw suiteError('RECORD_UNREADABLE', `${path} was made by another command: ${then.command}`, {
      hint: 'give that command with --resume, or leave --resume out to begin again',
    });
  if (ofKind(entries, 'series').length > 0)
    demandSameMachine(
      { name: path, environment: then.environment },
      { name: 'this run', environment: now.environment },
      'go on where it was begun, or leave --resume out to begin again',
    );
}

/** What a run left in a file, if any did. @throws SuiteError RECORD_UNREADABLE */
export function leftIn(path: string): RecordFile | undefined {
  // An empty one was made when it was tried whether it can be written.
  const isEmpty = !existsSync(path) || (statSync(path).isFile() && statSync(path).size === 0);
  return isEmpty ? undefined : readUnfinished(path);
}

/** What is known of times when no more is timed. */
function concluded(measured: Measured | undefined): readonly RecordEntry[] {
  const { measurements = [], refusals = [] } = measured ?? {};
  return [
    ...measurements.map((measurement): RecordEntry => ({ kind: 'measurement', measurement })),
    ...refusals.map((refusal): RecordEntry => ({ kind: 'refusal', refusal })),
  ];
}

/** Everything of a run that came to its end. */
function entriesOf(
  run: RunHeader,
  absent: readonly BackendEntry[],
  verified: Verified | undefined,
  measured: Measured | undefined,
): readonly RecordEntry[] {
  const backends = [...(verified?.backends ?? measured?.backends ?? []), ...absent];
  const { findings = [], profiles = [], parts = [], deviations = {} } = verified ?? {};
  return [
    ...backends.map((backend): RecordEntry => ({ kind: 'backend', backend })),
    ...(run.shard === null ? [] : Object.entries(deviations)).map(
      ([backend, list]): RecordEntry => ({ kind: 'deviations', backend, deviations: list }),
    ),
    ...parts.map((part): RecordEntry => ({ kind: 'part', part })),
    ...findings.map((finding): RecordEntry => ({ kind: 'finding', finding })),
    ...profiles.map((profile): RecordEntry => ({ kind: 'profile', profile })),
    ...concluded(measured),
    ...(measured?.series ?? []).map((series): RecordEntry => ({ kind: 'series', series })),
    ...(measured?.failures ?? []).map((failure): RecordEntry => ({ kind: 'failure', failure })),
  ];
}

/** What a run finds, to be written as it is found: with these an interrupted run shows what was finished. */
function entriesOfEvent(event: RunEvent): readonly RecordEntry[] {
  switch (event.kind) {
    case 'opened':
      return [{ kind: 'backend', backend: event.backend }];
    case 'part':
      return [{ kind: 'part', part: event.part }];
    case 'judged':
      return [
        ...event.findings.map((finding): RecordEntry => ({ kind: 'finding', finding })),
        ...(event.profile === null ? [] : [{ kind: 'profile', profile: event.profile } as const]),
      ];
    case 'sampled':
      return event.series.map((series): RecordEntry => ({ kind: 'series', series }));
    case 'failed':
      return [{ kind: 'failure', failure: event.failure }];
    case 'progress':
    case 'timed':
      return [];
    default:
      return event satisfies never;
  }
}

/**
 * Begins a record with what an earlier run of the same kind left.
 * @throws SuiteError OUTPUT_UNWRITABLE
 */
export function openRecording(
  path: string,
  run: RunHeader,
  left: RecordFile | undefined,
): Recording {
  const entries = left?.entries ?? [];
  const [parts, series, failures] = [
    ofKind(entries, 'part'),
    ofKind(entries, 'series'),
    ofKind(entries, 'failure'),
  ];
  const before = left && {
    backends: ofKind(entries, 'backend').map(({ backend }) => backend),
    parts: parts.map(({ part }) => part),
  };
  const timedBefore = {
    series: series.map((one) => one.series),
    failures: failures.map(({ failure }) => failure),
  };
  const kept = [...parts, ...series, ...failures];
  const record: RecordWriter = openRecord(path, run, kept);
  return {
    before,
    timedBefore,
    on: (event) => record.append(...entriesOfEvent(event)),
    close({ interrupted, absent, verified, measured }) {
      if (interrupted) record.append(...concluded(measured));
      record.close(
        interrupted
          ? { interrupted }
          : { interrupted, entries: entriesOf(run, absent, verified, measured) },
      );
    },
  };
}
