import { exitCodeOf, ofKind } from '@rectify/record';
import { files } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { format } from '../options/run.ts';
import { prepareOutputs } from '../outputs.ts';
import { readRecords, reportOf } from '../read-report.ts';

/** Several records are one report where they were made under the same conditions; it exits as their runs did. */
export const report = defineCommand({
  about: 'render records in any format',
  arguments: [files('what --record wrote')],
  options: { format },
  examples: [['rectify report run.jsonl --format json', 'the document of that run']],
  run([names], o) {
    const record = readRecords(names);
    const made = reportOf(record);
    prepareOutputs(o.format, undefined)(made);
    const parts = ofKind(record.entries, 'part').map(({ part }) => part);
    return exitCodeOf(made, parts);
  },
});
