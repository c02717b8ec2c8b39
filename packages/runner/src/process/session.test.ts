import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KernelRequest } from '@rectify/backend';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FaultName } from '../fixtures/faulty.ts';
import { faulty } from '../fixtures/faulty.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';

const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };
const tanh: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };
const sigmoid: KernelRequest = { op: 'sigmoid', pass: 'forward', dtype: 'float32' };
const batch = { x: Float32Array.of(-1, NaN, 2, -0), offset: 3 };

const open: Session[] = [];
function session(name: FaultName, o: { timeoutMs?: number; signal?: AbortSignal } = {}): Session {
  return sessionOf(faulty(name), o);
}
function sessionOf(
  specifier: string,
  { timeoutMs = 600_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
): Session {
  const one = openSession({ specifier, threads: 1, timeoutMs, signal });
  open.push(one);
  return one;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('openSession', () => {
  it('opens a right backend and passes arrays both ways, NaN and −0 included', async () => {
    const one = session('right');
    expect(await one.start([relu, sigmoid])).toMatchObject({
      kind: 'opened',
      module: { id: 'right', runtime: 'small', deviations: [{ clause: 'tanh/forward/faithful' }] },
      identity: { id: 'right', version: '1.2.3', threads: 1 },
      claims: [{ kind: 'supported', origin: 'native' }, { kind: 'unsupported' }],
    });
    expect(await one.run(relu, batch)).toEqual({
      kind: 'returned',
      y: Float32Array.of(0, NaN, 2, 0),
    });
    const y = { kind: 'returned', y: new Float32Array() };
    expect(await one.run(relu, { x: new Float32Array(), offset: 1 })).toEqual(y);
    const long = new Float32Array(1_000_000).fill(0.5);
    expect(await one.run(relu, { x: long, offset: 1 })).toEqual({ kind: 'returned', y: long });
  });

  it.each([
    ['throws-in-run', 'threw TypeError: tanh is not for me'],
    ['rejects-in-run', 'threw Error: the device is lost'],
    ['suite-error', 'threw KERNEL_UNSUPPORTED: tanh needs a device. Hint: plug one in'],
    ['wrong-length', 'returned 3 elements for 4'],
    ['wrong-type', 'returned Float64Array, but float32 is due as Float32Array'],
    ['returns-nothing', 'returned Undefined, but float32 is due as Float32Array'],
    ['exits', 'the process exited with 7\nit had printed:\nassertion failed in kernel.cc'],
    ['kills-itself', 'the process died of SIGKILL'],
  ] as const)('%s: an errored observation, and the next kernel goes on', async (name, message) => {
    const one = session(name);
    expect((await one.start([tanh, relu])).kind).toBe('opened');
    expect(await one.run(tanh, batch)).toEqual({ kind: 'errored', message });
    expect(await one.run(relu, batch)).toMatchObject({ kind: 'returned' });
  });

  it.each(['loops', 'never-settles'] as const)(
    '%s: silence is an error, the next goes on',
    async (name) => {
      const one = session(name, { timeoutMs: 3000 });
      await one.start([tanh, relu]);
      const observation = await one.run(tanh, batch);
      expect(observation).toMatchObject({
        message: expect.stringMatching(/^no answer within 3000/),
      });
      expect(await one.run(relu, batch)).toMatchObject({ kind: 'returned' });
    },
  );

  it('floods: nothing of it reaches this process, and only its end is kept', async () => {
    const written = vi.spyOn(process.stdout, 'write');
    const one = session('floods');
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(written.mock.calls.flat().join('')).not.toContain('noise');
    written.mockRestore();
    const message = observation.kind === 'errored' ? observation.message : '';
    expect(message).toMatch(/^the process exited with 1\n[^]*last words$/);
    expect(message.length).toBeLessThan(4200);
    expect(await one.run(relu, batch)).toMatchObject({ kind: 'returned' });
  });

  it('dies-later: a death after the answer is told to the next call', async () => {
    const one = session('dies-later');
    await one.start([tanh, relu]);
    expect(await one.run(tanh, batch)).toMatchObject({ kind: 'returned' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await one.run(relu, batch)).toMatchObject({
      message: expect.stringContaining('too late'),
    });
    expect(await one.run(relu, batch)).toMatchObject({ kind: 'returned' });
  });

  it('asks a kernel that keeps dying three times, and others still', async () => {
    const one = session('exits');
    await one.start([tanh, relu]);
    for (let i = 0; i < 3; i++)
      expect(await one.run(tanh, batch)).toMatchObject({ message: expect.stringMatching(/^the/) });
    expect(await one.run(tanh, batch)).toMatchObject({
      message: expect.stringMatching(/^given up after 3 failures: the process exited with 7/),
    });
    expect(await one.run(relu, batch)).toMatchObject({ kind: 'returned' });
  });

  it('gives a backend up that cannot be started again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rectify-'));
    const marker = join(folder, 'marker');
    writeFileSync(marker, '');
    vi.stubEnv('RECTIFY_FIXTURE_MARKER', marker);
    const one = session('opens-once');
    expect((await one.start([tanh, relu])).kind).toBe('opened');
    await one.run(tanh, batch);
    await one.run(relu, batch);
    await one.run(relu, batch);
    expect(await one.run(relu, batch)).toMatchObject({
      message: expect.stringMatching(/^the backend was given up: while it was started:.* with 4/),
    });
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('says what did not open', async () => {
    expect(await session('throws-in-open').start([relu])).toEqual({
      kind: 'errored',
      message: 'threw Error: no device today',
    });
    expect(await session('unavailable').start([relu])).toMatchObject({
      kind: 'unavailable',
      note: 'no such device here',
    });
  });

  it.each([
    ['not-a-backend', 'BACKEND_INVALID', /its probe is no function/],
    ['breaks-in-import', 'BACKEND_INVALID', /cannot be imported: Error: broken on import/],
    ['nowhere', 'BACKEND_MISSING', /there is no module/],
  ])('%s: refused', async (name, code, message) => {
    const specifier = new URL(`../fixtures/${name}.ts`, import.meta.url).href;
    expect(await sessionOf(specifier).start([relu])).toMatchObject({
      kind: 'refused',
      code,
      message: expect.stringMatching(message),
    });
  });

  it('ends the process when it is aborted', async () => {
    const stop = new AbortController();
    const one = session('loops', { signal: stop.signal });
    await one.start([tanh]);
    const running = one.run(tanh, batch);
    stop.abort();
    expect(await running).toMatchObject({ kind: 'errored' });
    expect(await one.run(relu, batch)).toEqual({ kind: 'errored', message: 'interrupted' });
  });
});
