import type { Deviation } from '@rectify/backend';
import type { Started } from './protocol.ts';

/** A backend that is asked for. */
export interface BackendRef {
  readonly id: string;
  /** Its module: see `loadBackend`. */
  readonly specifier: string;
  /** Known deviations beside those that the module exports; these come first. */
  readonly deviations?: readonly Deviation[];
}

/** What became of a backend; what only an opened runtime can say is null where it did not open. */
export interface BackendStatus {
  readonly id: string;
  /** The package behind it; the specifier where the module did not get as far as to say. */
  readonly runtime: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly device: string | null;
  readonly threads: number | null;
  readonly available: boolean;
  /** Why it is not available. */
  readonly note: string | null;
}

/** What a start says of a backend. */
export function statusOf(ref: BackendRef, started: Started): BackendStatus {
  const closed = {
    id: ref.id,
    runtime: 'module' in started ? started.module.runtime : ref.specifier,
    name: null,
    version: null,
    device: null,
    threads: null,
    available: false,
  };
  switch (started.kind) {
    case 'opened': {
      const { name, version, device, threads } = started.identity;
      return { ...closed, name, version, device, threads, available: true, note: null };
    }
    case 'unavailable':
      return { ...closed, note: started.note };
    case 'refused':
      return { ...closed, note: `${started.code}: ${started.message}. Hint: ${started.hint}` };
    case 'errored':
      return { ...closed, note: started.message };
    default:
      return started satisfies never;
  }
}
