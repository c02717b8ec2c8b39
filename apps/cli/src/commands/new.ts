import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteError } from '@rectify/backend';
import { defineCommand } from '../command-row.ts';
import { oneOf } from '../options/parsers.ts';

const creatables = ['backend'] as const;

const template = fileURLToPath(new URL('../../templates/backend', import.meta.url));

/** Where the template says the name and the version, which are not known before. */
const named = ['package.json', 'index.js', 'README.md'];

/**
 * Writes the package of a backend into a new folder of the working directory.
 * @param version of this command line, which the package will ask for
 * @throws SuiteError USAGE when the name is none that npm takes or is taken, OUTPUT_UNWRITABLE
 */
function writeBackend(name: string, version: string): void {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name))
    throw suiteError('USAGE', `'${name}' is no name of a package`, {
      hint: 'use lower-case letters, digits, - and .',
    });
  if (existsSync(name))
    throw suiteError('USAGE', `there is already a '${name}' here`, { hint: 'give another name' });
  try {
    cpSync(template, name, { recursive: true });
    // Under its own name npm would obey it when packing, and leave it out.
    renameSync(join(name, 'gitignore'), join(name, '.gitignore'));
    for (const file of named) {
      const path = join(name, file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        text.replaceAll('my-backend', name).replaceAll('$RECTIFY', `^${version}`),
      );
    }
  } catch (cause) {
    throw suiteError('OUTPUT_UNWRITABLE', `${name} cannot be written: ${String(cause)}`, {
      hint: 'run it in a folder that may be written to',
      cause,
    });
  }
}

const kind = {
  name: '<kind>',
  help: creatables.join(', '),
  parse: oneOf('kind', creatables),
} as const;

export const create = defineCommand({
  about: 'write the package of a backend of your own, ready to run',
  arguments: [kind, { name: '<name>', help: 'of the package, and of its folder' }],
  examples: [['rectify new backend fast-math', 'in ./fast-math']],
  run([, name], _, { version }) {
    writeBackend(name, version);
    process.stdout.write(`${name} is a backend that passes. Next:
  cd ${name}
  npm install
  npm test          every clause is a test
  npm run verify    the same as a report
then replace the calls in index.js by those of your library.
`);
  },
});
