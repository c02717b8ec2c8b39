import { rankTable } from '@rectify/report';
import { files } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { tableFormat, writeTable } from '../options/table.ts';
import { readSources } from '../read-report.ts';

export const rank = defineCommand({
  about: 'backends by the geometric mean of their times, and what it hides',
  arguments: [files('what --record of measure wrote')],
  options: { format: tableFormat },
  examples: [['rectify rank timed.jsonl', 'over the cells that all share']],
  run([names], { format }) {
    writeTable(format, rankTable(readSources(names)));
  },
});
