import { dtypes } from '@rectify/float';
import type { OpId } from '@rectify/spec';
import { opIds, passes } from '@rectify/spec';
import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import type { PlotOptions } from './commands/plot.ts';
import { plot } from './commands/plot.ts';
import type { TableFormat } from './commands/tables.ts';
import { printTable, tableFormats } from './commands/tables.ts';
import { examples } from './help.ts';
import { oneOf } from './options.ts';

const formatOption = (): Option =>
  new Option('--format <format>', tableFormats.join(' or '))
    .argParser(oneOf('format', tableFormats))
    .default('pretty');

const plotFormat = (): Option =>
  new Option('--format <format>', 'pretty or svg; F=FILE writes to a file (repeatable)')
    .argParser((text: string, before: readonly string[]) => [...before, text])
    .default([], 'pretty');

/** Commands that show records, or backends, side by side. */
export function addTableCommands(program: Command, signal: AbortSignal): void {
  program
    .command('cmp')
    .description('one table of all backends: grade, worst error and speed of each kernel')
    .argument('<file...>', 'what --record wrote: of verify, of measure, or of both')
    .addOption(formatOption())
    .addHelpText(
      'after',
      examples([['rectify cmp judged.jsonl timed.jsonl', 'of two records that go together']]),
    )
    .action((files: readonly string[], o: { format: TableFormat }) =>
      printTable('cmp', files, o.format),
    );

  program
    .command('rank')
    .description('backends by the geometric mean of their times, and what it hides')
    .argument('<file...>', 'what --record of measure wrote')
    .addOption(formatOption())
    .addHelpText('after', examples([['rectify rank timed.jsonl', 'over the cells that all share']]))
    .action((files: readonly string[], o: { format: TableFormat }) =>
      printTable('rank', files, o.format),
    );

  program
    .command('plot')
    .description('draw a function, its derivative, and the error of each backend per binade')
    .addArgument(new Argument('<op>', opIds.join(', ')).argParser(oneOf('op', opIds)))
    .argument('[pass-or-file...]', `${passes.join(' or ')}, and records; none: every backend here`)
    .addOption(
      new Option('--dtype <dtype>', dtypes.join(', '))
        .argParser(oneOf('dtype', dtypes))
        .default('float32'),
    )
    .addOption(plotFormat())
    .addHelpText(
      'after',
      examples([
        ['rectify plot tanh', 'every backend here, judged on few inputs'],
        ['rectify plot sigmoid vjp run.jsonl --format svg=sigmoid.svg', 'what a record holds'],
      ]),
    )
    .action((op: OpId, more: readonly string[], o: PlotOptions) => plot(op, more, o, signal));
}
