import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  batch,
  endsWithTheTest,
  harness,
  long,
  relu,
  right,
  short,
  tanh,
} from '../fixtures/harness-session.ts';
import { sweepBlocks } from '../fixtures/sweep-blocks.ts';
import { openSession } from '../process/session.ts';
import { openSweeper } from '../sweep/sweep.ts';

endsWithTheTest();

describe('a right harness', () => {
  it('says who it is and what it has', async () => {
    const vjp = { ...relu, pass: 'vjp' } as const;
    const half = { ...relu, dtype: 'float16' } as const;
    const sigmoid = { ...relu, op: 'sigmoid' } as const;
    expect(await harness('right').start([relu, vjp, half, sigmoid])).toMatchObject({
      kind: 'opened',
      module: { id: 'small', runtime: 'Small' },
      identity: { name: 'Small (JavaScript)', version: '1.2.3', device: 'cpu', threads: 1 },
      claims: [
        { kind: 'supported', origin: 'native' },
        { kind: 'unsupported', reason: 'no-vjp' },
        { kind: 'unsupported', reason: 'no-dtype' },
        { kind: 'unsupported', reason: 'no-op' },
      ],
    });
  });

  it('is given every batch, in requests of 65,536 elements', async () => {
    const one = harness('right');
    await one.start([relu]);
    expect(await one.run(relu, batch)).toEqual(right);
    expect(await one.run(relu, { x: new Float32Array(), offset: 0 })).toEqual({
      kind: 'returned',
      y: new Float32Array(),
    });
    const x = Float32Array.from({ length: 2 * 65_536 + 1 }, (_, i) => i);
    expect(await one.run(relu, { x, offset: 0 })).toEqual({ kind: 'returned', y: x });
  });

  it('is timed by its own clock, where a request holds so many elements', async () => {
    const one = harness('right');
    await one.start([relu]);
    const cell = { ...relu, length: 65_536, inputs: 'mixed', threads: 1 } as const;
    const job = { cell, modes: ['run', 'roundtrip'], samples: 4, minSampleNs: 1e6 } as const;
    const rest = { budgetMs: 1000, seed: 1, limits: true };
    expect(await one.time({ ...job, ...rest })).toMatchObject({
      kind: 'timed',
      series: [{ mode: 'run', ns: [100_000, 100_001, 100_002, 100_003], steady: null }],
    });
    const longer = { ...cell, length: 65_537 };
    expect(await one.time({ ...job, ...rest, cell: longer })).toMatchObject({ series: [] });
  });

  it('is swept as a process of ours is', async () => {
    const sweeper = openSweeper((window) => harness('exits-with-0', { window }));
    await sweeper.session.start([relu, tanh]);
    expect(await sweepBlocks(sweeper, relu, [0])).toMatchObject({
      profile: { tested: 2 ** 21, misrounded: 0 },
      fault: null,
    });
    expect(await sweepBlocks(sweeper, tanh, [0])).toMatchObject({
      judged: [],
      fault: { message: expect.stringMatching(/^HARNESS_DIED/) },
    });
    await sweeper.close();
  });

  it('ends in peace', async () => {
    const one = harness('right');
    await one.start([relu]);
    expect(await one.close()).toBeNull();
  });

  it('is asked 10,000 times, and nothing is kept of it', async () => {
    const one = harness('right');
    await one.start([relu]);
    const many = { x: new Float32Array(4096), offset: 0 };
    const ask = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) expect((await one.run(relu, many)).kind).toBe('returned');
    };
    await ask(2000);
    const before = process.memoryUsage();
    await ask(8000);
    const after = process.memoryUsage();
    // Were all kept, it would be 250 MiB; what waits for collection is less.
    expect(after.external - before.external).toBeLessThan(64 * 2 ** 20);
    expect(after.rss - before.rss).toBeLessThan(128 * 2 ** 20);
  });
});

describe('a harness that does not start', () => {
  it.each([
    ['hangs-in-start', /HARNESS_SILENT: no response to start within 3000 ms$/],
    ['closes-its-output-in-start', /HARNESS_SILENT: no response to start within 3000 ms/],
    ['closes-its-input-in-start', /HARNESS_SILENT: no response to start within 3000 ms$/],
    [
      'exits-in-start',
      /HARNESS_DIED: it exited with 1 while asked to start; its[^]*no such device$/,
    ],
    [
      'prints-a-banner',
      /HARNESS_PROTOCOL: a line that is not JSON: Loading kernels…; .*standard error/,
    ],
    ['has-no-name', /HARNESS_PROTOCOL: no response to start: /],
  ])('%s', async (fault, message) => {
    const started = await harness(fault, {
      startTimeoutMs: /^(?:hangs|closes)/.test(fault) ? short : long,
    }).start([tanh]);
    expect(started).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
  });

  it('refuses-to-start', async () => {
    expect(await harness('refuses-to-start').start([tanh])).toEqual({
      kind: 'errored',
      message: 'threw no licence',
    });
  });

  it('has no interpreter', async () => {
    const one = openSession({ specifier: 'exec:no-such-python h.py', threads: 1, timeoutMs: long });
    expect(await one.start([tanh])).toEqual({
      kind: 'errored',
      message:
        'while it was started: HARNESS_MISSING: no-such-python cannot be started: there is no such command here',
    });
  });
});

describe('a harness that does not stop', () => {
  it.each([
    ['hangs-in-stop', /^HARNESS_SILENT: no response to stop within 3000 ms$/],
    ['closes-its-output-in-stop', /^HARNESS_SILENT: no response to stop within 3000 ms/],
    ['stays-after-stop', /^HARNESS_SILENT: it still ran 3000 ms after its response to stop$/],
    ['exits-with-3', /^HARNESS_DIED: it exited with 3 while asked to stop$/],
  ])('%s', async (fault, message) => {
    const one = harness(fault, { timeoutMs: fault === 'exits-with-3' ? long : short });
    await one.start([relu]);
    expect(await one.close()).toMatch(message);
  });
});

it('is ended when the run is aborted', async () => {
  const stop = new AbortController();
  const one = harness('loops', { signal: stop.signal });
  await one.start([tanh]);
  const running = one.run(tanh, batch);
  await wait(100);
  stop.abort();
  expect(await running).toMatchObject({ kind: 'errored' });
});
