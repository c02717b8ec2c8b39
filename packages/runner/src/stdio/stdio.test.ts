import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { KernelRequest } from '@rectify/backend';
import { clauses } from '@rectify/spec';
import { afterEach, describe, expect, it } from 'vitest';
import type { BlockJudged } from '../process/protocol.ts';
import type { Session, SessionOptions } from '../process/session.ts';
import { openSession } from '../process/session.ts';

const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };
const tanh: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };
const batch = { x: Float32Array.of(-1, NaN, 2, -0), offset: 3 };
const right = { kind: 'returned', y: Float32Array.of(0, NaN, 2, 0) };
const file = fileURLToPath(new URL('../fixtures/harness.ts', import.meta.url));

/** A time limit that is waited out, and one that is not. */
const short = 1000;
const long = 30_000;

const folders: string[] = [];
const open: Session[] = [];

function harness(fault: string, o: Partial<SessionOptions> = {}, node = ''): Session {
  const folder = mkdtempSync(join(tmpdir(), 'rectify-stdio-'));
  folders.push(folder);
  const specifier = `exec:'${process.execPath}' ${node} '${file}' ${fault} '${folder}'`;
  const one = openSession({ specifier, threads: 1, timeoutMs: long, ...o });
  open.push(one);
  return one;
}

/** Living processes of the groups that the harnesses of this test led. */
function survivors(): readonly string[] {
  const leaders = new Set(folders.flatMap((folder) => readdirSync(folder)));
  const rows = execFileSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' });
  return rows.split('\n').filter((row) => {
    const [group = '', state = ''] = row.trim().split(/\s+/);
    // A zombie runs no more; whoever adopted it has yet to notice.
    return leaders.has(group) && !state.startsWith('Z');
  });
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  // SIGKILL has been sent by now; the kernel takes a moment.
  await expect.poll(survivors, { timeout: 10_000 }).toEqual([]);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

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
      series: [{ mode: 'run', ns: [100, 101, 102, 103], steady: null }],
    });
    const longer = { ...cell, length: 65_537 };
    expect(await one.time({ ...job, ...rest, cell: longer })).toMatchObject({ series: [] });
  });

  it('is judged block by block in a sweep', async () => {
    const one = harness('exits-with-0');
    await one.start([relu, tanh]);
    const own = clauses.filter(({ op, pass }) => op !== 'sigmoid' && pass === 'forward');
    const judge = (request: KernelRequest): Promise<BlockJudged> => {
      const ofOp = own.filter(({ op }) => op === request.op);
      return one.block(request, { depth: 'exhaustive', seed: 1, clauses: ofOp }, 0);
    };
    expect(await judge(relu)).toMatchObject({
      kind: 'judged',
      result: { profile: { tested: 2 ** 21, misrounded: 0 } },
    });
    expect(await judge(tanh)).toMatchObject({ message: expect.stringMatching(/^HARNESS_DIED/) });
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

describe('a fault in a kernel is an errored observation, and the next kernel goes on', () => {
  it.each([
    [
      'dies-of-a-signal',
      /^HARNESS_DIED: it died of SIGSEGV while asked to run; its standard error ended with:\nassertion failed in kernel.cc$/,
    ],
    ['exits-with-0', /^HARNESS_DIED: it exited with 0 while asked to run$/],
    [
      'dies-in-half-a-line',
      /^HARNESS_DIED: it exited with 3 while asked to run, in the midst of a line: \{"seq":$/,
    ],
    ['is-not-utf8', /^HARNESS_PROTOCOL: a line that is not UTF-8: /],
    ['answers-another', /^HARNESS_PROTOCOL: the response to request 0 after request 1$/],
    [
      'prints-its-own',
      /^HARNESS_PROTOCOL: a line that is not JSON: Using 4 threads; .*print to standard error/,
    ],
    ['says-something-else', /^HARNESS_PROTOCOL: no response to run: \{"seq":1,"z":1\} \(y: .*\)$/],
    ['returns-no-base64', /^HARNESS_PROTOCOL: no response to run: /],
    ['returns-one-less', /^returned 3 elements for 4$/],
    ['returns-half-an-element', /^returned a part of an element for 4$/],
    ['fails-to-run', /^threw device lost\nat kernel.cc:7$/],
  ])('%s', async (fault, message) => {
    const one = harness(fault);
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(observation).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it.each([
    ['hangs-in-run', /^HARNESS_SILENT: no response to run within 1000 ms$/],
    ['loops', /^HARNESS_SILENT: no response to run within 1000 ms$/],
    ['ignores-sigterm', /^HARNESS_SILENT: /],
    ['says-half-a-line', /^HARNESS_SILENT: .* 1000 ms; a line was begun: \{"seq":$/],
    ['is-late', /^HARNESS_SILENT: /],
  ])('%s, within its time limit', async (fault, message) => {
    const one = harness(fault, { timeoutMs: short });
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(observation).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
    // What was late is nobody's answer.
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it('runs-out-of-memory', async () => {
    const one = harness('runs-out-of-memory', {}, '--max-old-space-size=32');
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(observation).toMatchObject({
      message: expect.stringMatching(/^HARNESS_DIED: it died of /),
    });
    expect(observation).toMatchObject({ message: expect.stringContaining('heap out of memory') });
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it.each([
    ['floods-stdout', /^HARNESS_PROTOCOL: a line of more than 2097152 bytes: noise /],
    ['floods-stdout-with-lines', /^HARNESS_PROTOCOL: a line that is not JSON: noise;/],
    ['floods-stderr', /^HARNESS_FLOOD: it wrote more than 16777216 bytes to standard error/],
  ])('%s: 1 GiB does not reach this process', async (fault, message) => {
    const one = harness(fault);
    await one.start([tanh, relu]);
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const observation = await one.run(tanh, batch);
    clearInterval(watch);
    expect(most - before).toBeLessThan(128 * 2 ** 20);
    expect(observation).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
    if (observation.kind === 'errored') expect(observation.message.length).toBeLessThan(5000);
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it('answers-twice: the second is told to the next call', async () => {
    const one = harness('answers-twice');
    await one.start([tanh, relu]);
    expect(await one.run(tanh, batch)).toMatchObject({ kind: 'returned' });
    expect(await one.run(relu, batch)).toMatchObject({
      message: expect.stringMatching(/the response to request 1 after request 2$/),
    });
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it('has-none-after-all: unsupported, with its reason', async () => {
    const one = harness('has-none-after-all');
    await one.start([tanh]);
    expect(await one.run(tanh, batch)).toEqual({
      kind: 'unsupported',
      reason: 'no-dtype',
      note: 'no kernel for this type',
    });
  });

  it('is given up in this kernel after three deaths', async () => {
    const one = harness('exits-with-0');
    await one.start([tanh, relu]);
    for (let i = 0; i < 3; i++) await one.run(tanh, batch);
    expect(await one.run(tanh, batch)).toMatchObject({
      message: expect.stringMatching(/^given up after 3 failures: HARNESS_DIED/),
    });
    expect(await one.run(relu, batch)).toEqual(right);
  });
});

describe('a harness that does not start', () => {
  it.each([
    ['hangs-in-start', /HARNESS_SILENT: no response to start within 1000 ms$/],
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
      startTimeoutMs: fault === 'hangs-in-start' ? short : long,
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
    ['hangs-in-stop', /^HARNESS_SILENT: no response to stop within 1000 ms$/],
    ['stays-after-stop', /^HARNESS_SILENT: it still ran 1000 ms after its response to stop$/],
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
