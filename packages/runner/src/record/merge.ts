import type { Deviation } from '@rectify/backend';
import { kernelKey, suiteError } from '@rectify/backend';
import { gradeOf, reconcile } from '@rectify/conformance';
import type { Part, RecordEntry, RecordFile, RunHeader } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import { machineOf } from '../process/environment.ts';
import type { Sum } from '../verify/shard.ts';
import { addPart, concludeSum, newSum, runsOf, strideDepth } from '../verify/shard.ts';

function mismatch(message: string, hint: string): Error {
  return suiteError('RECORD_UNREADABLE', message, { hint });
}

/** What must be the same in all shards of a run. */
function conditionsOf({ run, entries }: RecordFile): Readonly<Record<string, unknown>> {
  const { spec, seed, depth, stride, level, environment } = run;
  return {
    'version of the specification': spec,
    seed,
    depth,
    stride,
    level,
    'number of shards': run.shard?.split('/')[1],
    machine: machineOf(environment),
    backends: entries.filter(({ kind }) => kind === 'backend'),
    deviations: entries.filter(({ kind }) => kind === 'deviations'),
  };
}

function demandSameRun(files: readonly string[], records: readonly RecordFile[]): void {
  const [first, ...rest] = records.map(conditionsOf);
  for (const [i, one] of rest.entries())
    for (const [name, value] of Object.entries(one))
      if (JSON.stringify(value) !== JSON.stringify(first?.[name]))
        throw mismatch(
          `${files[0]} and ${files[i + 1]} are not of one run: they differ in their ${name}`,
          'merge shards that were made by the same command, each with its own --shard',
        );
}

/** Each shard must be there once. */
function demandAllShards(files: readonly string[], records: readonly RecordFile[]): void {
  const seen = new Map<number, string>();
  let count = 0;
  for (const [i, { run, interrupted }] of records.entries()) {
    const file = files[i] ?? '';
    if (run.shard === null) throw mismatch(`${file} is no shard`, 'make it with --shard i/n');
    if (interrupted) throw mismatch(`${file} was interrupted`, 'finish it with --resume');
    const [index = 0, of = 0] = run.shard.split('/').map(Number);
    const other = seen.get(index);
    if (other !== undefined)
      throw mismatch(`${other} and ${file} are both shard ${run.shard}`, 'give each shard once');
    seen.set(index, file);
    count = of;
  }
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((i) => !seen.has(i));
  if (missing.length > 0)
    throw mismatch(
      `shard ${missing.map((i) => `${i}/${count}`).join(', ')} is missing`,
      'give the records of all shards',
    );
}

interface KernelSum {
  readonly part: Part;
  readonly sum: Sum;
}

function sumsOf(parts: readonly Part[]): readonly KernelSum[] {
  const sums = new Map<string, KernelSum>();
  for (const part of parts) {
    const name = kernelKey(part);
    const one = sums.get(name) ?? { part, sum: newSum() };
    sums.set(name, one);
    addPart(one.sum, part);
  }
  for (const [name, { part, sum }] of sums)
    if (sum.error === null && sum.blocks.size !== part.total)
      throw mismatch(
        `${name} has blocks ${JSON.stringify(runsOf([...sum.blocks]))} of ${part.total}`,
        'make the shards again',
      );
  return [...sums.values()];
}

/**
 * Joins the records of all shards of a run into what one run would have recorded; only the header is its own.
 * @throws SuiteError RECORD_UNREADABLE when shards are missing, twice, unfinished or of another run
 */
export function mergeRecords(
  files: readonly string[],
  records: readonly RecordFile[],
  clauses: readonly Clause[],
  command: string,
): { readonly run: RunHeader; readonly entries: readonly RecordEntry[] } {
  demandAllShards(files, records);
  demandSameRun(files, records);
  const ordered = records.toSorted(
    (a, b) => parseInt(a.run.shard ?? '') - parseInt(b.run.shard ?? ''),
  );
  const [first] = ordered;
  if (first === undefined) throw mismatch('there is nothing to merge', 'give the shards');
  const { run, entries } = first;
  const all = ordered.flatMap((record) => record.entries);
  const sums = sumsOf(all.flatMap((entry) => (entry.kind === 'part' ? [entry.part] : [])));
  const machine = machineOf(run.environment);
  const merged: RecordEntry[] = entries.filter(
    ({ kind }) => kind === 'backend' || kind === 'finding',
  );
  const profiles: RecordEntry[] = [];
  for (const { part, sum } of sums) {
    const { backend, op, pass, dtype, origin } = part;
    const request = { op, pass, dtype };
    const own = clauses.filter(({ id }) => part.clauses.includes(id));
    const judgement = concludeSum(request, own, sum);
    const deviations: readonly Deviation[] = entries.flatMap((entry) =>
      entry.kind === 'deviations' && entry.backend === backend ? entry.deviations : [],
    );
    const status = entries.find(
      (entry) => entry.kind === 'backend' && entry.backend.id === backend,
    );
    const version = status?.kind === 'backend' ? (status.backend.version ?? '') : '';
    const { level, stride } = run;
    const depth = strideDepth(run.depth, stride);
    const context = { backend, request, origin, version, machine, deviations, level, depth };
    for (const finding of reconcile(judgement.judged, context))
      merged.push({ kind: 'finding', finding });
    if (judgement.profile === null) continue;
    const grade = gradeOf(judgement.judged, judgement.profile.misrounded);
    const cost = { kernelMs: 0, judgeMs: 0 };
    const profile = { ...judgement.profile, backend, origin, grade, cost };
    profiles.push({ kind: 'profile', profile });
  }
  return { run: { ...run, command, shard: null }, entries: [...merged, ...profiles] };
}
