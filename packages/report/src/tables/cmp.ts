import type { BackendKernel, KernelRequest } from '@rectify/backend';
import { kernelKey, kernelLabel, kernelOf } from '@rectify/backend';
import type { KernelFigures, Measurement, Report } from '@rectify/record';
import { cmpSchema } from '@rectify/record';
import { documentText } from '../words/document.ts';
import { clockMark } from '../words/clock-mark.ts';
import { digits } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import { styledLines } from '../words/styled-lines.ts';
import type { Axis } from './axes.ts';
import { axisLabels, byPlace, differingAxes } from './axes.ts';
import { coverageIn, gradeWords } from '../words/coverage.ts';
import { gradeCell } from './grades.ts';
import { backendsOf, kernelsOf, ofKernel } from './kernels.ts';
import type { TableCell, TableRow } from './layout.ts';
import { layOut, noCell } from './layout.ts';
import type { NamedReport } from './sources.ts';
import { joinSources, machineCautions, sourceRuns } from './sources.ts';
import type { TableDocument } from './table-document.ts';

const legend =
  'grade and worst error in ULP (≥ and sampled or sparse: not of every input; dy: with another than 1) · ns per element, and × the time of a copy in the same process';

/** What keeps times of several runs from being compared one with another. */
function cautionsOf(sources: readonly NamedReport[]): readonly string[] {
  const timed = sources.filter(({ report }) => report.measurements.length > 0);
  return timed.length < 2
    ? []
    : [
        'times are of several runs: only the ratio to a copy may be compared between them',
        ...machineCautions(sources),
      ];
}

const speedCell = (one: Measurement): TableCell => ({
  text: `${digits(one.nsPerElement)} ns ${digits(one.copyRatio)}×${clockMark(one)}`,
  tone: null,
});

/** A grade with what it is of: records that were judged in other ways stand side by side. */
function wholeCell(report: Report, kernel: BackendKernel): TableCell {
  const cell = gradeCell(report, kernel);
  const profile = report.profiles.find((one) => kernelKey(one) === kernelKey(kernel));
  return profile === undefined
    ? cell
    : { ...cell, text: gradeWords(cell.text, coverageIn(profile)) };
}

/** Rows of one kernel: its grades, then each way in which it was timed. */
function rowsOf(
  report: Report,
  kernel: KernelRequest,
  backends: readonly string[],
  shown: readonly Axis[],
): readonly TableRow[] {
  const grades = backends.map((backend) => wholeCell(report, { ...kernel, backend }));
  const judged = grades.some(({ text }) => text !== '');
  const rows = byPlace(ofKernel(report.measurements, kernel)).map((group) => ({
    labels: axisLabels(group[0], shown),
    cells: backends.map((id) => {
      const one = group.find(({ backend }) => backend === id);
      return one === undefined ? noCell : speedCell(one);
    }),
  }));
  const first = { labels: shown.map(() => ''), cells: grades };
  return [...(judged ? [first] : []), ...rows].map(({ labels, cells }, i) => ({
    labels: [i === 0 ? kernelLabel(kernel) : '', ...labels],
    cells,
  }));
}

function tableText(sources: readonly NamedReport[], report: Report, o: RenderOptions): string {
  const entries = [...report.findings, ...report.profiles, ...report.measurements];
  const backends = backendsOf(report, entries);
  const shown = differingAxes(report.measurements);
  const layout = {
    labels: ['kernel', ...shown],
    columns: backends.map(sanitize),
    rows: kernelsOf(entries).flatMap((kernel) => rowsOf(report, kernel, backends, shown)),
    align: 'left',
  } as const;
  const lines = [
    ...layOut(layout, o),
    ...styledLines('quiet', legend, o),
    ...cautionsOf(sources).flatMap((one) => styledLines('warn', sanitize(one), o)),
  ];
  return `${lines.join('\n')}\n`;
}

function figuresOf({ findings, profiles, measurements }: Report): readonly KernelFigures[] {
  const kernels = new Map(
    [...findings, ...profiles, ...measurements].map((one) => [kernelKey(one), kernelOf(one)]),
  );
  return [...kernels].map(([key, kernel]) => {
    const profile = profiles.find((one) => kernelKey(one) === key);
    const { grade = null, maxUlp = null, pairs } = profile ?? {};
    // What the schema does not name, its encoding leaves out.
    const speeds = measurements.filter((one) => kernelKey(one) === key);
    return {
      ...kernel,
      grade,
      maxUlp,
      ...(profile === undefined ? {} : { coverage: coverageIn(profile) }),
      ...(pairs === undefined ? {} : { pairs }),
      speeds,
    };
  });
}

/**
 * One table of all backends and kernels of some records: grade, worst error and speed.
 * @throws SuiteError USAGE where two records say something of the same
 */
export function cmpTable(sources: readonly NamedReport[]): TableDocument {
  const report = joinSources(sources);
  return {
    text: (options) => tableText(sources, report, options),
    json: () =>
      documentText(cmpSchema, {
        schema: 'rectify/cmp@1',
        sources: sourceRuns(sources),
        kernels: figuresOf(report),
        cautions: cautionsOf(sources),
      }),
  };
}
