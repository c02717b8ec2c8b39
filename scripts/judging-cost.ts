/**
 * What the oracle and judging cost in a full sweep, without the kernel: every 61st block of all 2³² inputs, every clause, answers of
 * the reference kernels, several runs. Prints nanoseconds per input: the least, median and greatest run.
 *
 *     judging-cost.ts [runs] [op]
 */
import { passName } from '@rectify/backend';
import reference from '@rectify/backend-ts';
import { converse, openGrid } from '@rectify/conformance';
import { clauses, type OpId, opIds, type Pass, passes } from '@rectify/spec';

const stride = 61;
/** Inputs of a block: 2²⁰ magnitudes of either sign. */
const inputsPerBlock = 2 ** 21;
const [, , runs = '7', only] = process.argv;

const backend = await reference.open({ threads: 1 });

async function costOf(op: OpId, pass: Pass, run: number): Promise<number> {
  const request = { op, pass, dtype: 'float32' } as const;
  const own = clauses.filter((clause) => clause.op === op && clause.pass === pass);
  const grid = openGrid(request, { depth: 'exhaustive', seed: 1, clauses: own });
  const kernel = await backend.prepare(request);
  const began = performance.now();
  let kernelMs = 0;
  let inputs = 0;
  for (let index = run; index < grid.blocks; index += stride, inputs += inputsPerBlock)
    await converse(grid.block(index), async ({ x, dy }) => {
      const asked = performance.now();
      await kernel.bind(dy === undefined ? { x } : { x, dy });
      await kernel.run();
      const y = await kernel.read();
      kernelMs += performance.now() - asked;
      return { kind: 'returned', y };
    });
  return ((performance.now() - began - kernelMs) * 1e6) / inputs;
}

console.log('kernel            min  median     max   ns per input');
for (const op of opIds.filter((id) => (only ?? id) === id))
  for (const pass of passes) {
    // The first run, in which the engine compiles, is not counted: a sweep is thirty times as long.
    await costOf(op, pass, 0);
    const costs: number[] = [];
    for (let run = 0; run < Number(runs); run++) costs.push(await costOf(op, pass, run));
    costs.sort((a, b) => a - b);
    const shown = [costs[0], costs[costs.length >> 1], costs.at(-1)];
    const cells = shown.map((cost) => (cost ?? NaN).toFixed(1).padStart(6));
    console.log(`${passName({ op, pass }).padEnd(15)}${cells.join('  ')}`);
  }
