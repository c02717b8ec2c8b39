import { satisfies } from 'semver';
import type { BackendModule, Support } from './backend.ts';

/**
 * What `probe` says of a runtime that is there if its manifest can be read, in a version that the adapter drives; never throws.
 * @param require the adapter's own, because it is where names are looked up from: `createRequire(import.meta.url)`
 */
export function probeRuntime(
  { package: name, versions }: BackendModule['runtime'],
  require: (name: string) => unknown,
): Support {
  let version: string;
  try {
    ({ version } = require(`${name}/package.json`) as { readonly version: string });
  } catch {
    return { ok: false, reason: 'no-device', note: `${name} is not installed` };
  }
  // What comes before a release is driven like it: a runtime is tried before it is out.
  if (satisfies(version, versions, { includePrerelease: true }))
    return { ok: true, origin: 'native' };
  const note = `the adapter drives ${name} ${versions}, not ${version}`;
  return { ok: false, reason: 'no-device', note };
}
