import { rankingJson, showRanking } from '@rectify/report';
import { files } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { tableFormat } from '../options/table.ts';
import { readSources } from '../read-report.ts';
import { terminal } from '../terminal.ts';

export const rank = defineCommand({
  about: 'backends by the geometric mean of their times, and what it hides',
  arguments: [files('what --record of measure wrote')],
  options: { format: tableFormat },
  examples: [['rectify rank timed.jsonl', 'over the cells that all share']],
  run([names], { format }) {
    const sources = readSources(names);
    const text = format === 'json' ? rankingJson(sources) : showRanking(sources, terminal());
    process.stdout.write(text);
  },
});
