import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suiteError } from '@rectify/backend';
import type { BackendRef } from '@rectify/runner';
import { isFile } from './is-file.ts';
import { unknownName } from './nearest.ts';
import { isCommit, refAtCommit } from './versions/git.ts';
import { refAtVersion } from './versions/ref.ts';

export interface BuiltIn {
  readonly id: string;
  readonly adapter: string;
  readonly entry: string;
  /** The runtime on npm and what goes with it at the same version, where several versions can be had side by side. */
  readonly packages?: readonly [string, ...string[]];
  /** What gets it where installing its package is not enough. */
  readonly build?: string;
}

/** Backends that are known by id. */
export const builtIns: readonly BuiltIn[] = [
  { id: 'ts', adapter: '@rectify/backend-ts', entry: '' },
  {
    id: 'tfjs-cpu',
    adapter: '@rectify/backend-tfjs',
    entry: '/cpu',
    packages: ['@tensorflow/tfjs'],
  },
  {
    id: 'tfjs-wasm',
    adapter: '@rectify/backend-tfjs',
    entry: '/wasm',
    packages: ['@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs'],
  },
  {
    id: 'tfjs-node',
    adapter: '@rectify/backend-tfjs',
    entry: '/node',
    build: 'pnpm tfjs-node:build',
  },
  {
    id: 'ort-node',
    adapter: '@rectify/backend-onnxruntime',
    entry: '',
    packages: ['onnxruntime-node'],
  },
];

/** The command that gets a backend's runtime. */
export function wayToGet(id: string, runtime: string): string {
  if (builtIns.some((one) => id.startsWith(`${one.id}@`)))
    return `'npm view ${runtime} versions' shows others`;
  return builtIns.find((one) => one.id === id)?.build ?? `npm install --save-dev ${runtime}`;
}

/** A built-in backend's module as a URL, which a process elsewhere can import. @throws SuiteError BACKEND_MISSING */
export function builtInRef({ id, adapter, entry }: BuiltIn): BackendRef {
  try {
    return { id, specifier: import.meta.resolve(adapter + entry) };
  } catch (cause) {
    throw suiteError('BACKEND_MISSING', `${id}: ${adapter} is not installed`, {
      hint: `npm install --save-dev ${adapter}`,
      cause,
    });
  }
}

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

/** The module behind `module:<path or package>`; paths are from the working directory. */
function moduleRef(argument: string): BackendRef {
  const target = argument.slice('module:'.length);
  const path = resolve(target);
  if (isFile(path)) return { id: argument, specifier: pathToFileURL(path).href };
  if (target === '' || /^(?:\.|\/|\\|[a-z]:[\\/])/i.test(target))
    throw suiteError('BACKEND_MISSING', `there is no file '${target}'`, {
      hint: 'give module:<path of a JavaScript or TypeScript module>, from the working directory',
    });
  return { id: argument, specifier: packageUrl(target) };
}

/**
 * The packages on npm whose versions a backend can be had with.
 * @throws SuiteError USAGE where it has no versions
 */
export function demandVersions(builtIn: BuiltIn): readonly [string, ...string[]] {
  const { id, packages } = builtIn;
  if (packages !== undefined) return packages;
  const others = builtIns.filter((one) => one.packages !== undefined).map((one) => one.id);
  throw suiteError('USAGE', `${id} is there in the installed version only`, {
    hint: `${others.join(', ')} have versions on npm`,
  });
}

const atCommit = '@git:';

/** What `--against` names: a backend, or else a commit, which stands for this backend as it was there. */
export function sideAgainst(backend: string, other: string): string {
  const isBackend =
    /^(?:module|exec):/.test(other) || builtIns.some(({ id }) => id === other.split('@')[0]);
  return !isBackend && isCommit(other) ? `${backend}${atCommit}${other}` : other;
}

/**
 * The backend that an argument of the command line names; a version of a runtime is installed if need be.
 * @throws SuiteError BACKEND_UNKNOWN, BACKEND_MISSING, or as `refAtVersion` and `refAtCommit`
 */
export async function refOf(argument: string): Promise<BackendRef> {
  const at = argument.lastIndexOf(atCommit);
  if (at > 0)
    return refAtCommit(await refOf(argument.slice(0, at)), argument.slice(at + atCommit.length));
  if (argument.startsWith('module:')) return moduleRef(argument);
  if (argument.startsWith('exec:')) return { id: argument, specifier: argument };
  const [, name = argument, version] = /^([^@]+)@(.*)$/.exec(argument) ?? [];
  const builtIn = builtIns.find(({ id }) => id === name);
  if (builtIn !== undefined)
    return version === undefined
      ? builtInRef(builtIn)
      : refAtVersion(builtInRef(builtIn), demandVersions(builtIn), version);
  if (isFile(resolve(argument)))
    throw suiteError('BACKEND_UNKNOWN', `unknown backend '${argument}'`, {
      hint: `a file is given as 'module:${argument}'`,
    });
  throw unknownName(name, {
    kind: 'backend',
    names: builtIns.map(({ id }) => id),
    code: 'BACKEND_UNKNOWN',
  });
}
