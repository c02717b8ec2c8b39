import type { BackendKernel } from '@rectify/backend';
import { type Asked, takesKernel } from './asked.ts';
import type { Finding } from './finding.ts';
import type { Part } from './part.ts';
import type { Report } from './report.ts';

/** Something that a run was asked for and did not do, without a failure that says so. */
export interface Unjudged {
  /** The backend that it is about; null where it is about all of them. */
  readonly backend: string | null;
  /** What is missing, and why: `nothing was judged: no-op: it has relu alone`. */
  readonly text: string;
}

/** Whether a finding could have failed the run. What broke down does. */
function isJudged({ verdict, level, tested }: Finding, run: Report['run']): boolean {
  if (verdict === 'errored') return true;
  const binds = level === 'must' || (level === 'should' && run.level === 'should');
  return binds && verdict !== 'unsupported' && tested > 0;
}

/** What was judged or timed, and what is said where that is missing. */
interface Done {
  readonly what: 'judged' | 'timed';
  readonly kernels: readonly BackendKernel[];
}

function doneIn(report: Report, parts: readonly Part[], asked: Asked): readonly Done[] {
  const { run, findings, measurements, refusals, failures } = report;
  const judged = [...findings.filter((one) => isJudged(one, run)), ...parts];
  // A kernel that is refused or died is told as that.
  const timed = [...measurements, ...refusals, ...failures];
  const both: readonly (Done | null)[] = [
    asked.judged ? { what: 'judged', kernels: judged } : null,
    asked.timed === null ? null : { what: 'timed', kernels: timed },
  ];
  return both.flatMap((one) =>
    one === null
      ? []
      : [{ ...one, kernels: one.kernels.filter((each) => takesKernel(asked, each)) }],
  );
}

/** Why nothing was judged or timed of a backend, or of any. */
function reasonFor(
  { backends, findings }: Report,
  what: Done['what'],
  backend: string | null,
): string {
  const isOwn = (id: string): boolean => backend === null || id === backend;
  const own = findings.filter((one) => isOwn(one.backend));
  const lacking = own.find(({ verdict }) => verdict === 'unsupported');
  if (lacking !== undefined) return lacking.message ?? 'it has no such kernel';
  if (own.length > 0 && what === 'judged')
    return 'no clause that was asked for can fail at this level';
  const absent = backends.find(({ id, available }) => isOwn(id) && !available);
  return absent?.note ?? 'none of the kernels that were asked for is there';
}

/** Filters with the values that were given. */
const filters = [
  ['op', ({ ops }: Asked) => ops, ({ op }: BackendKernel): string => op],
  ['pass', ({ passes }: Asked) => passes, ({ pass }: BackendKernel): string => pass],
  ['dtype', ({ dtypes }: Asked) => dtypes, ({ dtype }: BackendKernel): string => dtype],
] as const;

function missingOf(report: Report, asked: Asked, { what, kernels }: Done): readonly Unjudged[] {
  const named = asked.backends ?? [];
  if (kernels.length === 0 && named.length === 0)
    return [{ backend: null, text: `nothing was ${what}: ${reasonFor(report, what, null)}` }];
  const lacking = named.filter((id) => kernels.every(({ backend }) => backend !== id));
  if (lacking.length > 0)
    return lacking.map((backend) => ({
      backend,
      text: `nothing was ${what}: ${reasonFor(report, what, backend)}`,
    }));
  return filters.flatMap(([name, chosen, valueOf]) =>
    (chosen(asked) ?? [])
      .filter((value) => kernels.every((one) => valueOf(one) !== value))
      .map((value) => ({ backend: null, text: `nothing of ${name} ${value} was ${what}` })),
  );
}

/** Clauses that were named and that no backend has a verdict on. */
function missingClauses(
  { findings }: Report,
  parts: readonly Part[],
  { clauses }: Asked,
): readonly Unjudged[] {
  const there = new Set([
    ...findings.filter(({ verdict }) => verdict !== 'unsupported').map(({ clause }) => clause),
    ...parts.flatMap((part) => part.clauses),
  ]);
  return (clauses ?? [])
    .filter((id) => !there.has(id))
    .map((id) => ({ backend: null, text: `nothing was judged by ${id}` }));
}

/** What a record that does not say what was asked for must have: something. */
function askedOf({ run, measurements, refusals, failures }: Report): readonly Asked[] {
  if (run.asked !== undefined) return run.asked;
  const all = { backends: null, ops: null, passes: null, dtypes: null, clauses: null };
  const judged = measurements.length + refusals.length + failures.length === 0;
  return [{ ...all, judged, timed: null }];
}

/**
 * What a run was asked for and did not judge, nor time: a backend that was named, a value of a filter that was, or all of
 * it. That nothing failed says nothing then. Nothing is missing of a run that was interrupted, which says so.
 * @param parts what a shard judged; one that has none of the inputs has them empty
 */
export function unjudgedIn(report: Report, parts: readonly Part[] = []): readonly Unjudged[] {
  if (report.run.interrupted) return [];
  const missing = askedOf(report).flatMap((asked) => {
    const found = doneIn(report, parts, asked).flatMap((done) => missingOf(report, asked, done));
    return found.length > 0 || !asked.judged ? found : missingClauses(report, parts, asked);
  });
  const texts = new Set<string>();
  return missing.filter(({ backend, text }) => {
    const key = JSON.stringify([backend, text]);
    return !texts.has(key) && texts.add(key);
  });
}
