import type { Deviation } from '@rectify/backend';
import type { BackendEntry } from '@rectify/record';
import { commandOf } from '../stdio/command.ts';
import type { Started } from './protocol.ts';

/** A backend that is asked for. */
export interface BackendRef {
  readonly id: string;
  /** Its module: see `loadBackend`. */
  readonly specifier: string;
  /** Whether the suite itself keeps it, and so what it exports as its deviations. */
  readonly isOfSuite?: boolean;
  /** Known deviations beside those that the module exports; these come first. */
  readonly deviations?: readonly Deviation[];
}

/** What a start says of a backend. */
export function entryOf(ref: BackendRef, started: Started): BackendEntry {
  const isHarness = commandOf(ref.specifier) !== undefined;
  const closed = {
    id: ref.id,
    ...(isHarness && ref.id !== ref.specifier ? { argument: ref.specifier } : {}),
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
