import type {
  Demands,
  RoundSeries,
  Series,
  Shift,
  SpeedChange,
  TimedCell,
  Yardstick,
} from '@rectify/record';
import { quantile } from 'simple-statistics';
import { cellKey, timedCell } from './cell.ts';
import { canShow, shiftOf, verdictOfShifts } from './shift.ts';
import { medianOfMedians } from './statistics.ts';
import { counted } from './warmup.ts';

/** All cells of two runs. */
export interface TwoRuns {
  readonly cells: readonly SpeedChange[];
  readonly vanished: readonly TimedCell[];
  readonly appeared: readonly TimedCell[];
}

const placeOf = (one: TimedCell, backend: string = one.backend): string =>
  `${backend} ${cellKey(one)} ${one.mode}`;

/** Logarithms of the time of each process, by round. */
const logsOf = ({ rounds }: Series, of: (round: RoundSeries) => number): Map<number, number> =>
  new Map(rounds.map((round) => [round.round, Math.log(of(round))]));

const middle = (round: RoundSeries): number => quantile([...counted(round)], 0.25);

/** Logarithms of a side's times as multiples of a yardstick; only rounds that have both. */
function multiples(
  series: Series,
  yardstick: Yardstick,
  all: ReadonlyMap<string, Series>,
): readonly number[] {
  switch (yardstick.kind) {
    case 'clock':
      return [...logsOf(series, middle).values()];
    case 'copy':
      return [...logsOf(series, (round) => middle(round) / round.copyNs).values()];
    case 'backend': {
      const other = all.get(placeOf(series, yardstick.backend));
      const own = other === undefined ? new Map<number, number>() : logsOf(other, middle);
      return [...logsOf(series, middle)].flatMap(([round, log]) => {
        const against = own.get(round);
        return against === undefined ? [] : [log - against];
      });
    }
    default:
      return yardstick satisfies never;
  }
}

/**
 * What became of the speed of every cell from one run to another, by every yardstick that both have.
 * @param unchanged backends that are the same in both runs: each is a yardstick of the others
 */
export function compareRuns(
  old: readonly Series[],
  now: readonly Series[],
  unchanged: readonly string[],
  demands: Demands,
): TwoRuns {
  const [before, after] = [byPlace(old), byPlace(now)];
  const cells = [...after].flatMap(([place, series]): readonly SpeedChange[] => {
    const earlier = before.get(place);
    if (earlier === undefined) return [];
    const yardsticks: readonly Yardstick[] = [
      { kind: 'clock' },
      { kind: 'copy' },
      ...unchanged
        .filter((id) => id !== series.backend)
        .filter((id) => [before, after].every((all) => all.has(placeOf(series, id))))
        .map((backend) => ({ kind: 'backend', backend }) as const),
    ];
    const shifts = yardsticks.flatMap((yardstick): readonly Shift[] => {
      const was = multiples(earlier, yardstick, before);
      const is = multiples(series, yardstick, after);
      // A backend that has few rounds in common says nothing, and must not keep the others from it.
      if (yardstick.kind === 'backend' && !canShow(was.length, is.length, demands)) return [];
      return [{ yardstick, ...shiftOf(was, is) }];
    });
    return [
      {
        ...timedCell(series),
        verdict: verdictOfShifts(shifts, demands),
        old: nsPerElement(earlier),
        new: nsPerElement(series),
        shifts,
      },
    ];
  });
  const missing = (
    from: readonly Series[],
    there: ReadonlyMap<string, Series>,
  ): readonly TimedCell[] => from.filter((series) => !there.has(placeOf(series))).map(timedCell);
  return { cells, vanished: missing(old, after), appeared: missing(now, before) };
}

function byPlace(all: readonly Series[]): ReadonlyMap<string, Series> {
  return new Map(all.map((series) => [placeOf(series), series]));
}

const nsPerElement = ({ rounds, length }: Series): number =>
  medianOfMedians(rounds.map(counted)) / length;
