import { suiteError } from '@rectify/backend';
import type { BackendEntry } from '@rectify/record';
import type { BackendRef } from '@rectify/runner';
import { absentEntry, refOrAbsent } from './inventory.ts';
import { refOf } from './refs/argument.ts';
import type { BuiltIn } from './refs/built-in.ts';
import { builtIns, wayToGet } from './refs/built-in.ts';
import type { OpeningOptions } from './try-opening.ts';
import { tryOpening } from './try-opening.ts';

/** Backends to run, and those that cannot be had here. */
export interface Present {
  readonly refs: readonly BackendRef[];
  readonly absent: readonly BackendEntry[];
}

/** One that was asked for: it can be had, or it is an error. */
async function named(name: string, o: OpeningOptions): Promise<BackendRef> {
  const ref = await refOf(name);
  const started = await tryOpening(ref, o);
  if (started.kind === 'refused')
    throw suiteError(started.code, `${ref.id}: ${started.message}`, { hint: started.hint });
  if (started.kind === 'unavailable')
    throw suiteError('BACKEND_MISSING', `${ref.id}: ${started.note}`, {
      hint: `${wayToGet(ref.id, started.module.runtime)}; rectify doctor shows what is here`,
    });
  // A harness says itself what it is called; the command line stands in the head of the report.
  const isHarness = name.startsWith('exec:') && started.kind === 'opened';
  return isHarness ? { ...ref, id: started.identity.id } : ref;
}

async function allNamed(names: readonly string[], o: OpeningOptions): Promise<Present> {
  const refs = await Promise.all([...new Set(names)].map((name) => named(name, o)));
  const twice = refs.find(({ id }, i) => refs.findIndex((one) => one.id === id) < i);
  if (twice !== undefined)
    throw suiteError('USAGE', `two backends say that they are ${twice.id}`, {
      hint: `run them apart, or give the harness another identity.id: ${twice.specifier}`,
    });
  return { refs, absent: [] };
}

async function ifPresent(builtIn: BuiltIn, o: OpeningOptions): Promise<BackendRef | BackendEntry> {
  const ref = refOrAbsent(builtIn);
  if (!('specifier' in ref)) return ref;
  const started = await tryOpening(ref, o);
  if (started.kind === 'unavailable')
    return absentEntry(ref.id, started.module.runtime, started.note);
  if (started.kind === 'refused')
    return absentEntry(ref.id, builtIn.adapter, `${started.message}. ${started.hint}`);
  return ref;
}

/** Every one that can be had. One that breaks down when it is opened is here: that is for the judges to say. */
async function every(o: OpeningOptions): Promise<Present> {
  const found = await Promise.all(builtIns.map((one) => ifPresent(one, o)));
  const refs = found.filter((one) => 'specifier' in one);
  if (refs.length === 0)
    throw suiteError('BACKEND_MISSING', 'no backend can be had here', {
      hint: 'rectify doctor shows what is missing and how to get it',
    });
  return { refs, absent: found.filter((one) => 'available' in one) };
}

/**
 * The backends of a command line; none named means every one that is installed.
 * @throws SuiteError BACKEND_UNKNOWN, BACKEND_MISSING or BACKEND_INVALID
 */
export function findBackends(names: readonly string[], o: OpeningOptions): Promise<Present> {
  return names.length === 0 ? every(o) : allNamed(names, o);
}
