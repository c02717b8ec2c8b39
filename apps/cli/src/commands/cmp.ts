import { cmpTable } from '@rectify/report';
import { files } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { tableFormat, writeTable } from '../options/table.ts';
import { readSources } from '../read-report.ts';

export const cmp = defineCommand({
  about: 'one table of all backends: grade, worst error and speed of each kernel',
  arguments: [files('what --record wrote: of verify, of measure, or of both')],
  options: { format: tableFormat },
  examples: [['rectify cmp judged.jsonl timed.jsonl', 'of two records that go together']],
  run([names], { format }) {
    writeTable(format, cmpTable(readSources(names)));
  },
});
