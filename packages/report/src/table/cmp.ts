import type { KernelRequest } from '@rectify/backend';
import type { KernelFigures, Measurement, Report } from '@rectify/record';
import { cmpSchema } from '@rectify/record';
import type { Cell } from '../pretty/grid.ts';
import { documentText } from '../json.ts';
import { plain, wrap } from '../plain.ts';
import { layOut } from '../pretty/grid.ts';
import { backendsOf, gradeCell, kernelLabel, kernelsOf } from '../pretty/kernels.ts';
import { digits } from '../quantity.ts';
import type { RenderOptions } from '../render.ts';
import type { Source } from './sources.ts';
import { joinSources, machineCautions, sourceRuns } from './sources.ts';

const axes = ['length', 'inputs', 'threads', 'mode'] as const;

const legend =
  'grade and worst error in ULP · ns per element, and × the time of a copy in the same process';

/** What keeps times of several runs from being compared one with another. */
function cautionsOf(sources: readonly Source[]): readonly string[] {
  const timed = sources.filter(({ report }) => report.measurements.length > 0);
  return timed.length < 2
    ? []
    : [
        'times are of several runs: only the ratio to a copy may be compared between them',
        ...machineCautions(sources),
      ];
}

const nothing: Cell = { text: '–', tone: 'quiet' };

const speedCell = ({ nsPerElement, copyRatio }: Measurement): Cell => ({
  text: `${digits(nsPerElement)} ns ${digits(copyRatio)}×`,
  tone: null,
});

/** Rows of one kernel: its grades, then each way in which it was timed. */
function rowsOf(
  report: Report,
  kernel: KernelRequest,
  backends: readonly string[],
  shown: readonly (typeof axes)[number][],
): readonly { readonly labels: readonly string[]; readonly cells: readonly Cell[] }[] {
  const label = kernelLabel(kernel);
  const timed = report.measurements.filter((one) => kernelLabel(one) === label);
  const grades = backends.map((backend) => gradeCell(report, backend, kernel));
  const judged = grades.some(({ text }) => text !== '');
  const places = [...Map.groupBy(timed, (one) => axes.map((axis) => one[axis]).join(' ')).values()];
  const rows = places.map((group) => ({
    labels: shown.map((axis) => String(group[0]?.[axis])),
    cells: backends.map((id) => {
      const one = group.find(({ backend }) => backend === id);
      return one === undefined ? nothing : speedCell(one);
    }),
  }));
  const first = { labels: shown.map(() => ''), cells: grades };
  return [...(judged ? [first] : []), ...rows].map(({ labels, cells }, i) => ({
    labels: [i === 0 ? label : '', ...labels],
    cells,
  }));
}

/**
 * One table of all backends and kernels of some records: grade, worst error and speed.
 * @throws SuiteError USAGE where two records say something of the same
 */
export function showComparison(sources: readonly Source[], options: RenderOptions): string {
  const report = joinSources(sources);
  const entries = [...report.findings, ...report.profiles, ...report.measurements];
  const backends = backendsOf(report, entries);
  const shown = axes.filter(
    (axis) => new Set(report.measurements.map((one) => one[axis])).size > 1,
  );
  const grid = {
    labels: ['kernel', ...shown],
    columns: backends.map(plain),
    rows: kernelsOf(entries).flatMap((kernel) => rowsOf(report, kernel, backends, shown)),
    align: 'left',
  } as const;
  const said = (text: string, tone: 'quiet' | 'warn'): readonly string[] =>
    wrap(plain(text), options.width, '  ').map((line) => options.paint(tone, line));
  const lines = [
    ...layOut(grid, options),
    ...said(legend, 'quiet'),
    ...cautionsOf(sources).flatMap((one) => said(one, 'warn')),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as a document. @throws SuiteError as `showComparison` */
export function comparisonJson(sources: readonly Source[]): string {
  const report = joinSources(sources);
  const { findings, profiles, measurements } = report;
  const kernels = [
    ...Map.groupBy([...findings, ...profiles, ...measurements], ({ backend, op, pass, dtype }) =>
      JSON.stringify([backend, op, pass, dtype]),
    ).values(),
  ].flatMap(([one]): readonly KernelFigures[] => {
    if (one === undefined) return [];
    const { backend, op, pass, dtype } = one;
    const isThis = (other: KernelRequest & { readonly backend: string }): boolean =>
      other.backend === backend && kernelLabel(other) === kernelLabel(one);
    const profile = profiles.find(isThis);
    const speeds = measurements
      .filter(isThis)
      .map(({ length, inputs, threads, mode, nsPerElement, low, high, copyRatio }) => ({
        length,
        inputs,
        threads,
        mode,
        nsPerElement,
        low,
        high,
        copyRatio,
      }));
    const { grade = null, maxUlp = null } = profile ?? {};
    return [{ backend, op, pass, dtype, grade, maxUlp, speeds }];
  });
  const cautions = cautionsOf(sources);
  return documentText(cmpSchema, {
    schema: 'rectify/cmp@1',
    sources: sourceRuns(sources),
    kernels,
    cautions,
  });
}
