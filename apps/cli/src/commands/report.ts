import { exitCodeOf } from '@rectify/record';
import { readRecord } from '@rectify/runner';
import { files } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { demandJudged } from '../demand-judged.ts';
import { format } from '../options/run.ts';
import { prepareOutputs } from '../outputs.ts';
import { joinRecords, partsOf, reportOf } from '../read-report.ts';

/** Several records are one report where they were made under the same conditions; it exits as their runs did. */
export const report = defineCommand({
  about: 'render records in any format',
  arguments: [files('what --record wrote')],
  options: { format },
  examples: [['rectify report run.jsonl --format json', 'the document of that run']],
  run([names], o) {
    const records = names.map(readRecord);
    const joined = joinRecords(names, records);
    const made = reportOf(joined);
    prepareOutputs(o.format, undefined, names)(made);
    // Each by itself: what another record holds is no judgement of this one.
    for (const record of records) demandJudged(reportOf(record), partsOf(record));
    return exitCodeOf(made, partsOf(joined));
  },
});
