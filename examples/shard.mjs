// Runs one shard of a sweep; which one of how many, the engine that started this process says in its environment.
//   node examples/shard.mjs DIR verify ts --depth exhaustive
// records DIR/<i>-of-<n>.jsonl, and goes on with it where it is there already. Plain JavaScript for any Node ≥ 20.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.platform === 'win32' ? 'node.exe' : 'node';
const pinnedNode = join(root, 'node_modules/node/bin', node);

/** Variables of each engine; the index of the first shard is a number, or in a variable. */
const engines = [
  { index: 'JOB_COMPLETION_INDEX', count: 'SHARDS', first: 0 },
  { index: 'SLURM_ARRAY_TASK_ID', count: 'SLURM_ARRAY_TASK_COUNT', first: 'SLURM_ARRAY_TASK_MIN' },
  { index: 'SHARD_INDEX', count: 'SHARD_COUNT', first: 1 },
];

/** @type {(message: string) => never} */
const refuse = (message) => {
  process.stderr.write(`shard: ${message}\n`);
  process.exit(2);
};

function numberIn(/** @type {string} */ name) {
  const text = process.env[name] ?? refuse(`${name} is not set, and must be a whole number`);
  return /^\d+$/.test(text) ? Number(text) : refuse(`${name} is '${text}', not a whole number`);
}

/** A part of an array looks like a whole one to its tasks: an array of shards begins at 0 or 1 and has no gaps. */
function demandWholeArray() {
  const min = numberIn('SLURM_ARRAY_TASK_MIN');
  const max = numberIn('SLURM_ARRAY_TASK_MAX');
  const count = numberIn('SLURM_ARRAY_TASK_COUNT');
  const what = `an array of ${count} from ${min} to ${max} has not all shards`;
  if (min > 1 || max - min + 1 !== count)
    refuse(`${what}: submit --array=1-n again, finished shards take seconds`);
}

/** Counts from 1, as --shard does. */
function readShard() {
  const set = engines.filter(({ index }) => process.env[index] !== undefined);
  const [engine] = set;
  if (engine === undefined)
    refuse('no shard is named: set SHARD_INDEX and SHARD_COUNT, or be a task of an engine');
  if (set.length > 1)
    refuse(`${set.map(({ index }) => index).join(' and ')} are set: leave that of one engine`);
  if (engine.index.startsWith('SLURM')) demandWholeArray();
  const first = typeof engine.first === 'string' ? numberIn(engine.first) : engine.first;
  const count = numberIn(engine.count);
  const index = numberIn(engine.index) - first + 1;
  if (index < 1 || index > count)
    refuse(
      `${engine.index} is ${index - 1 + first}: with ${engine.count} ${count} it is ${first} to ${first + count - 1}`,
    );
  return { index, count };
}

const [folder, ...args] = process.argv.slice(2);
if (folder === undefined || args[0] !== 'verify') refuse('usage: shard.mjs DIR verify …');
const own = args.find((one) => /^--(shard|record|resume)(=|$)/.test(one));
if (own !== undefined) refuse(`${own} is set here: leave it out`);
const { index, count } = readShard();
mkdirSync(folder, { recursive: true });

const main = ['--conditions=@rectify/source', join(root, 'apps/cli/src/main.ts')];
const record = join(folder, `${index}-of-${count}.jsonl`);
const shard = ['--shard', `${index}/${count}`, '--record', record, '--resume'];
const child = spawn(pinnedNode, [...main, ...args, ...shard], { stdio: 'inherit' });
child.on('error', (error) => refuse(`${error.message}: run node scripts/setup.mjs once`));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => {
    // Control-C at a terminal reaches the child by itself, and a second one would be meant.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
child.on('exit', (code, signal) =>
  process.exit(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']),
);
