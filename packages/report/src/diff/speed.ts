import { kernelKey, kernelOf } from '@rectify/backend';
import { canShow, compareRuns, separateDemands, widened } from '@rectify/bench';
import type {
  Change,
  NotAsked,
  Report,
  RuntimeVersions,
  Series,
  SpeedChange,
  SpeedDiff,
  TimedCell,
  Trend,
  Trust,
} from '@rectify/record';
import { wasToTime } from '@rectify/record';
import { incomparable } from './incomparable.ts';
import { demandSameMachine, demandSteady } from './machine.ts';

/** What two runs timed, and what a self-test of their machine showed. */
export interface TimedRuns {
  readonly old: readonly Series[];
  readonly new: readonly Series[];
  readonly trust: Trust | null;
}

const trends: Readonly<Partial<Record<SpeedChange['verdict'], Trend>>> = {
  slower: 'worse',
  faster: 'better',
};

const again = 'rectify measure BACKEND --against OTHER times both sides in one run';

/** @throws SuiteError RECORDS_INCOMPARABLE */
function demandRounds(old: readonly Series[], now: readonly Series[]): void {
  const most = (all: readonly Series[]): number =>
    Math.max(...all.map(({ rounds }) => rounds.length));
  if (!canShow(most(old), most(now), separateDemands))
    throw incomparable(
      `OLD has ${most(old)} rounds and NEW ${most(now)}: so few cannot show a change`,
      'record both without --quick, on a machine that is not so busy',
    );
}

/**
 * What became of speed from one run to another.
 * @throws SuiteError RECORDS_INCOMPARABLE, or MACHINE_UNSTEADY when the self-test is over its budget
 */
export function diffSpeed(
  before: Report,
  after: Report,
  runtimes: readonly RuntimeVersions[],
  { old, new: now, trust }: TimedRuns,
): {
  readonly diff: SpeedDiff;
  readonly changes: readonly Change[];
  readonly notAsked: readonly NotAsked[];
} {
  demandSameMachine(
    { name: 'OLD', environment: before.run.environment },
    { name: 'NEW', environment: after.run.environment },
    again,
  );
  if (trust !== null) demandSteady(trust);
  const unchanged = runtimes.filter((one) => one.old !== null && one.old === one.new);
  const demands = trust === null ? separateDemands : widened(separateDemands, trust);
  const found = compareRuns(
    old,
    now,
    unchanged.map(({ backend }) => backend),
    demands,
  );
  if (found.cells.length === 0)
    throw incomparable(
      'they have no measurement in common',
      'give records of rectify measure, of the same backends, kernels and lengths',
    );
  demandRounds(old, now);
  const changed = found.cells.flatMap(({ verdict, ...cell }): readonly Change[] => {
    const trend = trends[verdict];
    return trend === undefined ? [] : [{ kind: 'speed', trend, trust, ...cell }];
  });
  const untimed = { kind: 'speed', old: null, new: null, shifts: [], trust } as const;
  const one =
    (trend: Trend) =>
    (cell: TimedCell): Change => ({ ...untimed, trend, ...cell });
  const { appeared, vanished } = found;
  const isAsked = (cell: TimedCell): boolean => wasToTime(after.run.asked, cell);
  const others = Map.groupBy(
    vanished.filter((cell) => !isAsked(cell)),
    kernelKey,
  );
  return {
    diff: { demands, trust, cells: found.cells },
    changes: [
      ...changed,
      ...appeared.map(one('appeared')),
      ...vanished.filter(isAsked).map(one('vanished')),
    ],
    notAsked: [...others.values()].flatMap(([cell]) =>
      cell === undefined ? [] : [{ ...kernelOf(cell), what: 'timed' } as const],
    ),
  };
}
