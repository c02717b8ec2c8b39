import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suiteError } from '@rectify/backend';
import type { BackendRef } from '@rectify/runner';
import { isFile } from '../is-file.ts';

/** A package as a module in this folder would import it. `import.meta.resolve` takes no other parent than its own file. */
function packageUrl(name: string): string {
  const script = `process.stdout.write(import.meta.resolve(${JSON.stringify(name)}))`;
  try {
    return execFileSync(
      process.execPath,
      [...process.execArgv, '--input-type=module', '--eval', script],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } catch (cause) {
    throw suiteError('BACKEND_MISSING', `there is no file and no package '${name}'`, {
      hint: `begin a path with ./, or npm install --save-dev ${name}`,
      cause,
    });
  }
}

/**
 * The module behind `module:<path or package>`; paths are from the working directory.
 * @throws SuiteError BACKEND_MISSING
 */
export function moduleRef(argument: string): BackendRef {
  const target = argument.slice('module:'.length);
  const path = resolve(target);
  if (isFile(path)) return { id: argument, specifier: pathToFileURL(path).href };
  if (target === '' || /^(?:\.|\/|\\|[a-z]:[\\/])/i.test(target))
    throw suiteError('BACKEND_MISSING', `there is no file '${target}'`, {
      hint: 'give module:<path of a JavaScript or TypeScript module>, from the working directory',
    });
  return { id: argument, specifier: packageUrl(target) };
}
