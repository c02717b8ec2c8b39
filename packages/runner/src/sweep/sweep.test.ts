import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KernelRequest } from '@rectify/backend';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FaultName } from '../fixtures/faulty.ts';
import { faulty } from '../fixtures/faulty.ts';
import { sweepBlocks } from '../fixtures/sweep-blocks.ts';
import { openSession } from '../process/session.ts';
import type { Sweeper } from './sweep.ts';
import { openSweeper } from './sweep.ts';

const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };
const tanh: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };

const open: Sweeper[] = [];
async function sweeper(name: FaultName, timeoutMs = 60_000): Promise<Sweeper> {
  const one = openSweeper((window) =>
    openSession({ specifier: faulty(name), threads: 1, timeoutMs, window }),
  );
  open.push(one);
  await one.session.start([tanh, relu]);
  return one;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('openSweeper', () => {
  it('judges blocks in any order, each once, and leaves no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rectify-'));
    vi.stubEnv('TMPDIR', folder);
    const one = await sweeper('right');
    const { profile, judged, fault } = await sweepBlocks(one, relu, [1016, 3, 2047]);
    expect([profile.tested, profile.misrounded, fault]).toEqual([3 * 2 ** 21, 0, null]);
    expect(judged).toEqual([1016, 3, 2047]);
    expect(await sweepBlocks(one, relu, [])).toMatchObject({ judged: [], fault: null });
    await one.close();
    await one.close();
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('finds what is wrong where it is', async () => {
    const { tallies, profile } = await sweepBlocks(await sweeper('loses-negative-zero'), tanh, [0]);
    expect(profile.tested).toBe(2 ** 21);
    expect(tallies.get('tanh/forward/odd')?.violations).toBeGreaterThan(0);
    expect(tallies.get('tanh/forward/monotone')?.violations).toBe(0);
  });

  it.each([
    ['exits', /^the process exited with 7\nit had printed:\nassertion failed/],
    ['kills-itself', /^the process died of SIGKILL/],
    ['throws-in-run', /^threw TypeError: tanh is not for me/],
    ['wrong-length', /^returned 16447 elements for 16448/],
    ['wrong-type', /^returned Float64Array/],
    ['floods', /^the process exited with 1\n/],
  ] as const)('%s: the kernel is errored, and the next is swept', async (name, message) => {
    const one = await sweeper(name);
    expect(await sweepBlocks(one, tanh, [1016, 3])).toMatchObject({
      judged: [],
      fault: { kind: 'errored', message: expect.stringMatching(message) },
    });
    expect(await sweepBlocks(one, relu, [1016])).toMatchObject({
      profile: { tested: 2 ** 21, misrounded: 0 },
      judged: [1016],
      fault: null,
    });
  });

  it('waits no longer than it is told for a piece', async () => {
    const one = await sweeper('loops', 3000);
    expect(await sweepBlocks(one, tanh, [1016])).toMatchObject({
      fault: { kind: 'errored', message: expect.stringMatching(/^no answer within 3000 ms/) },
    });
  });
});
