/**
 * Whether other samples give the same verdicts: judges backends with several seeds, of which the first is the usual one, and
 * compares the outcomes of all clauses and the grades of all kernels. Exit code 1 where two seeds disagree.
 *
 *     seeds.ts [seeds] [arguments of rectify verify]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@rectify/record';
import { reportSchema } from '@rectify/record';
import { flickersOf } from './flickers.ts';

const [, , count = '20', ...argv] = process.argv;
const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rectify-seeds-'));

function judged(seed: number): Report {
  const file = join(folder, `${seed}.json`);
  const own = ['--seed', String(seed), '--format', `json=${file}`];
  const began = performance.now();
  // Exit code 1 says that something fails, with this seed as with others or not: that is what is asked.
  try {
    const words = [...process.execArgv, main, 'verify', ...argv, ...own];
    execFileSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if ((error as { readonly status?: number }).status !== 1) throw error;
  }
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { pass, fail, known, stale, skip, error } = report.summary;
  const took = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `seed ${seed}: ${pass} pass · ${fail} fail · ${known} known · ${stale} stale · ${skip} skip · ${error} error, ${took} s`,
  );
  return report;
}

try {
  const reports = Array.from({ length: Number(count) }, (_, i) => judged(i + 1));
  const flickers = flickersOf(reports);
  for (const { subject, said } of flickers) {
    const words = Object.entries(said).map(([word, seeds]) => `${word} with ${seeds.join(' ')}`);
    console.log(`${subject}: ${words.join('; ')}`);
  }
  console.log(`${count} seeds: ${flickers.length} outcomes and grades differ`);
  process.exitCode = flickers.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
