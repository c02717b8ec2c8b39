/** Packs every package as it would be published and has publint and attw judge it. Run by `pnpm lint:packages`. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pnpm } from './pnpm.mjs';

const root = join(import.meta.dirname, '..');
const out = mkdtempSync(join(tmpdir(), 'rectify-packages-'));

/** Fetched when they are wanted: no other command needs them, and attw brings a second TypeScript. */
const judges = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5 --profile esm-only'];

/** Says nothing of a command that succeeds. */
function run(command: string, cwd: string): boolean {
  const { status, stdout, stderr } = spawnSync(command, { cwd, shell: true, encoding: 'utf8' });
  if (status !== 0) console.error(`packages: ${command}\n${stdout}${stderr}`);
  return status === 0;
}

const runPnpm = pnpm();
let failed = 0;
const folders = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root });
for (const folder of folders.map((manifest) => join(root, manifest, '..'))) {
  const before = new Set(globSync('*.tgz', { cwd: out }));
  const packed = run(`${runPnpm} pack --pack-destination "${out}"`, folder);
  const tarball = globSync('*.tgz', { cwd: out }).find((name) => !before.has(name));
  const accepted =
    packed &&
    tarball !== undefined &&
    judges.every((judge) => run(`${runPnpm} dlx ${judge} "${join(out, tarball)}"`, out));
  console.log(`${accepted ? 'ok  ' : 'FAIL'} ${relative(root, folder)}`);
  if (!accepted) failed += 1;
}
rmSync(out, { recursive: true });
process.exitCode = failed > 0 ? 1 : 0;
