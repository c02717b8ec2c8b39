import type { Deviation } from '@rectify/backend';
import { kernelKey } from '@rectify/backend';
import { reconcile } from '@rectify/conformance';
import type { Part, RecordEntry, RecordFile, RunHeader } from '@rectify/record';
import { ofKind } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import { machineOf } from '../process/environment.ts';
import type { Sum } from '../verify/parts.ts';
import { addPart, concludeSum, demandPartOf, newSum, runsOf } from '../verify/parts.ts';
import { blocksOf, outcomeDepth } from '../verify/shard.ts';
import { demandAllShards, demandSameRun, mismatch } from './same-run.ts';

interface KernelSum {
  readonly part: Part;
  readonly sum: Sum;
}

function sumsOf(records: readonly RecordFile[]): readonly KernelSum[] {
  const sums = new Map<string, KernelSum>();
  for (const { run, entries } of records) {
    const [index = 1, count = 1] = run.shard?.split('/').map(Number) ?? [];
    for (const { part } of ofKind(entries, 'part')) {
      const name = kernelKey(part);
      const one = sums.get(name) ?? { part, sum: newSum() };
      sums.set(name, one);
      const { total, clauses } = one.part;
      const own = blocksOf(total, { index, count });
      demandPartOf(part, { total, clauses, own });
      addPart(one.sum, part);
    }
  }
  for (const [name, { part, sum }] of sums) {
    if (sum.error !== null) continue;
    const again = 'make the shards again';
    if (sum.blocks.size !== part.total)
      throw mismatch(
        `${name} has blocks ${JSON.stringify(runsOf([...sum.blocks]))} of ${part.total}`,
        again,
      );
    const rest = sum.rest?.map(({ clause }) => clause) ?? [];
    const lacking = part.clauses.find((clause) => !rest.includes(clause));
    if (lacking !== undefined)
      throw mismatch(`${name} lacks what is judged of ${lacking} beside the grid`, again);
  }
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
  const sums = sumsOf(ordered);
  const merged: RecordEntry[] = entries.filter(
    ({ kind }) => kind === 'backend' || kind === 'finding',
  );
  const profiles: RecordEntry[] = [];
  for (const { part, sum } of sums) {
    const { backend, op, pass, dtype, origin } = part;
    const request = { op, pass, dtype };
    const all = clauses.filter((one) => one.op === op && one.pass === pass);
    const own = all.filter(({ id }) => part.clauses.includes(id));
    const kernel = { backend, ...request, origin, cost: { kernelMs: 0, judgeMs: 0 } };
    const { judged, profile } = concludeSum(kernel, own, sum);
    const findings = reconcile(judged, {
      backend,
      request,
      origin,
      ...knownOf(entries, backend),
      machine: machineOf(run.environment),
      level: run.level,
      depth: outcomeDepth(request, run.depth, run.stride),
      seed: Number(run.seed),
    });
    for (const finding of findings) merged.push({ kind: 'finding', finding });
    // Verdicts of some clauses only are no ground for a grade.
    if (profile !== null && own.length === all.length) profiles.push({ kind: 'profile', profile });
  }
  return { run: { ...run, command, shard: null }, entries: [...merged, ...profiles] };
}

/** What a record says of a backend: its version, and its known deviations. */
function knownOf(
  entries: readonly RecordEntry[],
  id: string,
): { readonly version: string; readonly deviations: readonly Deviation[] } {
  const versions = entries.flatMap((entry) =>
    entry.kind === 'backend' && entry.backend.id === id ? [entry.backend.version] : [],
  );
  const deviations = entries.flatMap((entry) =>
    entry.kind === 'deviations' && entry.backend === id ? entry.deviations : [],
  );
  return { version: versions[0] ?? '', deviations };
}
