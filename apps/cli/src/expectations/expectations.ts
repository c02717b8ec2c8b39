import { existsSync, writeFileSync } from 'node:fs';
import type { Deviation, Lister } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import { isReason } from '@rectify/conformance';
import type { Report } from '@rectify/record';
import type { BackendRef } from '@rectify/runner';
import type { ExpectationOptions } from '../options/expectations.ts';
import type { ShardingOptions } from '../options/sharding.ts';
import { bounded } from './bounds.ts';
import { besideHarness } from './harness-expectations.ts';
import { type Expected, expectedOf, openExpectations } from './read.ts';
import { pruned } from './prune.ts';
import { extended, failuresOf, noExpectations } from './write.ts';

/** The caller's own deviations in a run. */
export interface ExpectationsOfRun {
  /** The backend with what is known of it besides. */
  readonly known: (backend: BackendRef) => BackendRef;
  /** Adds to the file what failed, and takes out what is stale, where that was asked for; returns what there is to say of it. */
  write(report: Report): string;
}

/** Replaces a file. @throws SuiteError OUTPUT_UNWRITABLE */
function put(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw suiteError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${why}`, {
      hint: 'give a path in a folder that exists and may be written to',
      cause,
    });
  }
}

function demandWhole(o: TakenOptions): void {
  const flags = {
    '--write-expectations': o.writeExpectations,
    '--prune-expectations': o.pruneExpectations,
  };
  for (const [flag, given] of Object.entries(flags)) {
    if (given !== true) continue;
    if (o.expectations === undefined)
      throw suiteError('USAGE', `${flag} needs a file`, { hint: 'add --expectations FILE' });
    if (o.shard !== undefined)
      throw suiteError('USAGE', `${flag} does not know what fails in one shard`, {
        hint: 'use it in a run without --shard, --depth default will do',
      });
  }
}

type TakenOptions = Partial<ExpectationOptions> & ShardingOptions;

const mostPlaces = 5;

/** Where reasons are missing, in words. */
function unreasoned(path: string): string {
  const places = expectedOf(openExpectations(path))
    .filter(({ deviation }) => !isReason(deviation.reason))
    .map(({ deviation: { location } }) => `${location.file}:${location.line}`);
  if (places.length === 0) return '';
  const shown = places.slice(0, mostPlaces).join(', ');
  const more = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more` : '';
  return `; they fail until a reason is given: ${shown}${more}`;
}

/** Sets bounds and adds what failed. Gives what there is to say about it. */
function writeInto(path: string, report: Report): string {
  // Read again: the run may have taken hours.
  const { text, count } = bounded(openExpectations(path), report);
  put(path, text);
  const failures = failuresOf(report);
  put(path, extended(openExpectations(path), failures));
  const set = count === 0 ? '' : `${count} bounds in ${path} were set to what this run saw\n`;
  return `${failures.length} expectations were added to ${path}${unreasoned(path)}\n${set}`;
}

/** Takes out what is stale. Gives what there is to say about it. */
function pruneIn(path: string, { findings }: Report): string {
  const { text, count } = pruned(openExpectations(path), findings);
  put(path, text);
  return `${count} stale expectations were taken out of ${path}\n`;
}

/**
 * Reads the file of `--expectations`, and those that stand beside harnesses; one that is to be written is begun where there
 * is none.
 * @throws SuiteError EXPECTATIONS_INVALID, OUTPUT_UNWRITABLE or USAGE
 */
export function takeExpectations(o: TakenOptions): ExpectationsOfRun {
  demandWhole(o);
  const { expectations: path, ownDeviations = true, writeExpectations = false } = o;
  if (path !== undefined && writeExpectations && !existsSync(path)) put(path, noExpectations);
  const given: readonly Expected[] = path === undefined ? [] : expectedOf(openExpectations(path));
  return {
    // A harness is known by its command line as well as by the id that it gives itself.
    known: (ref) => {
      const { id, specifier, deviations = [] } = ref;
      const of = (all: readonly Expected[], listedBy: Lister): readonly Deviation[] =>
        all
          .filter(({ backend }) => backend === id || backend === specifier)
          .map(({ deviation }) => ({ ...deviation, listedBy }));
      const beside = ownDeviations ? besideHarness(specifier, path) : [];
      return {
        ...ref,
        deviations: [...of(given, 'caller'), ...of(beside, 'backend'), ...deviations],
      };
    },
    write: (report) => {
      if (path === undefined) return '';
      return (
        (o.writeExpectations === true ? writeInto(path, report) : '') +
        (o.pruneExpectations === true ? pruneIn(path, report) : '')
      );
    },
  };
}
