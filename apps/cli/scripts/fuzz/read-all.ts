// Everything that is made of records, of records that nobody wrote.
import { isSuiteError } from '@rectify/backend';
import type { RecordFile, Report } from '@rectify/record';
import {
  demandSound,
  exitCodeOf,
  ofKind,
  parseRecord,
  parseReport,
  parseUnfinished,
} from '@rectify/record';
import {
  badgesOf,
  cmpTable,
  diffReports,
  formats,
  joinSources,
  plotFormats,
  rankTable,
  render,
  renderDiff,
  renderPlot,
  renderTable,
} from '@rectify/report';
import { mergeRecords } from '@rectify/runner';
import { clauses, opIds, passes } from '@rectify/spec';
import { reportOf } from '../../src/read-report.ts';
import { paper } from '../../src/terminal.ts';
import type { Draw } from './mutate.ts';
import { oneOf } from './mutate.ts';

/** What a record is held beside. */
export interface Beside {
  /** The record as it was. */
  readonly right: RecordFile;
  /** The other shards, where it is one. */
  readonly shards: readonly RecordFile[];
}

const path = 'r.jsonl';

function read(text: string): RecordFile {
  const record = parseRecord(path, text);
  demandSound(path, record);
  return record;
}

const resume = (text: string): void => demandSound(path, parseUnfinished(path, text));

type Use = (draw: Draw, report: Report, record: RecordFile, beside: Beside) => unknown;

const diffed: Use = (draw, report, { entries }, { right }) => {
  const old = reportOf(right);
  const series = (list: RecordFile['entries']) => ofKind(list, 'series').map((one) => one.series);
  const timed = { old: series(right.entries), new: series(entries), trust: null };
  const diff = diffReports(old, report, timed.old.length > 0 ? timed : undefined);
  return renderDiff(oneOf(draw, formats), diff, { ...paper, fails: () => true });
};

/** What the commands do with a record. */
const uses: readonly Use[] = [
  (draw, report) => render(oneOf(draw, formats), report, paper),
  (draw, report) => render(oneOf(draw, formats), report, paper),
  diffed,
  (_, report) => renderTable('pretty', cmpTable([{ file: path, report }]), paper),
  (_, report) => renderTable('json', rankTable([{ file: path, report }]), paper),
  (_, report) => badgesOf(report),
  (draw, report) => {
    const { profiles } = joinSources([{ file: path, report }]);
    const drawn = { op: oneOf(draw, opIds), passes, dtype: 'float32', profiles } as const;
    return renderPlot(oneOf(draw, plotFormats), drawn, paper);
  },
  (_, report, { entries }) =>
    exitCodeOf(
      report,
      ofKind(entries, 'part').map(({ part }) => part),
    ),
  (draw, report) =>
    parseReport(path, JSON.stringify(report).slice(0, draw() < 0.1 ? -9 : undefined)),
];

const merged: Use = (_, _report, record, { shards }) =>
  mergeRecords([path, ...shards.map((_one, i) => `${i}`)], [record, ...shards], clauses, 'merge');

/** What came of a text: it was refused with a hint, or used; all else is thrown. */
export function readAll(draw: Draw, text: string, beside: Beside): 'refused' | 'used' {
  try {
    if (draw() < 0.1) resume(text);
    const record = read(text);
    const use = beside.shards.length > 0 && draw() < 0.8 ? merged : oneOf(draw, uses);
    use(draw, reportOf(record), record, beside);
    return 'used';
  } catch (error) {
    if (isSuiteError(error)) return 'refused';
    throw error;
  }
}
