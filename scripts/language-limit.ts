/**
 * How near a loop of JavaScript comes to native vector code: ns per element at 65,536 elements of what a kernel by table cannot
 * do without, step by step, beside the kernels themselves and those of ONNX Runtime on one thread. All take turns in one process.
 *
 *     language-limit.ts [rounds]
 */
import type { Kernel } from '@rectify/backend';
import ort from '@rectify/backend-onnxruntime';
import reference from '@rectify/backend-ts';

const n = 65_536;
const callsPerRound = 8;
const rounds = Number(process.argv[2] ?? 200);

/** Near normal, with a standard deviation of 2: a sum of twelve uniform numbers of a fixed sequence. */
let state = 1;
const uniform = (): number => (state = Math.imul(state, 0x2c9277b5) + 0x3c6ef35f) >>> 0;
const x = Float32Array.from({ length: n }, () => {
  let sum = 0;
  for (let k = 0; k < 12; k++) sum += uniform() / 2 ** 32 - 0.5;
  return 2 * sum;
});
const bits = new Int32Array(x.buffer);
const y = new Float32Array(n);

/** Rows of five numbers, as many as there are upper halves of a float. */
const rows = 2 ** 16;
const table = new ArrayBuffer(rows * 5 * 8);
const column = (k: number): Float64Array => new Float64Array(table, k * 8, (rows - 1) * 5 + 1);
const [c0, c1, c2, c3] = [column(0), column(1), column(2), column(3)] as const;

function copy(): void {
  for (let i = 0; i < n; i++) y[i] = x[i]!;
}

function look(): void {
  for (let i = 0; i < n; i++) y[i] = c0[(bits[i]! >>> 16) * 5]!;
}

function cubic(): void {
  for (let i = 0; i < n; i++) {
    const b = bits[i]!;
    const p = (b >>> 16) * 5;
    const r = b & 0xffff;
    y[i] = c0[p]! + r * (c1[p]! + r * (c2[p]! + r * c3[p]!));
  }
}

async function kernelOf(module: typeof reference, op: 'sigmoid' | 'tanh'): Promise<Kernel> {
  const backend = await module.open({ threads: 1 });
  const kernel = await backend.prepare({ op, pass: 'forward', dtype: 'float32' });
  await kernel.bind({ x });
  return kernel;
}

const runners: Record<string, () => unknown> = {
  'a copy, element by element': copy,
  'one number from a table': look,
  'a cubic from a table': cubic,
};
for (const [name, module] of [
  ['ts', reference],
  ['ort-node', ort],
] as const)
  for (const op of ['sigmoid', 'tanh'] as const) {
    const kernel = await kernelOf(module, op);
    runners[`${op} of ${name}`] = () => kernel.run();
  }

async function timed(run: () => unknown): Promise<number> {
  const began = process.hrtime.bigint();
  for (let call = 0; call < callsPerRound; call++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return Number(process.hrtime.bigint() - began) / callsPerRound / n;
}

const samples = Object.values(runners).map((): number[] => []);
// The first quarter is warm-up.
for (let round = 0; round < rounds * 1.25; round++)
  for (const [k, run] of Object.values(runners).entries()) {
    const ns = await timed(run);
    if (round >= rounds / 4) samples[k]!.push(ns);
  }

console.log('ns per element                 least  median');
for (const [k, name] of Object.keys(runners).entries()) {
  const sorted = samples[k]!.toSorted((a, b) => a - b);
  const shown = [sorted[0]!, sorted[sorted.length >> 1]!].map((ns) => ns.toFixed(2).padStart(6));
  console.log(`${name.padEnd(30)}${shown.join('  ')}`);
}
