import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from './fixtures/processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'rectify-shard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every 64th block of one kernel. */
const sweep = 'ts --op relu --pass forward --depth exhaustive --stride 64'.split(' ');
const program = ['node', 'examples/shard.mjs'];
const inFolder = [...program, folder, 'verify', ...sweep];

describe('shard.mjs', () => {
  const task = { SLURM_ARRAY_TASK_ID: '4', SLURM_ARRAY_TASK_COUNT: '3' };
  const array = (min: string, max: string) => ({
    ...task,
    SLURM_ARRAY_TASK_MIN: min,
    SLURM_ARRAY_TASK_MAX: max,
  });

  test.each([
    [{}, /no shard is named/],
    [{ JOB_COMPLETION_INDEX: '0' }, /SHARDS is not set/],
    [{ JOB_COMPLETION_INDEX: '3', SHARDS: '3' }, /is 3: with SHARDS 3 it is 0 to 2/],
    [{ SHARD_INDEX: '0', SHARD_COUNT: '3' }, /is 0: with SHARD_COUNT 3 it is 1 to 3/],
    [{ SHARD_INDEX: '', SHARD_COUNT: '3' }, /SHARD_INDEX is '', not a whole number/],
    // A part of an array, whose tasks would take it for a whole one.
    [array('1', '5'), /3 from 1 to 5 has not all/],
    [array('4', '6'), /3 from 4 to 6 has not all/],
    [array('1', '3'), /TASK_ID is 4: .* it is 1 to 3/],
    [array('0', '2'), /TASK_ID is 4: .* it is 0 to 2/],
    [task, /SLURM_ARRAY_TASK_MIN is not set/],
    [
      { SHARD_INDEX: '1', SHARD_COUNT: '3', JOB_COMPLETION_INDEX: '0', SHARDS: '3' },
      /JOB_COMPLETION_INDEX and SHARD_INDEX are set/,
    ],
  ])('refuses %o', async (env, message) => {
    const { code, err } = await run(inFolder, env);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  test('passes on arguments and the exit code, but those that it gives itself', async () => {
    const env = { SHARD_INDEX: '1', SHARD_COUNT: '3' };
    const unknown = await run([...inFolder, '--no-such'], env);
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('--no-such')]);
    const twice = await run([...inFolder, '--shard=1/2'], env);
    expect([twice.code, twice.err]).toEqual([
      2,
      expect.stringContaining('--shard=1/2 is set here'),
    ]);
    const other = await run([...program, folder, 'merge'], env);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('usage')]);
  });

  test.skipIf(process.platform === 'win32')(
    'passes on a signal, and goes on when it is started again',
    async () => {
      const records = join(folder, 'ended');
      const path = join(records, '1-of-1.jsonl');
      const env = { SHARD_INDEX: '1', SHARD_COUNT: '1' };
      const whole = [...program, records, 'verify', ...sweep];
      const judged = (): number =>
        existsSync(path) ? readFileSync(path, 'utf8').split('"kind":"part"').length - 1 : 0;
      const onStart = (kill: () => void): void => {
        const look = setInterval(() => {
          if (judged() < 3) return;
          clearInterval(look);
          kill();
        }, 20);
      };
      const { code } = await run(whole, env, { onStart });
      expect(code).toBe(143);
      expect(judged()).toBeGreaterThanOrEqual(3);
      expect(readFileSync(path, 'utf8')).not.toContain('"kind":"footer"');
      expect((await run(whole, env)).code).toBe(0);
      expect(readFileSync(path, 'utf8')).toContain('"kind":"footer"');
    },
  );
});
