/**
 * Holds judging at default depth against full sweeps: for each float32 kernel in records of full depth, judges it again from a sample and
 * the search that follows it, without the inputs that deviations name, for several seeds; says how much of the greatest error was
 * found, with and without what flushing explains, and which violated clauses were not. Ends with 1 where that is less than 97 %, or a
 * clause is missing.
 *
 *     sampling-bar.ts [--seeds 101,102,103] [ID=exec:COMMAND ...] RECORD...
 */
import { parseArgs } from 'node:util';
import { kernelName, type KernelRequest } from '@rectify/backend';
import { converse, judgeKernel, type KernelJudgement } from '@rectify/conformance';
import { openSession, readRecord, type Session } from '@rectify/runner';
import { clauses, specVersion } from '@rectify/spec';

const bar = 0.97;
const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '101,102,103' } },
  allowPositionals: true,
});
const seeds = values.seeds.split(',').map(Number);
const resolved = (name: string): string => import.meta.resolve(name);
const specifiers = new Map([
  ['ts', resolved('@rectify/backend-ts')],
  ['tfjs-cpu', resolved('@rectify/backend-tfjs/cpu')],
  ['tfjs-wasm', resolved('@rectify/backend-tfjs/wasm')],
  ['tfjs-node', resolved('@rectify/backend-tfjs/node')],
  ['ort-node', resolved('@rectify/backend-onnxruntime')],
]);
const records = positionals.filter((text) => !text.includes('=exec:'));
for (const text of positionals.filter((one) => !records.includes(one))) {
  const at = text.indexOf('=');
  specifiers.set(text.slice(0, at), text.slice(at + 1));
}

async function judge(
  session: Session,
  request: KernelRequest,
  seed: number,
): Promise<KernelJudgement> {
  const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
  return converse(judgeKernel(request, { depth: 'default', seed, clauses: own }), async (batch) => {
    const ran = await session.run(request, batch);
    return ran.kind === 'unsupported' ? { kind: 'errored', message: ran.note } : ran;
  });
}

/** How much of a full sweep's error a sample found. */
const share = (found: number, full: number): number => (full === 0 ? 1 : found / full);
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`.padStart(8);

let missed = 0;
console.log(`specification ${specVersion}, seeds ${seeds.join(', ')}`);
console.log(
  'kernel                          full ULP  found, least  forgiven ULP  found, least  clauses',
);
for (const path of records) {
  const { run, entries } = readRecord(path);
  const findings = entries.flatMap((one) => (one.kind === 'finding' ? [one.finding] : []));
  const profiles = entries.flatMap((one) => (one.kind === 'profile' ? [one.profile] : []));
  if (run.depth !== 'exhaustive') throw new Error(`${path} is no record of a full sweep`);
  for (const full of profiles.filter(({ dtype }) => dtype === 'float32')) {
    const specifier = specifiers.get(full.backend);
    if (specifier === undefined)
      throw new Error(`say how ${full.backend} is started: ${full.backend}=exec:COMMAND`);
    const session = openSession({ specifier, threads: 1, timeoutMs: 60_000 });
    const { op, pass, dtype } = full;
    const request: KernelRequest = { op, pass, dtype };
    await session.start([request]);
    const violated = findings.filter(
      (one) =>
        one.op === op && one.pass === pass && one.dtype === dtype && one.verdict === 'violates',
    );
    const lost = new Map<string, number[]>();
    const found = { maxUlp: Infinity, maxUlpForgiven: Infinity };
    for (const seed of seeds) {
      const { judged, profile } = await judge(session, request, seed);
      found.maxUlp = Math.min(found.maxUlp, profile?.maxUlp ?? 0);
      found.maxUlpForgiven = Math.min(found.maxUlpForgiven, profile?.maxUlpForgiven ?? 0);
      for (const { clause } of violated)
        if (judged.some((one) => one.clause.id === clause && one.verdict === 'conforms'))
          lost.set(clause, [...(lost.get(clause) ?? []), seed]);
    }
    await session.close();
    const [all, forgiven] = [
      share(found.maxUlp, full.maxUlp),
      share(found.maxUlpForgiven, full.maxUlpForgiven),
    ];
    if (all < bar || forgiven < bar || lost.size > 0) missed++;
    const figures = [
      full.maxUlp.toPrecision(6).padStart(10),
      percent(all).padStart(12),
      full.maxUlpForgiven.toPrecision(6).padStart(12),
      percent(forgiven).padStart(12),
    ];
    const missing = [...lost].map(([clause, at]) => `${clause} (${at.join(', ')})`);
    console.log(
      `${`${full.backend} ${kernelName(request)}`.padEnd(30)}${figures.join('  ')}  ${violated.length - lost.size} of ${violated.length}${missing.length > 0 ? `; not ${missing.join(', ')}` : ''}`,
    );
  }
}
process.exitCode = missed > 0 ? 1 : 0;
