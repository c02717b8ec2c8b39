import type { Command } from 'commander';
import { Option } from 'commander';
import { badge } from './commands/badge.ts';
import type { DiffOptions } from './commands/diff.ts';
import { diff, failures } from './commands/diff.ts';
import { merge } from './commands/merge.ts';
import { report } from './commands/report.ts';
import { examples, optionOf } from './help.ts';
import { listOf, selfTestedOption } from './options.ts';

/**
 * Commands about what other runs wrote.
 * @param command the command line as it was given
 * @param exit is given the exit code
 */
export function addRecordCommands(
  program: Command,
  { command, exit }: { readonly command: string; readonly exit: (code: number) => void },
): void {
  program
    .command('merge')
    .description('join the records of all shards of a run')
    .argument('<file...>', 'what --record wrote for each --shard')
    .addOption(optionOf('--format'))
    .addOption(new Option('--record <file>', 'write the joined record'))
    .addHelpText(
      'after',
      examples([['rectify merge 1.jsonl 2.jsonl --record whole.jsonl', 'as if it were one run']]),
    )
    .action((files: readonly string[], o: { format: readonly string[]; record?: string }) =>
      exit(merge(files, o, command)),
    );

  program
    .command('diff')
    .description('what got worse, better, appeared or vanished between two records')
    .argument('<old>', 'what --record or --format json wrote')
    .argument('<new>', 'the same, later')
    .addOption(optionOf('--format'))
    .addOption(
      new Option('--fail-on <list>', `what exits 1: ${failures.join(', ')}`)
        .argParser(listOf('change', failures))
        .default(['worse'], 'worse'),
    )
    .addOption(
      new Option('--speed', 'compare times too: of two records of one machine that have samples'),
    )
    .addOption(selfTestedOption)
    .addOption(
      new Option(
        '--update',
        'put NEW in the place of OLD if nothing is worse, gone or perhaps slower',
      ),
    )
    .addHelpText(
      'after',
      examples([
        ['rectify diff baseline.jsonl run.jsonl', 'fails where anything got worse'],
        ['rectify diff old.jsonl new.jsonl --fail-on clause,grade', 'not for figures alone'],
        ['rectify diff old.jsonl new.jsonl --fail-on none --format json', 'to be read by programs'],
        ['rectify diff baseline.jsonl run.jsonl --speed', 'fails where a kernel is slower, too'],
        ['rectify diff baseline.jsonl run.jsonl --update', 'a better run is the next baseline'],
      ]),
    )
    .action((old: string, now: string, o: DiffOptions) => exit(diff(old, now, o)));

  program
    .command('badge')
    .description('write badges of the grades: `relu AAA`, for each backend and op of records')
    .argument('<file...>', 'what --record wrote')
    .requiredOption('--out <folder>', 'where BACKEND-OP.json and BACKEND-OP.svg go')
    .addHelpText(
      'after',
      `${examples([['rectify badge run.jsonl --out badges', 'badges/ts-relu.svg and so on']])}

The JSON is an endpoint of shields.io: publish it and point https://img.shields.io/endpoint?url=… at it.
The grade is the worst of the passes and dtypes that the record has.`,
    )
    .action((files: readonly string[], o: { out: string }) => badge(files, o.out));

  program
    .command('report')
    .description('render records in any format')
    .argument('<file...>', 'what --record wrote')
    .addOption(optionOf('--format'))
    .addHelpText(
      'after',
      examples([['rectify report run.jsonl --format json', 'the document of that run']]),
    )
    .action((files: readonly string[], o: { format: readonly string[] }) =>
      exit(report(files, o.format)),
    );
}
