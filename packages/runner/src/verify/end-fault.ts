import type { Finding, Part, Profile } from '@rectify/record';

/** What came of one backend. */
interface Results {
  readonly findings: Finding[];
  readonly profiles: Profile[];
  /** Of a shard. */
  readonly parts: Part[];
}

/**
 * Notes that a backend's process did not end as it was told to. What happens after an answer is told to the next call;
 * here none is left, so what was judged last is errored: a must if there is one, and the whole kernel of a shard.
 */
export function noteEndFault({ findings, profiles, parts }: Results, message: string): void {
  const part = parts.at(-1);
  if (part !== undefined) parts[parts.length - 1] = { ...part, error: part.error ?? message };
  const judged = findings.filter(({ verdict }) => verdict !== 'unsupported');
  const last = judged.findLast(({ level }) => level === 'must') ?? judged.at(-1);
  if (last === undefined) return;
  findings[findings.indexOf(last)] = {
    ...last,
    verdict: 'errored',
    outcome: 'error',
    witness: null,
    message,
  };
  const { op, pass, dtype } = last;
  const own = profiles.findIndex(
    (one) => one.op === op && one.pass === pass && one.dtype === dtype,
  );
  const profile = profiles[own];
  if (profile !== undefined) profiles[own] = { ...profile, grade: 'F' };
}
