import { createRequire } from 'node:module';
import { suiteError } from '@rectify/backend';
import { Argument, Command, Option } from 'commander';
import { doctor } from './commands/doctor.ts';
import { list, listFormats, listings } from './commands/list.ts';
import { merge } from './commands/merge.ts';
import { report } from './commands/report.ts';
import { repro } from './commands/repro.ts';
import { why } from './commands/why.ts';
import { unknownName } from './nearest.ts';
import {
  filterOptions,
  judgeOptions,
  oneOf,
  runOptions,
  shardOptions,
  timeOptions,
} from './options.ts';
import type { Parts, SuiteOptions } from './suite.ts';
import { runSuite } from './suite.ts';

const backendHelp =
  'ids (see `rectify list backends`) or module:<path or package>; none: every one installed';

const version = (): string => {
  const { version: text }: { version: string } = createRequire(import.meta.url)('../package.json');
  return text;
};

function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

function examples(lines: readonly (readonly [command: string, does: string])[]): string {
  const widest = Math.max(...lines.map(([command]) => command.length));
  const text = lines.map(([command, does]) => `  ${command.padEnd(widest)}  ${does}`).join('\n');
  return `\nExamples:\n${text}`;
}

/** One of the options of a run. */
function optionOf(flag: string): Option {
  const found = runOptions.find(({ long }) => long === flag);
  if (found === undefined) throw new Error(`no option ${flag}`);
  return found;
}

interface Context {
  readonly argv: readonly string[];
  readonly signal: AbortSignal;
  /** Is given the exit code of the command that ran. */
  readonly exit: (code: number) => void;
}

/** Options of the program stand for `rectify` alone: before a command they would be lost without a word. */
function refuseStrayOptions(program: Command, command: Command): void {
  const stray = program.options.find(
    (option) => program.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (stray !== undefined)
    throw suiteError('USAGE', `${stray.long} stands before '${command.name()}'`, {
      hint: `write rectify ${command.name()} ${stray.long} …`,
    });
}

/** The whole command line. */
export function makeProgram({ argv, signal, exit }: Context): Command {
  const command = ['rectify', ...argv].join(' ');
  const suite = async (names: readonly string[], o: SuiteOptions, parts: Parts): Promise<void> =>
    exit(await runSuite(names, o, parts, { command, signal }));

  const program = new Command('rectify')
    .description('Says whether activation functions are right, to the bit, and how fast they are.')
    .version(version())
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .usage('[command] [options]')
    .argument('[command]')
    .hook('preSubcommand', refuseStrayOptions)
    .addHelpText(
      'after',
      examples([
        ['rectify', 'judge, then time, every backend found here'],
        ['rectify verify ts ort-node', 'judge two of them'],
        ['rectify verify module:./mine.ts --op tanh', 'judge a backend of your own'],
        ['rectify measure --quick', 'time all of them in seconds'],
        ['rectify why sigmoid/forward/tail', 'what a clause says, whence, and who meets it'],
      ]) +
        '\n\nExit codes: 0 all as it should be · 1 a failure, a stale deviation or an error · 2 bad usage · 130 interrupted',
    );
  const wholeOptions = [
    ...filterOptions,
    ...judgeOptions.filter(({ long }) => long !== '--clause'),
    ...runOptions,
    ...timeOptions,
  ];
  withOptions(program, wholeOptions).action(async (given: string | undefined, o: SuiteOptions) => {
    const names = program.commands.map((one) => one.name());
    if (given !== undefined)
      throw unknownName(given, { kind: 'command', names: [...names, 'help'] });
    await suite([], o, { judge: true, time: true });
  });

  withOptions(program.command('verify'), [
    ...filterOptions,
    ...judgeOptions,
    ...shardOptions,
    ...runOptions,
  ])
    .description('judge backends by the specification')
    .argument('[backend...]', backendHelp)
    .addHelpText(
      'after',
      examples([
        ['rectify verify', 'every backend found here'],
        ['rectify verify ts --format json', 'one document for machines'],
        ['rectify verify --level must --depth smoke', 'quick, and only musts may fail'],
        ['rectify verify ort-node --clause sigmoid/forward/tail,tanh/forward/zero', 'two clauses'],
        [
          'rectify verify --record run.jsonl --format json=run.json',
          'keep a record and a document',
        ],
        [
          'rectify verify ts --depth exhaustive --record ts.jsonl --resume',
          'all 2³² inputs; goes on where it was cut off',
        ],
        ['rectify verify ts --depth exhaustive --shard 1/4 --record 1.jsonl', 'a quarter of them'],
      ]),
    )
    .action((names: readonly string[], o: SuiteOptions) =>
      suite(names, o, { judge: true, time: false }),
    );

  withOptions(program.command('measure'), [...filterOptions, ...runOptions, ...timeOptions])
    .description('time backends; a kernel that fails a must without a known deviation is refused')
    .argument('[backend...]', backendHelp)
    .addHelpText(
      'after',
      examples([
        ['rectify measure --quick', 'every backend, in seconds'],
        ['rectify measure ts ort-node --op sigmoid', 'two backends, one op'],
      ]),
    )
    .action((names: readonly string[], o: SuiteOptions) =>
      suite(names, o, { judge: false, time: true }),
    );

  program
    .command('list')
    .description('print ops, clauses or backends')
    .addArgument(new Argument('<what>', listings.join(', ')).argParser(oneOf('list', listings)))
    .addOption(
      new Option('--format <format>', listFormats.join(' or '))
        .argParser(oneOf('format', listFormats))
        .default('pretty'),
    )
    .addHelpText(
      'after',
      examples([['rectify list clauses --format json', 'the specification as data']]),
    )
    .action((what: (typeof listings)[number], o: { format: (typeof listFormats)[number] }) =>
      list(what, o.format),
    );

  program
    .command('doctor')
    .description('what is installed, what is missing and how to get it')
    .action(() => doctor(version()));

  program
    .command('why')
    .description('what a clause says, whence, and who meets it here')
    .argument('<clause>', 'its id, as `rectify list clauses` shows it')
    .argument('[backend...]', backendHelp)
    .addHelpText(
      'after',
      examples([['rectify why sigmoid/forward/tail tfjs-cpu', 'and whether tfjs-cpu meets it']]),
    )
    .action(async (id: string, names: readonly string[]) => exit(await why(id, names, signal)));

  program
    .command('repro')
    .description('run one witness again: decimal, bits, due and got')
    .argument(
      '<witness>',
      'BACKEND:op/pass/dtype:x[:dy][@length/index/offset], as a report prints it',
    )
    .addHelpText(
      'after',
      examples([['rectify repro ort-node:sigmoid/forward/float32:0xc2b00000', 'sigmoid(-88)']]),
    )
    .action(async (text: string) => exit(await repro(text)));

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

  return program;
}
