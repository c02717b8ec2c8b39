/**
 * What it costs a full sweep that kernel and judge are apart: calls of every 61st block of all 2³² inputs are judged where they
 * are made, as a suite would that trusts its backends, and then by way of a window, in turn. Prints nanoseconds of processor
 * time per input, the least of all turns: a busy machine makes each turn longer, and none shorter.
 *
 *     crossing-cost.ts TURNS OP/PASS,… MODULE…
 */
import type { Kernel, KernelRequest } from '@rectify/backend';
import { passName } from '@rectify/backend';
import { converse, type JudgeOptions, openGrid } from '@rectify/conformance';
import { clauses } from '@rectify/spec';
import { loadBackend } from '../src/process/load.ts';
import { checked, observed } from '../src/process/observed.ts';
import { newFiller } from '../src/sweep/fill.ts';
import { newPieceJudge } from '../src/sweep/judge-pieces.ts';
import { openWindow, pieceCalls } from '../src/sweep/window.ts';

const stride = 61;
const inputsPerBlock = 2 ** 21;
const [, , turns = '25', kernelNames = 'relu/forward', ...modules] = process.argv;

const cpuNs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

/** Of the turns that count: in the first two the engine compiles. */
const least = (costs: readonly number[]): number => Math.min(...costs.slice(2));

/** Nanoseconds of processor time per input of each way to judge a block, in turn. */
async function costsOf(
  kernel: Kernel,
  request: KernelRequest,
  options: JudgeOptions,
): Promise<{
  readonly together: number;
  readonly filled: number;
  readonly judged: number;
}> {
  const grid = openGrid(request, options);
  const window = openWindow();
  const filler = newFiller(window.fd);
  const judge = newPieceJudge(window.fd);
  judge.take(request, options);
  const together: number[] = [];
  const filled: number[] = [];
  const judged: number[] = [];
  for (let turn = -2; turn < Number(turns); turn++) {
    const block = (turn + 2) * stride;
    const began = cpuNs();
    await converse(grid.block(block), async ({ x, dy }) => {
      await kernel.bind(dy === undefined ? { x } : { x, dy });
      await kernel.run();
      return observed(await kernel.read(), request.dtype, x.length);
    });
    together.push((cpuNs() - began) / inputsPerBlock);
    let fillNs = 0;
    let judgeNs = 0;
    for (let first = 0; first < grid.calls(block); first += pieceCalls) {
      const piece = { block, first, count: pieceCalls, at: 0 };
      const from = cpuNs();
      await filler.fill(request, options, piece, async (inputs) => {
        await kernel.bind(inputs);
        await kernel.run();
        return checked(await kernel.read(), request.dtype, inputs.x.length);
      });
      const between = cpuNs();
      judge.judge(piece);
      fillNs += between - from;
      judgeNs += cpuNs() - between;
    }
    filled.push(fillNs / inputsPerBlock);
    judged.push(judgeNs / inputsPerBlock);
  }
  window.close();
  return { together: least(together), filled: least(filled), judged: least(judged) };
}

console.log('ns per input             together   kernel, and crossing   judge   apart/together');
for (const specifier of modules) {
  const { module } = await loadBackend(specifier);
  const backend = await module.open({ threads: 1 });
  for (const name of kernelNames.split(',')) {
    const own = clauses.filter((clause) => passName(clause) === name);
    const [clause] = own;
    if (clause === undefined) throw new Error(`there is no ${name}`);
    const request: KernelRequest = { op: clause.op, pass: clause.pass, dtype: 'float32' };
    const kernel = await backend.prepare(request);
    const options: JudgeOptions = { depth: 'exhaustive', seed: 1, clauses: own };
    const { together, filled, judged } = await costsOf(kernel, request, options);
    const cells = [together, filled, judged].map((ns) => ns.toFixed(1).padStart(12)).join('');
    console.log(
      `${`${module.id} ${name}`.padEnd(24)}${cells}${((filled + judged) / together).toFixed(2).padStart(12)}`,
    );
    await kernel.dispose();
  }
  await backend.dispose();
}
