import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faulty } from '../fixtures/faulty.ts';

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/${name}.ts`, import.meta.url));
const cases = [
  ['exit', faulty('loops')],
  ['SIGKILL', faulty('loops')],
  ['SIGTERM', faulty('loops')],
  ['SIGKILL', `exec:'${process.execPath}' '${fileOf('harness')}' loops`],
] as const;

/** Ids of the processes whose parent this is. */
function childrenOf(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap((row) => {
    const [child, parent] = row.trim().split(/\s+/).map(Number);
    return child !== undefined && parent === pid ? [child] : [];
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === 'win32')('a backend in an endless loop', () => {
  it.each(cases)('ends with its parent: %s of %s', async (how, specifier) => {
    const options = ['--conditions=@rectify/source', fileOf('parent'), how, specifier];
    const parent = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    const pids = childrenOf(parent.pid ?? -1);
    expect(pids.length).toBeGreaterThan(0);
    await sleep(300);
    if (how !== 'exit') parent.kill(how);
    await once(parent, 'exit');
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });
});
