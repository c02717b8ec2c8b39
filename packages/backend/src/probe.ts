import type { Support } from './backend.ts';

/**
 * What `probe` says of a runtime that is there if a module of it can be found; never throws.
 * @param resolve the adapter's own, because it is where names are looked up from: `createRequire(import.meta.url).resolve`
 * @param note what is said where it is not found
 */
export function probeModule(
  name: string,
  resolve: (name: string) => unknown,
  note: string = `${name} is not installed`,
): Support {
  try {
    resolve(name);
    return { ok: true, origin: 'native' };
  } catch {
    return { ok: false, reason: 'no-device', note };
  }
}
