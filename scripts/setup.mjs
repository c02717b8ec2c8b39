// Installs what is missing, then runs the file that is named under the pinned Node, with the other arguments.
// Plain JavaScript: it runs under whatever Node ≥ 20 the machine has, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pnpm } from './pnpm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const pinnedNode = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** Standard output belongs to what is run afterwards. */
const say = (/** @type {string} */ line) => process.stderr.write(`setup: ${line}\n`);

function install() {
  const stamp = join(root, 'node_modules/.rectify-setup');
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(join(root, file)));
  }
  const wanted = hash.digest('hex');
  const first = !existsSync(pinnedNode) || !existsSync(stamp);
  if (!first && readFileSync(stamp, 'utf8') === wanted) return;

  const command = `${pnpm()} install --frozen-lockfile --prefer-offline`;
  say(`${first ? 'dependencies are not installed yet' : 'pnpm-lock.yaml has changed'}: ${command}`);
  // The pinned Node's own install script calls npm: it may use npm's cache as well.
  const npm = { npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false' };
  const env = { ...process.env, ...npm };
  const stdio = /** @type {const} */ (['ignore', 2, 2]);
  const { status } = spawnSync(command, { cwd: root, env, shell: true, stdio: [...stdio] });
  if (status !== 0 || !existsSync(pinnedNode)) {
    say('install failed: see above. It needs the npm registry, or a filled pnpm store.');
    process.exit(2);
  }
  writeFileSync(stamp, wanted);
}

/** Runs under the pinned Node; its exit code is ours. Control-C reaches the child too, and it decides what to do. */
function run(/** @type {string[]} */ [file = '', ...args]) {
  const child = spawn(pinnedNode, ['--conditions=@rectify/source', join(root, file), ...args], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    say(error.message);
    process.exit(2);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  say(`Node 20 or newer is needed, this is ${process.version}`);
  process.exit(2);
}
install();
if (process.argv.length > 2) run(process.argv.slice(2));
