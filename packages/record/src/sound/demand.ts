import { suiteError } from '@rectify/backend';
import type { RecordFile } from '../read.ts';
import { countOutcomes, type Report } from '../report.ts';
import { outcomes } from '../words.ts';
import { faultsOf, onceFaults } from './faults.ts';
import { resultsOf } from './results.ts';

function refuse(path: string, [fault]: Iterable<string>): void {
  if (fault !== undefined)
    throw suiteError('RECORD_UNREADABLE', `${path}: ${fault}`, { hint: 'make it again' });
}

/**
 * Demands of a record what its schema cannot say: each finding once, outcomes that follow from verdicts, grades from findings,
 * counts that fit.
 * @param path names it where it is refused
 * @throws SuiteError RECORD_UNREADABLE
 */
export function demandSound(path: string, record: RecordFile): void {
  refuse(path, faultsOf(resultsOf(record)));
}

/** Demands of records that are joined that none has what another has. @throws SuiteError RECORD_UNREADABLE */
export function demandOnce(path: string, record: RecordFile): void {
  refuse(path, onceFaults(resultsOf(record)));
}

function* summaryFaults({ findings, summary }: Report): Generator<string> {
  const counted = countOutcomes(findings);
  for (const outcome of outcomes)
    if (summary[outcome] !== counted[outcome])
      yield `its summary says ${summary[outcome]} ${outcome}, and its findings ${counted[outcome]}`;
}

/** The same as `demandSound` of a document, whose summary counts its findings. @throws SuiteError RECORD_UNREADABLE */
export function demandSoundReport(path: string, report: Report): void {
  const { interrupted } = report.run;
  refuse(path, faultsOf({ ...report, interrupted, series: [], parts: [] }));
  refuse(path, summaryFaults(report));
}
