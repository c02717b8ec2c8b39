import { suiteError } from '@rectify/backend';
import { cellKey } from '@rectify/bench';
import type { Measurement, Mode, Ranked, Ranking } from '@rectify/record';
import { modes } from '@rectify/record';
import { leastCoverage } from '../words/coverage.ts';
import { worstGrade } from './grades.ts';
import type { NamedReport } from './sources.ts';
import { machineCautions } from './sources.ts';

function gradeOf(
  sources: readonly NamedReport[],
  backend: string,
): Pick<Ranked, 'grade' | 'coverage'> {
  const all = sources.flatMap(({ report }) => report.profiles);
  const own = all.filter((one) => one.backend === backend);
  const coverage = leastCoverage(own);
  return { grade: worstGrade(own) ?? null, ...(coverage === undefined ? {} : { coverage }) };
}

/** Times of one cell, all of one run, by backend. */
type CellTimes = ReadonlyMap<string, Measurement>;

const nsOf = (cell: CellTimes, backend: string): number => cell.get(backend)?.nsPerElement ?? NaN;

const isUnchecked = (one: Measurement | undefined): boolean => one?.selfTimed?.checked === false;

/** Ratios of times to those of each cell's fastest. */
const ratiosOf = (cells: readonly CellTimes[], backend: string): readonly number[] =>
  cells.map(
    (cell) => nsOf(cell, backend) / Math.min(...[...cell.values()].map((one) => one.nsPerElement)),
  );

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, one) => sum + Math.log(one), 0) / values.length);

/** Where the order of two neighbours in the ranking is another. */
function reversals(cells: readonly CellTimes[], order: readonly string[]): readonly string[] {
  return order.slice(1).flatMap((behind, i) => {
    const ahead = order[i] ?? '';
    const against = cells
      .map((cell) => nsOf(cell, ahead) / nsOf(cell, behind))
      .filter((ratio) => ratio > 1);
    return against.length === 0
      ? []
      : [
          `${ahead} is ahead of ${behind}, and slower in ${against.length} of ${cells.length} cells, by up to ${Math.max(...against).toFixed(2)}×`,
        ];
  });
}

function rankMode(sources: readonly NamedReport[], mode: Mode): Ranking | null {
  const cells = sources.flatMap(({ file, report }) => {
    const timed = report.measurements.filter((one) => one.mode === mode && !one.deadCode);
    return [...Map.groupBy(timed, cellKey)].map(([key, group]) => ({
      name: sources.length === 1 ? key : `${file} ${key}`,
      times: new Map(group.map((one) => [one.backend, one])),
    }));
  });
  const ids = [...new Set(cells.flatMap(({ times }) => [...times.keys()]))];
  if (ids.length === 0) return null;
  const lackingIn = (times: CellTimes): readonly string[] => ids.filter((id) => !times.has(id));
  const shared = cells.filter(({ times }) => lackingIn(times).length === 0);
  if (shared.length === 0)
    throw suiteError('USAGE', `there is no cell that all of ${ids.join(', ')} have in one run`, {
      hint: 'time them together: rectify measure BACKEND… --record FILE',
    });
  const times = shared.map((one) => one.times);
  const backends = ids
    .map((backend): Ranked => {
      const ratios = ratiosOf(times, backend);
      return {
        backend,
        ...gradeOf(sources, backend),
        ratio: geometricMean(ratios),
        fastest: ratios.filter((ratio) => ratio === 1).length,
        worst: Math.max(...ratios),
      };
    })
    .toSorted((a, b) => a.ratio - b.ratio);
  return {
    mode,
    cells: shared.length,
    backends,
    leftOut: cells
      .filter((one) => lackingIn(one.times).length > 0)
      .map((one) => ({ cell: one.name, lacking: lackingIn(one.times) })),
    cautions: [
      ...reversals(
        times,
        backends.map(({ backend }) => backend),
      ),
      ...ids
        .filter((id) => times.some((cell) => isUnchecked(cell.get(id))))
        .map((id) => `${id} is timed by itself`),
      ...machineCautions(sources),
    ],
  };
}

/**
 * Backends by the geometric mean of the ratios of their times to those of the fastest, cell by cell within one run.
 * @throws SuiteError USAGE where no cell is shared by all, or nothing was timed
 */
export function rankingsOf(sources: readonly NamedReport[]): readonly Ranking[] {
  const rankings = modes.map((mode) => rankMode(sources, mode)).filter((one) => one !== null);
  if (rankings.length === 0)
    throw suiteError('USAGE', 'nothing was timed in these records', {
      hint: 'rectify measure BACKEND… --record FILE',
    });
  return rankings;
}
