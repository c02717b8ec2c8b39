// A backend with another version of its runtime: what its adapter imports by these names is found in a folder of the
// cache. Its address says which: versioned.ts?of=<adapter's module>&folder=<path>&package=<name>&package=…
import nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BackendModule, Deviation } from '@rectify/backend';
import { defineBackend, suiteError } from '@rectify/backend';

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
  registerHooks({
    resolve: (specifier, context, next) =>
      packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
        ? next(specifier, { ...context, parentURL })
        : next(specifier, context),
  });
}

interface AdapterModule {
  readonly default: BackendModule;
  readonly deviations?: readonly Deviation[];
}

/** The adapter; whether its runtime can be had is asked of the copy, by loading it. */
function versioned(module: BackendModule, packages: readonly string[]): BackendModule {
  return defineBackend({
    ...module,
    async probe() {
      try {
        for (const name of packages) await import(name);
        return { ok: true, origin: 'native' };
      } catch (cause) {
        const [why] = String(cause).split('\n');
        return { ok: false, reason: 'no-device', note: `it cannot be loaded here: ${why}` };
      }
    },
  });
}

const asked = new URL(import.meta.url).searchParams;
const of = asked.get('of');
const packages = asked.getAll('package');
if (of !== null) redirect(asked.get('folder') ?? '', packages);
const adapter = of === null ? undefined : ((await import(of)) as AdapterModule);

/** The backend that the address names; none where this module is imported for its function. */
const named: BackendModule | undefined = adapter && versioned(adapter.default, packages);
export default named;
/** What is known of every version. */
export const deviations: readonly Deviation[] = adapter?.deviations ?? [];
