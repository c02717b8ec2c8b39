import type { Finding, Profile } from '@rectify/record';

/** Findings and profiles of one backend. */
interface Results {
  readonly findings: Finding[];
  readonly profiles: Profile[];
}

/**
 * Notes that a backend's process did not end as it was told to. What happens after an answer is told to the next call;
 * here none is left, so the last must that was judged is errored.
 */
export function noteEndFault({ findings, profiles }: Results, message: string): void {
  const at = findings.findLastIndex(
    ({ level, verdict }) => level === 'must' && verdict !== 'unsupported',
  );
  const last = findings[at];
  if (last === undefined) return;
  findings[at] = { ...last, verdict: 'errored', outcome: 'error', witness: null, message };
  const { op, pass, dtype } = last;
  const own = profiles.findIndex(
    (one) => one.op === op && one.pass === pass && one.dtype === dtype,
  );
  const profile = profiles[own];
  if (profile !== undefined) profiles[own] = { ...profile, grade: 'F' };
}
