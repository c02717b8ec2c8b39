import { dtypes } from '@rectify/float';
import { depths } from '@rectify/conformance';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { BisectOptions } from './commands/bisect.ts';
import { bisect, bisectFormats } from './commands/bisect.ts';
import { examples, optionOf } from './help.ts';
import { oneOf } from './options.ts';

/**
 * Commands about published versions of a runtime.
 * @param command the command line as it was given
 * @param exit is given the exit code
 */
export function addVersionCommands(
  program: Command,
  o: {
    readonly command: string;
    readonly signal: AbortSignal;
    readonly exit: (code: number) => void;
  },
): void {
  program
    .command('bisect')
    .description('the version of a runtime in which the verdict on a clause changed')
    .argument('<clause>', 'its id, as `rectify list clauses` shows it')
    .argument('<backend>', 'id of a backend whose runtime has versions on npm')
    .requiredOption('--from <version>', 'the older end: a version, tag or range of npm')
    .requiredOption('--to <version>', 'the newer end')
    .addOption(
      new Option('--dtype <dtype>', `element type: ${dtypes.join(', ')}`)
        .argParser(oneOf('dtype', dtypes))
        .default('float32'),
    )
    .addOption(
      new Option('--depth <depth>', `how many inputs are judged: ${depths.join(', ')}`)
        .argParser(oneOf('depth', depths))
        .default('default'),
    )
    .addOption(optionOf('--seed'))
    .addOption(optionOf('--timeout'))
    .addOption(
      new Option('--format <format>', bisectFormats.join(' or '))
        .argParser(oneOf('format', bisectFormats))
        .default('pretty'),
    )
    .addHelpText(
      'after',
      examples([
        [
          'rectify bisect sigmoid/vjp/limits ort-node --dtype float64 --from 1.17.0 --to latest',
          'installs what it needs, into a cache',
        ],
      ]),
    )
    .action(async (clause: string, backend: string, options: BisectOptions) =>
      o.exit(await bisect(clause, backend, options, o)),
    );
}
