import type { BackendKernel } from '@rectify/backend';
import { kernelLabel } from '@rectify/backend';
import type { Growth, Measurement, Mode, Ratio, Report } from '@rectify/record';
import { modes } from '@rectify/record';
import { clockMark } from '../words/clock-mark.ts';
import { digits, wholePercent } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import { styledLines } from '../words/styled-lines.ts';
import type { Axis } from './axes.ts';
import { axisLabels, byPlace, differingAxes } from './axes.ts';
import { backendsOf, kernelsOf, ofKernel } from './kernels.ts';
import type { TableCell, TableLayout } from './layout.ts';
import { layOut, noCell } from './layout.ts';

/** What stands in a row beside its kernel: shown where the entries differ in it. */
type Placed = BackendKernel & Partial<Pick<Measurement, Axis>>;

const figures =
  'ns per element ± its 95% interval, GB/s, % of the bandwidth of a copy of the same bytes, × the time of the fastest';
const titles: Readonly<Record<Mode, string>> = {
  run: `Speed of the kernel: ${figures}`,
  roundtrip: 'Speed from array to array (bind + run + read), the same way',
};

/** An interval; one process gives an estimate without one. */
const halfOf = ({ low, high }: Pick<Ratio, 'low' | 'high'>): number =>
  high > low ? (high - low) / 2 : NaN;

const spreadOf = (interval: Pick<Ratio, 'low' | 'high'>, centre: number): string =>
  `±${wholePercent(halfOf(interval) / centre)}`;

function speedCell(one: Measurement): TableCell {
  const text = [
    digits(one.nsPerElement),
    spreadOf(one, one.nsPerElement),
    digits(one.gbPerSecond),
    wholePercent(one.copyShare),
    `${digits(one.fastestRatio)}×${clockMark(one)}`,
  ].join(' ');
  return one.deadCode ? { text: `${text} dead code`, tone: 'bad' } : { text, tone: null };
}

function growthCell({ callNs, elementNs, residuals }: Growth): TableCell {
  const worst = Math.max(...residuals.map(({ relative }) => Math.abs(relative)));
  const text = `${digits(callNs / 1000)} µs + ${digits(elementNs)} ±${wholePercent(worst)}`;
  return { text, tone: null };
}

const ratioCell = (one: Ratio): TableCell => ({
  text: `${digits(one.ratio)}× ${spreadOf(one, one.ratio)}`,
  tone: null,
});

/** A table with its title. */
export interface TitledLayout {
  readonly title: string;
  readonly layout: TableLayout;
}

/** Rows of kernels, and of whatever else the entries differ in; backend columns. */
function titled<T extends Placed>(
  report: Report,
  title: string,
  entries: readonly T[],
  cellOf: (entry: T) => TableCell,
): readonly TitledLayout[] {
  if (entries.length === 0) return [];
  const backends = backendsOf(report, entries);
  const differing = differingAxes(entries).filter((axis) => axis !== 'length');
  const shown: readonly Axis[] = entries.some(({ length }) => length !== undefined)
    ? ['length', ...differing]
    : differing;
  const rows = kernelsOf(entries).flatMap((kernel) =>
    byPlace(ofKernel(entries, kernel), shown).map((group, i) => ({
      labels: [i === 0 ? kernelLabel(kernel) : '', ...axisLabels(group[0], shown)],
      cells: backends.map((id) => {
        const entry = group.find(({ backend }) => backend === id);
        return entry === undefined ? noCell : cellOf(entry);
      }),
    })),
  );
  const columns = backends.map(sanitize);
  return [{ title, layout: { labels: ['kernel', ...shown], columns, rows, align: 'right' } }];
}

/** Everything that was timed: a table a mode, and what follows from them. */
export function speedLayouts(report: Report): readonly TitledLayout[] {
  const { measurements, crossings = [], growths = [] } = report;
  const { inputRatios = [], threadRatios = [] } = report;
  const ofMode = <T extends { readonly mode: Mode }>(all: readonly T[], mode: Mode): readonly T[] =>
    all.filter((one) => one.mode === mode);
  return [
    ...modes.flatMap((mode) => titled(report, titles[mode], ofMode(measurements, mode), speedCell)),
    ...titled(
      report,
      'What it costs to cross into the runtime and back: ns per element, and its part of the round trip',
      crossings,
      (one) => ({
        // Below 0 it is noise: nothing is gained by crossing.
        text: `${digits(Math.max(0, one.nsPerElement))} ±${digits(halfOf(one))} ${wholePercent(Math.max(0, one.share))}`,
        tone: null,
      }),
    ),
    ...titled(
      report,
      'Growth of the kernel: µs a call + ns an element, and how far the worst length is from that',
      ofMode(growths, 'run'),
      growthCell,
    ),
    ...titled(
      report,
      'Other inputs: time of the kernel over that on mixed ones',
      ofMode(inputRatios, 'run'),
      ratioCell,
    ),
    ...titled(
      report,
      'More threads: time of the kernel over that on the fewest',
      ofMode(threadRatios, 'run'),
      ratioCell,
    ),
  ];
}

/** The tables of speed. */
export function speedTables(
  report: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  return speedLayouts(report).map(({ title, layout }) => [
    ...styledLines('title', title, options, ''),
    ...layOut(layout, options),
  ]);
}
