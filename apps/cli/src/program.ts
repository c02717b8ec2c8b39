import { createRequire } from 'node:module';
import { suiteError } from '@rectify/backend';
import { Argument, Command } from 'commander';
import { commandLine } from './command-line.ts';
import type { ArgumentRow, CommandRow, Invocation } from './command-row.ts';
import { commands } from './commands/index.ts';
import { rectify } from './commands/rectify.ts';
import { examplesText } from './help.ts';
import { optionOf } from './options/row.ts';

const version = (): string => {
  const { version: text }: { version: string } = createRequire(import.meta.url)('../package.json');
  return text;
};

/** How a command is called, and what is given its exit code. */
interface CommandCall extends Invocation {
  readonly exit: (code: number) => void;
}

function argumentOf({ name, help, parse }: ArgumentRow): Argument {
  const argument = new Argument(name, help);
  return parse === undefined ? argument : argument.argParser((text) => parse(text));
}

/** Gives a command what its row says. */
function fill(command: Command, row: CommandRow, call: CommandCall): void {
  const { about, arguments: taken = [], options = {}, examples, notes, commands: own = {} } = row;
  command.description(about);
  for (const one of taken) command.addArgument(argumentOf(one));
  for (const [key, one] of Object.entries(options)) command.addOption(optionOf(key, one));
  if (examples !== undefined)
    command.addHelpText(
      'after',
      examplesText(examples) + (notes === undefined ? '' : `\n\n${notes}`),
    );
  for (const [name, one] of Object.entries(own)) fill(command.command(name), one, call);
  command.action(async () => {
    const code = await row.run(command.processedArgs, command.opts(), call);
    if (code !== undefined) call.exit(code);
  });
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

/** The whole command line. @param o `exit` is given the exit code of the command that ran */
export function makeProgram(o: {
  readonly argv: readonly string[];
  readonly signal: AbortSignal;
  readonly exit: (code: number) => void;
}): Command {
  const { argv, signal, exit } = o;
  const call = { argv, command: commandLine(argv), version: version(), signal, exit };
  const program = new Command('rectify')
    .version(call.version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .usage('[command] [options]')
    .hook('preSubcommand', refuseStrayOptions);
  fill(program, { ...rectify, commands }, call);
  return program;
}
