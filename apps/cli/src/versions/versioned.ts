// A backend with another version of its runtime: what its adapter imports by these names is found in a folder of the
// cache. Its address says which: versioned.ts?of=<adapter's module>&folder=<path>&package=<name>&package=…
import { readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BackendModule, Deviation } from '@rectify/backend';
import { defineBackend, probeRuntime, suiteError } from '@rectify/backend';

/** The specifier of an adapter whose runtime, the first of the packages, is the copy in that folder's node_modules. */
export function versionedSpecifier(o: {
  readonly adapter: string;
  readonly folder: string;
  readonly packages: readonly string[];
}): string {
  const url = new URL(import.meta.url);
  const { adapter, folder, packages } = o;
  url.search = new URLSearchParams([
    ['of', adapter],
    ['folder', folder],
    ...packages.map((name) => ['package', name]),
  ]).toString();
  return url.href;
}

/** From now on these packages are what the folder has of them, for `import` and `require` alike. */
function redirect(folder: string, packages: readonly string[]): void {
  // Node 22.12 to 22.14 have none: a named import would keep the whole command line from starting there.
  const { registerHooks } = nodeModule;
  if (registerHooks === undefined)
    throw suiteError('BACKEND_MISSING', `Node ${process.versions.node} cannot redirect imports`, {
      hint: 'versions of a runtime need Node 22.15 or later',
    });
  const parentURL = pathToFileURL(join(folder, 'index.js')).href;
  const there = nodeModule.createRequire(parentURL);
  const isTheirs = (specifier: string): boolean =>
    packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  registerHooks({
    resolve(specifier, context, next) {
      if (!isTheirs(specifier) || context.parentURL === parentURL) return next(specifier, context);
      // For `require` the next one looks from the module that asks, whatever it is told. In Node 22 the conditions are a set.
      return new Set(context.conditions).has('require')
        ? { url: pathToFileURL(there.resolve(specifier)).href, shortCircuit: true }
        : next(specifier, { ...context, parentURL });
    },
  });
}

interface AdapterModule {
  readonly default: BackendModule;
  readonly deviations?: readonly Deviation[];
}

/** The adapter; whether its runtime can be had is asked of the copy, by its version and by loading it. */
function versioned(
  module: BackendModule,
  { folder, packages }: { readonly folder: string; readonly packages: readonly string[] },
): BackendModule {
  const inFolder = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, 'node_modules', name), 'utf8'));
  return defineBackend({
    ...module,
    async probe() {
      const support = probeRuntime(module.runtime, inFolder);
      if (!support.ok) return support;
      try {
        for (const name of packages) await importIfWhole(name);
        return support;
      } catch (cause) {
        const [why] = String(cause).split('\n');
        return { ok: false, reason: 'no-device', note: `it cannot be loaded here: ${why}` };
      }
    },
  });
}

/** Some packages have parts alone, which their adapters import. */
async function importIfWhole(name: string): Promise<void> {
  try {
    await import(name);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
  }
}

const asked = new URL(import.meta.url).searchParams;
const of = asked.get('of');
const packages = asked.getAll('package');
const folder = asked.get('folder') ?? '';
if (of !== null) redirect(folder, packages);
const adapter = of === null ? undefined : ((await import(of)) as AdapterModule);

/** The backend that the address names; none where this module is imported for its function. */
const named: BackendModule | undefined =
  adapter && versioned(adapter.default, { folder, packages });
export default named;
/** What is known of every version. */
export const deviations: readonly Deviation[] = adapter?.deviations ?? [];
