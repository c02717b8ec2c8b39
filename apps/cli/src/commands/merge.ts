import { exitCodeOf } from '@rectify/record';
import { mergeRecords, openRecord, readRecord } from '@rectify/runner';
import { clauses } from '@rectify/spec';
import { files } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { demandJudged } from '../demand-judged.ts';
import { format } from '../options/run.ts';
import { prepareOutputs } from '../outputs.ts';
import { reportOf } from '../read-report.ts';

/** The joined record is what one run would have written, and it exits as that run would have. */
export const merge = defineCommand({
  about: 'join the records of all shards of a run',
  arguments: [files('what --record wrote for each --shard')],
  options: { format, record: { flags: '--record <file>', help: 'write the joined record' } },
  examples: [['rectify merge 1.jsonl 2.jsonl --record whole.jsonl', 'as if it were one run']],
  run([names], o, { command }) {
    const write = prepareOutputs(o.format, o.record, names);
    const { run, entries } = mergeRecords(names, names.map(readRecord), clauses, command);
    if (o.record !== undefined) openRecord(o.record, run).close({ interrupted: false, entries });
    const made = reportOf({ run, entries, interrupted: false });
    write(made);
    demandJudged(made);
    return exitCodeOf(made);
  },
});
