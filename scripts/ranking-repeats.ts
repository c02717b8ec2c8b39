/**
 * Whether repeats of a whole measurement rank the backends alike: runs `rectify measure` several times with its defaults, and
 * compares, in every cell and mode, the order of every two backends whose intervals do not overlap. Exit code 1 where two
 * runs contradict each other.
 *
 *     ranking-repeats.ts [runs] [folder of the reports]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelName } from '@rectify/backend';
import type { Report } from '@rectify/record';

type Timed = Report['measurements'][number];

const runs = Number(process.argv[2] ?? 5);
const folder = process.argv[3] ?? 'records/ranking';
const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));

/** One run, with a seed of its own; one that is there already is kept. */
function measured(run: number): readonly Timed[] {
  const file = join(folder, `${run}.json`);
  if (!existsSync(file)) {
    const argv = ['measure', '--seed', String(run), '--format', `json=${file}`];
    const began = performance.now();
    // Exit code 1 says that a kernel was refused, which is no matter here.
    try {
      execFileSync(process.execPath, [...process.execArgv, main, ...argv], { stdio: 'ignore' });
    } catch (error) {
      if ((error as { readonly status?: number }).status !== 1) throw error;
    }
    console.log(`run ${run}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  return (JSON.parse(readFileSync(file, 'utf8')) as Report).measurements;
}

const cellOf = (one: Timed): string => `${kernelName(one)} ${one.length} ${one.mode}`;

/** The order of all pairs in one run: −1 where the first is faster, 1 where the second is, 0 where the intervals overlap. */
function ordersOf(all: readonly Timed[]): ReadonlyMap<string, number> {
  const orders = new Map<string, number>();
  for (const one of all)
    for (const other of all) {
      if (one.backend >= other.backend || cellOf(one) !== cellOf(other)) continue;
      const order = one.high < other.low ? -1 : other.high < one.low ? 1 : 0;
      orders.set(`${cellOf(one)}: ${one.backend} and ${other.backend}`, order);
    }
  return orders;
}

mkdirSync(folder, { recursive: true });
const orders = Array.from({ length: runs }, (_, i) => ordersOf(measured(i + 1)));
const pairs = [...new Set(orders.flatMap((one) => [...one.keys()]))];
const seen = pairs.map((pair) => ({ pair, by: orders.map((one) => one.get(pair) ?? 0) }));
const decided = seen.filter(({ by }) => by.every((order) => order !== 0));
const contradicted = seen.filter(({ by }) => by.includes(1) && by.includes(-1));
console.log(`${pairs.length} pairs of backends in a cell and mode, ${runs} runs`);
console.log(`${decided.length} have intervals apart in every run`);
console.log(`${seen.filter(({ by }) => by.every((order) => order === 0)).length} in none`);
console.log(`${contradicted.length} are ranked one way in one run and the other way in another`);
for (const { pair, by } of contradicted) console.log(`  ${pair}: ${by.join(' ')}`);
process.exitCode = contradicted.length > 0 ? 1 : 0;
