import type { KernelRequest } from '@rectify/backend';
import type { Growth, Measurement, Mode, Ratio, Report } from '@rectify/record';
import type { Cell } from './grid.ts';
import { plain, wrap } from '../plain.ts';
import { digits, wholePercent } from '../quantity.ts';
import type { RenderOptions } from '../render.ts';
import type { Grid } from './grid.ts';
import { layOut } from './grid.ts';
import { doubtsOf } from './doubts.ts';
import { backendsOf, kernelLabel, kernelsOf } from './kernels.ts';
import { roofline } from './roofline.ts';

/** What stands in a row beside its kernel: shown where the entries differ in it. */
type Placed = KernelRequest & { readonly backend: string } & Partial<
    Pick<Measurement, 'length' | 'inputs' | 'threads'>
  >;

const axes = ['length', 'inputs', 'threads'] as const;

const figures =
  'ns per element ± its 95% interval, GB/s, % of the bandwidth of a copy of the same bytes, × the time of the fastest';
const titles: Readonly<Record<Mode, string>> = {
  run: `Speed of the kernel: ${figures}`,
  roundtrip: 'Speed from array to array (bind + run + read), the same way',
};

const spreadOf = ({ low, high }: Pick<Ratio, 'low' | 'high'>, centre: number): string =>
  `±${wholePercent((high - low) / 2 / centre)}`;

function speedCell(one: Measurement): Cell {
  const text = [
    digits(one.nsPerElement),
    spreadOf(one, one.nsPerElement),
    digits(one.gbPerSecond),
    wholePercent(one.copyShare),
    `${digits(one.fastestRatio)}×`,
  ].join(' ');
  return one.deadCode ? { text: `${text} dead code`, tone: 'bad' } : { text, tone: null };
}

function growthCell({ callNs, elementNs, residuals }: Growth): Cell {
  const worst = Math.max(...residuals.map(({ relative }) => Math.abs(relative)));
  const text = `${digits(callNs / 1000)} µs + ${digits(elementNs)} ±${wholePercent(worst)}`;
  return { text, tone: null };
}

const ratioCell = (one: Ratio): Cell => ({
  text: `${digits(one.ratio)}× ${spreadOf(one, one.ratio)}`,
  tone: null,
});

/** A table with its title. */
export interface Titled {
  readonly title: string;
  readonly grid: Grid;
}

/** Rows of kernels, and of whatever else the entries differ in; backend columns. */
function gridOf<T extends Placed>(
  report: Report,
  title: string,
  entries: readonly T[],
  cellOf: (entry: T) => Cell,
): readonly Titled[] {
  if (entries.length === 0) return [];
  const backends = backendsOf(report, entries);
  const shown = axes.filter(
    (axis) =>
      (axis === 'length' && entries.some((one) => one.length !== undefined)) ||
      new Set(entries.map((one) => one[axis])).size > 1,
  );
  const rows = kernelsOf(entries).flatMap((kernel) => {
    const own = entries.filter((one) => kernelLabel(one) === kernelLabel(kernel));
    const places = [
      ...Map.groupBy(own, (one) => shown.map((axis) => one[axis]).join(' ')).values(),
    ];
    return places.map((group, i) => ({
      labels: [
        i === 0 ? kernelLabel(kernel) : '',
        ...shown.map((axis) => String(group[0]?.[axis])),
      ],
      cells: backends.map((id) => {
        const entry = group.find(({ backend }) => backend === id);
        return entry === undefined ? { text: '–', tone: 'quiet' as const } : cellOf(entry);
      }),
    }));
  });
  const columns = backends.map(plain);
  return [{ title, grid: { labels: ['kernel', ...shown], columns, rows, align: 'right' } }];
}

/** Everything that was timed: a table a mode, and what follows from them. */
export function speedGrids(report: Report): readonly Titled[] {
  const { measurements, crossings = [], growths = [] } = report;
  const { inputRatios = [], threadRatios = [] } = report;
  const ofRun = <T extends { readonly mode: Mode }>(all: readonly T[]): readonly T[] =>
    all.filter(({ mode }) => mode === 'run');
  return [
    ...(['run', 'roundtrip'] as const).flatMap((mode) =>
      gridOf(
        report,
        titles[mode],
        measurements.filter((one) => one.mode === mode),
        speedCell,
      ),
    ),
    ...gridOf(
      report,
      'What it costs to cross into the runtime and back: ns per element, and its part of the round trip',
      crossings,
      (one) => ({
        text: `${digits(one.nsPerElement)} ±${digits((one.high - one.low) / 2)} ${wholePercent(one.share)}`,
        tone: null,
      }),
    ),
    ...gridOf(
      report,
      'Growth of the kernel: µs a call + ns an element, and how far the worst length is from that',
      ofRun(growths),
      growthCell,
    ),
    ...gridOf(
      report,
      'Other inputs: time of the kernel over that on mixed ones',
      ofRun(inputRatios),
      ratioCell,
    ),
    ...gridOf(
      report,
      'More threads: time of the kernel over that on the fewest',
      ofRun(threadRatios),
      ratioCell,
    ),
  ];
}

/** On a busy machine there is something to say against every figure. */
const mostDoubts = 12;

/** The tables of speed, and what there is to say against their figures. */
export function speedTables(
  report: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const title = (text: string): readonly string[] =>
    wrap(text, options.width, '').map((line) => options.paint('title', line));
  const doubts = doubtsOf(report);
  return [
    ...speedGrids(report).map((one) => [...title(one.title), ...layOut(one.grid, options)]),
    roofline(report, options),
    [
      ...kernelSection('Figures to be careful with', doubts.slice(0, mostDoubts), options),
      ...(doubts.length > mostDoubts ? [`  and ${doubts.length - mostDoubts} more`] : []),
    ],
  ];
}

/** A section of one kernel and one text each. */
function kernelSection(
  title: string,
  entries: readonly (KernelRequest & { readonly backend: string; readonly text: string })[],
  { width, paint }: RenderOptions,
): readonly string[] {
  if (entries.length === 0) return [];
  return [
    paint('title', `${title} (${entries.length})`),
    ...entries.flatMap((one) => {
      const text = `${plain(one.backend)} ${kernelLabel(one)}: ${plain(one.text)}`;
      const [head = '', ...rest] = wrap(text, width - 2, '  ');
      return [head, ...rest.map((line) => `  ${line}`)];
    }),
  ];
}

/** Kernels that were not timed, and why; kernels that broke down while they were. */
export function untimedSections(
  { refusals, failures }: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const refused = refusals.map((one) => ({ ...one, text: one.reason }));
  const failed = failures.map((one) => ({ ...one, text: one.message }));
  return [
    kernelSection('Not timed', refused, options),
    kernelSection('Broke down while timed', failed, options),
  ];
}
