import { withCoverage } from '@rectify/record';
import type { Verified, VerifyOptions } from '@rectify/runner';
import { verify } from '@rectify/runner';
import type { Present } from './find-backends.ts';
import { findBackends } from './find-backends.ts';
import { openProgress } from './progress.ts';

/**
 * Judges backends on few inputs, for what is not about them.
 * @param names none means every one that is installed
 * @throws SuiteError as `findBackends`
 */
export async function judgeHere(
  names: readonly string[],
  o: Pick<VerifyOptions, 'requests' | 'clauses' | 'level' | 'timeoutMs' | 'signal'>,
): Promise<Verified & Pick<Present, 'absent'>> {
  const common = { ...o, seed: 1, threads: 1, depth: 'smoke' } as const;
  const progress = openProgress();
  try {
    progress.stage('opening backends');
    const { refs, absent } = await findBackends(names, common);
    progress.stage('judging');
    const on: VerifyOptions['on'] = (event) => progress.on(event);
    const judged = await verify({ ...common, backends: refs, on });
    const profiles = withCoverage({ ...common, stride: 1 }, judged.profiles);
    return { ...judged, profiles, absent };
  } finally {
    progress.stop();
  }
}
