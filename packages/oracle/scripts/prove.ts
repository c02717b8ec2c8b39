// The proof of the oracle: `pnpm prove:oracle`. See docs/METHODOLOGY.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Attestation, KernelProof } from './attestation.ts';
import { definition, prove } from './attestation.ts';
import { compile, compileCommand } from './independent.ts';
import { hashOfMethod, hashOfOracle, keptIn } from './kept.ts';
import { nameOf, subjects } from './kernels.ts';
import { progress } from './progress.ts';
import { sweep } from './sweep.ts';

const rootFile = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    /** Kernels to prove, as relu or tanh-vjp; all when left out. */
    kernel: { type: 'string', multiple: true, default: subjects.map(nameOf) },
    /** Tests one bit pattern in so many, a power of two: a rehearsal, which proves nothing. */
    step: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Where the attestation is written; when left out, its place under records/ if all is proven, else nowhere. */
    out: { type: 'string' },
    cache: { type: 'string', default: rootFile('node_modules/.cache/prove-oracle') },
  },
});
const step = Number(values.step);
const asked = subjects.filter((subject) => values.kernel.includes(nameOf(subject)));
const workers = Number(values.workers);
const right =
  asked.length === new Set(values.kernel).size &&
  Number.isInteger(Math.log2(step)) &&
  step >= 1 &&
  step <= 4096 &&
  Number.isInteger(workers) &&
  workers > 0;
if (!right) {
  const names = subjects.map(nameOf).join(', ');
  say(`Kernels are ${names}; a step is a power of two up to 4096; workers are at least 1.`);
  process.exit(2);
}

const whole = step === 1 && asked.length === subjects.length;
const out = values.out ?? (whole ? rootFile('records/oracle/attestation.json') : undefined);
const command = [
  'pnpm prove:oracle',
  ...(asked.length < subjects.length ? asked.map((subject) => `--kernel ${nameOf(subject)}`) : []),
  ...(step === 1 ? [] : [`--step ${step}`]),
].join(' ');

const program = compile(values.cache);
if ('missing' in program) say(`Without the independent method: ${program.missing}`);
const path = 'path' in program ? program.path : undefined;
const kept = keptIn(
  values.cache,
  JSON.stringify([hashOfOracle(), hashOfMethod(), step, process.version, process.arch, program]),
);

const proofs: KernelProof[] = [];
const faults: string[] = [];
for (const subject of asked) {
  const name = nameOf(subject);
  let found = kept.read(name);
  if (found === undefined) {
    const tell = progress(name, 2 ** 32 / step, () => performance.now(), say);
    found = await sweep({ subject, step, program: path }, workers, tell);
    kept.write(name, found);
  } else say(`${name}: done before`);
  const proof = prove(subject, found, 2 ** 32 / step);
  if ('faults' in proof) faults.push(...proof.faults);
  else proofs.push(proof);
}

for (const { op, pass, results, tested, wide, hardest, hardestAwayFromZero } of proofs) {
  console.log(`${op}/${pass}: ${tested} inputs, ${wide} by the exact function, ${results}`);
  for (const { x, value, due, distance } of [...hardest, ...hardestAwayFromZero])
    console.log(`  ${x} (${value}) → ${due}, ${distance} ulp from a midpoint`);
}
for (const fault of faults) console.log(`FAULT ${fault}`);
if (faults.length > 0) process.exit(1);

const attestation: Attestation = {
  schema: 'rectify/oracle-attestation@1',
  definition,
  made: {
    date: new Date().toISOString().slice(0, 10),
    command,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    node: process.versions.node,
    v8: process.versions.v8,
    sources: hashOfOracle(),
    compiler: 'compiler' in program ? program.compiler : null,
    compile: path === undefined ? null : compileCommand,
  },
  kernels: proofs,
};
if (out !== undefined) {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(attestation, undefined, 2)}\n`);
}
