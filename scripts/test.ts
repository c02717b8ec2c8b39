/** Runs every gate and every test through turbo, then adds them up. Run by `npm test`. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pnpm } from './pnpm.mjs';
import { anyFailed, gateRow, tallyLines, testRow } from './tally.ts';
import type { Row, Task, TestReport } from './tally.ts';
import { presentBuild } from './tfjs-node/places.ts';

const root = join(import.meta.dirname, '..');
const runs = join(root, '.turbo/runs');
const tasks = 'lint:format lint knip boundaries typecheck test';
const command =
  `${pnpm()} exec turbo run ${tasks} --continue=always --summarize --concurrency=100% ` +
  '--output-logs=new-only --log-order=grouped';

// Reports of an earlier run must not be taken for this one's: turbo restores those of unchanged packages.
for (const stale of globSync(['{packages,apps}/*/.results', '{scripts,published}/.results'], {
  cwd: root,
})) {
  rmSync(join(root, stale), { recursive: true });
}
rmSync(runs, { recursive: true, force: true });

console.log(`test: ${command}`);
const { status } = spawnSync(command, {
  cwd: root,
  // Which tests there are depends on it, so that it belongs to turbo's keys.
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', RECTIFY_TFJS_NODE: presentBuild() },
  shell: true,
  stdio: ['ignore', 'inherit', 'inherit'],
});

const rows = readRows();
console.log(['', ...tallyLines(rows)].join('\n'));
process.exitCode = anyFailed(rows) ? 1 : (status ?? 1);

function readRows(): Row[] {
  const [summary] = globSync('*.json', { cwd: runs });
  if (summary === undefined) return [noSummary()];
  const run = JSON.parse(readFileSync(join(runs, summary), 'utf8')) as {
    tasks: (Task & { directory?: string })[];
  };
  return run.tasks.map((task) => {
    if (task.task !== 'test') return gateRow(task);
    const file = join(root, task.directory ?? '', '.results/test.json');
    if (!existsSync(file)) return testRow(task, undefined);
    const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
    const testResults = report.testResults.map((result) => ({
      ...result,
      name: relative(root, result.name),
    }));
    return testRow(task, { ...report, testResults });
  });
}

function noSummary(): Row {
  const failures = ['turbo ended without a summary'];
  return { name: 'turbo', passed: 0, failed: 1, skipped: 0, cached: false, failures };
}
