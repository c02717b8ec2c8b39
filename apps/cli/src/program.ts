import { createRequire } from 'node:module';
import { suiteError } from '@rectify/backend';
import { Argument, Command, Option } from 'commander';
import { contest } from './commands/contest.ts';
import { doctor } from './commands/doctor.ts';
import { tryOut } from './commands/harness.ts';
import { list, listFormats, listings } from './commands/list.ts';
import { creatables, newBackend } from './commands/new.ts';
import { repro } from './commands/repro.ts';
import { why } from './commands/why.ts';
import { examples, optionOf } from './help.ts';
import { unknownName } from './nearest.ts';
import type { ContestOptions } from './options.ts';
import {
  contestOptions,
  expectationOptions,
  filterOptions,
  judgeOptions,
  oneOf,
  runOptions,
  shardOptions,
  timedRunOptions,
} from './options.ts';
import { addRecordCommands } from './record-commands.ts';
import type { Parts, SuiteOptions } from './suite.ts';
import { runSuite } from './suite.ts';
import { addTableCommands } from './table-commands.ts';
import { addVersionCommands } from './version-commands.ts';

const backendHelp =
  "ids (see `rectify list backends`; ID@VERSION is that version from npm, ID@git:REF what the repository had), module:<path or package> or 'exec:<command line>'; none: every one installed";

const version = (): string => {
  const { version: text }: { version: string } = createRequire(import.meta.url)('../package.json');
  return text;
};

function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
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
  const expectationsOption = optionOf('--expectations');
  const wholeOptions = [
    ...filterOptions,
    ...judgeOptions.filter(({ long }) => long !== '--clause'),
    expectationsOption,
    ...timedRunOptions,
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
    ...expectationOptions,
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
        [
          'rectify verify ort-node --expectations mine.jsonc --write-expectations',
          'what fails becomes known, once you say why',
        ],
      ]),
    )
    .action((names: readonly string[], o: SuiteOptions) =>
      suite(names, o, { judge: true, time: false }),
    );

  withOptions(program.command('measure'), [
    ...filterOptions,
    expectationsOption,
    ...timedRunOptions,
    ...contestOptions,
  ])
    .description('time backends; a kernel that fails a must without a known deviation is refused')
    .argument('[backend...]', backendHelp)
    .addHelpText(
      'after',
      examples([
        ['rectify measure --quick', 'every backend, in seconds'],
        ['rectify measure ts ort-node --op sigmoid', 'two backends, one op'],
        ['rectify measure --lengths 256..16Mi --format svg=speed.svg', 'growth, as a picture'],
        ['rectify measure ts --inputs mixed,subnormal,nan', 'whether some inputs are slow'],
        ['rectify measure ts --against ort-node --op tanh', 'is ts slower? exit code 1 if so'],
        [
          'rectify measure module:./mine.ts --against main',
          'slower than it is on the branch main?',
        ],
        ['rectify measure ts --self-test', 'how far such answers can be trusted here'],
      ]),
    )
    .action((names: readonly string[], o: SuiteOptions & ContestOptions) =>
      o.selfTest === true || o.against !== undefined
        ? contest(names, o, { command, signal }).then(exit)
        : suite(names, o, { judge: false, time: true }),
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
    .argument('[backend]', "asked instead: needed for a harness, as 'exec:<command line>'")
    .addHelpText(
      'after',
      examples([['rectify repro ort-node:sigmoid/forward/float32:0xc2b00000', 'sigmoid(-88)']]),
    )
    .action(async (text: string, backend?: string) => exit(await repro(text, backend)));

  const ofHarness = program
    .command('harness')
    .description('for authors of stdio harnesses: rectify harness check')
    .argument('[command]')
    .action((given?: string) => {
      throw unknownName(given ?? '', { kind: 'command', names: ['check'] });
    });
  withOptions(ofHarness.command('check'), [optionOf('--timeout'), optionOf('--threads')])
    .description('try the stdio protocol with a harness: what is wrong, and whose fault it is')
    .argument('<harness>', "'exec:<command line>'")
    .addHelpText(
      'after',
      examples([["rectify harness check 'exec:python3 harness.py'", 'start, run, time and stop']]),
    )
    .action(async (harness: string, o: Pick<SuiteOptions, 'timeout' | 'threads'>) =>
      exit(await tryOut(harness, o)),
    );

  program
    .command('new')
    .description('write the package of a backend of your own, ready to run')
    .addArgument(new Argument('<kind>', creatables.join(', ')).argParser(oneOf('kind', creatables)))
    .argument('<name>', 'of the package, and of its folder')
    .addHelpText('after', examples([['rectify new backend fast-math', 'in ./fast-math']]))
    .action((_: (typeof creatables)[number], name: string) => newBackend(name, version()));

  addRecordCommands(program, { command, exit });
  addTableCommands(program, signal);
  addVersionCommands(program, { command, signal, exit });
  return program;
}
