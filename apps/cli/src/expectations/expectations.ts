import { existsSync, writeFileSync } from 'node:fs';
import type { Deviation, Lister } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Report } from '@rectify/record';
import type { BackendRef } from '@rectify/runner';
import type { ExpectationOptions } from '../options/expectations.ts';
import type { ShardingOptions } from '../options/sharding.ts';
import { besideHarness } from './harness-expectations.ts';
import { type Expected, expectedOf, openExpectations } from './read.ts';
import { extended, failuresOf, noExpectations } from './write.ts';

/** The caller's own deviations in a run. */
export interface ExpectationsOfRun {
  /** The backend with what is known of it besides. */
  readonly known: (backend: BackendRef) => BackendRef;
  /** Adds what failed to the file where that was asked for; returns what there is to say about it. */
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

function demandWhole({ expectations, shard, writeExpectations }: TakenOptions): void {
  if (writeExpectations !== true) return;
  if (expectations === undefined)
    throw suiteError('USAGE', '--write-expectations needs a file', {
      hint: 'add --expectations FILE',
    });
  if (shard !== undefined)
    throw suiteError('USAGE', '--write-expectations does not know what fails in one shard', {
      hint: 'write them in a run without --shard, --depth default will do',
    });
}

type TakenOptions = Partial<ExpectationOptions> & ShardingOptions;

const mostPlaces = 5;

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
      if (path === undefined || !writeExpectations) return '';
      const failures = failuresOf(report);
      // Read again: the run may have taken hours.
      put(path, extended(openExpectations(path), failures));
      const places = expectedOf(openExpectations(path))
        .filter(({ deviation }) => deviation.reason.trim() === '')
        .map(({ deviation: { location } }) => `${location.file}:${location.line}`);
      const shown = places.slice(0, mostPlaces).join(', ');
      const more = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more` : '';
      const asked =
        places.length === 0 ? '' : `; they fail until a reason is given: ${shown}${more}`;
      return `${failures.length} expectations were added to ${path}${asked}\n`;
    },
  };
}
