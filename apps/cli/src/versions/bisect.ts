import { suiteError } from '@rectify/backend';
import type { Verdict } from '@rectify/record';
import { say } from '../terminal.ts';
import { versionedBackend } from './backend.ts';
import { versionsBetween } from './between.ts';
import { isInstalled } from './install.ts';
import type { FindingOrReason, VersionJudging } from './judge.ts';
import { judgedText, judgeVersion } from './judge.ts';
import type { VersionChange } from './search.ts';
import { findChange } from './search.ts';

/** The change that was found, and all that was looked at. */
export interface Bisected {
  readonly runtime: string;
  readonly versions: readonly string[];
  readonly steps: ReadonlyMap<string, FindingOrReason>;
  readonly change: Extract<VersionChange<Verdict>, { kind: 'found' }>;
}

/**
 * Finds the two published versions of a runtime between which a verdict changed.
 * @returns undefined where it was interrupted
 * @throws SuiteError BACKEND_UNKNOWN, VERSION_UNKNOWN or REGISTRY_UNREACHABLE; USAGE when both ends have the same verdict,
 * BACKEND_MISSING when one cannot be judged
 */
export async function bisectVersions(
  backend: string,
  ends: { readonly from: string; readonly to: string },
  judging: VersionJudging,
): Promise<Bisected | undefined> {
  const { signal, clause } = judging;
  const versioned = await versionedBackend(backend, judging);
  const { packages } = versioned;
  const [runtime] = packages;
  const versions = await versionsBetween(runtime, ends);
  const steps = new Map<string, FindingOrReason>();
  const judge = async (version: string): Promise<Verdict | null> => {
    if (signal.aborted) return null;
    const found = await judgeVersion(versioned, version, judging);
    steps.set(version, found);
    if (!signal.aborted) say(`${version} ${judgedText(found)}`);
    return typeof found === 'string' ? null : found.verdict;
  };
  const change = await findChange(versions, judge, (version) => isInstalled(packages, version));
  if (signal.aborted) return undefined;
  switch (change.kind) {
    case 'found':
      return { runtime, versions, steps, change };
    case 'same':
      throw suiteError(
        'USAGE',
        `${clause.id} ${change.verdict} in ${ends.from} and in ${ends.to} alike`,
        { hint: 'give versions with different verdicts to --from and --to' },
      );
    case 'unusable':
      throw suiteError(
        'BACKEND_MISSING',
        `${runtime} ${change.end} ${judgedText(steps.get(change.end))}`,
        { hint: 'begin or end with another version' },
      );
    default:
      return change satisfies never;
  }
}
