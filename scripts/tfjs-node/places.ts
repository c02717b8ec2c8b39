import { readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { bindingPath } from '@rectify/backend-tfjs/node';
import { failure } from './failure.ts';
import { pins } from './pins.ts';

/** Where things are and go; every path is absolute. */
export interface Places {
  /** The npm package, as the adapter resolves it. */
  readonly package: string;
  /** Where the package looks for its binding. */
  readonly binding: string;
  /** What is kept between builds, for all checkouts of a user. */
  readonly cache: string;
  /** This build, in the cache. */
  readonly built: string;
}

/** The user's cache folder for this, by the XDG rules: a relative XDG_CACHE_HOME does not count. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): string {
  const own = env['RECTIFY_TFJS_NODE_CACHE'];
  if (own) return resolve(own);
  const base = env['XDG_CACHE_HOME'];
  const folder = base && isAbsolute(base) ? base : join(home, '.cache');
  return join(folder, 'rectify', 'tfjs-node');
}

/** @throws SuiteError when the package is not installed, or in another version */
export function findPlaces(): Places {
  let binding: string;
  try {
    binding = bindingPath();
  } catch (cause) {
    throw failure(`${pins.package} is not installed`, 'npx --yes pnpm@12 install --force', cause);
  }
  const folder = join(binding, '../../..');
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  if (version !== pins.version)
    throw failure(
      `${pins.package} is ${version}, and the pins are for ${pins.version}`,
      'install that version, or change scripts/tfjs-node/pins.ts',
    );
  const cache = cacheFolder(process.env);
  const name = `${version}-tf${pins.library}-${process.platform}-${process.arch}-r${pins.recipe}`;
  return {
    package: folder,
    binding,
    cache,
    built: join(cache, name),
  };
}

/** Which build the package has now, for keys of caches: a folder's name, or `absent`. */
export function presentBuild(): string {
  try {
    return basename(dirname(realpathSync(bindingPath())));
  } catch {
    return 'absent';
  }
}
