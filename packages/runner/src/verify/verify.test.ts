import type { KernelRequest } from '@rectify/backend';
import { clauses } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import type { FaultName } from '../fixtures/faulty.ts';
import { faulty } from '../fixtures/faulty.ts';
import { forged } from '../fixtures/forged.ts';
import type { RunEvent } from '../run-event.ts';
import type { VerifyOptions } from './options.ts';
import { verify } from './verify.ts';

const requests = (['tanh', 'sigmoid', 'relu'] as const).map((op): KernelRequest => ({
  op,
  pass: 'forward',
  dtype: 'float32',
}));

function options(...names: readonly FaultName[]): VerifyOptions {
  return {
    backends: names.map((name) => ({ id: name, specifier: faulty(name) })),
    requests,
    clauses,
    depth: 'smoke',
    seed: 1,
    level: 'should',
    timeoutMs: 600_000,
    threads: 1,
  };
}

describe('verify', () => {
  it('goes on for the others where a module answers what is none', async () => {
    const names = ['has-half-a-thread', 'starts-with-null', 'answers-null'] as const;
    const bad = names.map((name) => ({ id: name, specifier: forged(name) }));
    const { backends, findings } = await verify({
      ...options('right'),
      backends: [...bad, ...options('right').backends],
      requests: requests.filter(({ op }) => op === 'tanh'),
    });
    expect(backends.map(({ available }) => available)).toEqual([false, false, true, true]);
    const outcomes = Map.groupBy(findings, ({ backend }) => backend);
    for (const name of names)
      expect(new Set(outcomes.get(name)?.map(({ outcome }) => outcome))).toEqual(
        new Set(['error']),
      );
    const right = outcomes.get('right')?.filter(({ level }) => level === 'must') ?? [];
    expect(new Set(right.map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
  });

  it('judges every kernel of every backend, in order, and tells what it does', async () => {
    const events: RunEvent[] = [];
    const on = (event: RunEvent): void => void events.push(event);
    const { backends, findings, profiles, interrupted } = await verify({
      ...options('right', 'loses-negative-zero'),
      on,
    });
    expect(interrupted).toBe(false);
    expect(backends).toMatchObject([
      { id: 'right', runtime: 'small', version: '1.2.3', available: true, note: null },
      { id: 'loses-negative-zero', available: true },
    ]);
    const forward = clauses.filter(({ pass }) => pass === 'forward').length;
    expect(findings).toHaveLength(2 * forward);
    const outcomes = (backend: string, op: string): readonly string[] => [
      ...new Set(findings.flatMap((f) => (f.backend === backend && f.op === op ? f.outcome : []))),
    ];
    expect(outcomes('right', 'relu')).toEqual(['pass']);
    expect(outcomes('right', 'sigmoid')).toEqual(['skip']);
    const wrong = findings.filter((f) => f.backend !== 'right' && f.clause === 'tanh/forward/zero');
    expect(wrong).toMatchObject([{ outcome: 'fail', witness: { x: '0x80000000' } }]);
    expect(profiles.map(({ backend, op }) => `${backend} ${op}`)).toEqual([
      'right tanh',
      'right relu',
      'loses-negative-zero tanh',
      'loses-negative-zero relu',
    ]);
    expect(profiles[1]).toMatchObject({ grade: 'AAA', origin: 'native', misrounded: 0 });
    expect(profiles.every(({ cost }) => cost.kernelMs > 0 && cost.judgeMs > 0)).toBe(true);
    const judged = events.filter((event) => event.kind === 'judged');
    expect(judged.map(({ done, total }) => `${done}/${total}`)).toEqual(
      Array.from({ length: 6 }, (_, i) => `${i + 1}/6`),
    );
    expect(judged.flatMap((event) => event.findings)).toHaveLength(findings.length);
  });

  it('takes deviations of the module and of the caller into account', async () => {
    const { backends, ...rest } = options('loses-negative-zero');
    const deviations = ['tanh/forward/zero', 'tanh/forward/odd'].map((clause) => ({
      clause,
      versions: '^1.0.0',
      reason: 'adds zero',
    }));
    const known = await verify({
      ...rest,
      backends: backends.map((ref) => ({ ...ref, deviations })),
    });
    expect(known.findings.filter(({ clause }) => clause === 'tanh/forward/zero')).toMatchObject([
      { outcome: 'known', deviation: { reason: 'adds zero' } },
    ]);
  });

  it('goes on after errors: the kernel is errored, the next is judged', async () => {
    const { findings } = await verify(options('exits', 'throws-in-run'));
    for (const backend of ['exits', 'throws-in-run']) {
      const own = findings.filter((finding) => finding.backend === backend);
      const tanh = own.filter(({ op, level }) => op === 'tanh' && level === 'must');
      expect(tanh.map(({ outcome }) => outcome)).toEqual(tanh.map(() => 'error'));
      expect(tanh[0]?.message).toMatch(/the process exited with 7|threw TypeError: tanh/);
      const relu = own.filter(({ op }) => op === 'relu');
      expect(relu.map(({ outcome }) => outcome)).toEqual(relu.map(() => 'pass'));
    }
  });

  it('has errored findings of a backend that does not open, and none of one that is not there', async () => {
    const { backends, findings } = await verify(options('throws-in-open', 'unavailable'));
    expect(backends).toMatchObject([
      { available: false, note: 'threw Error: no device today' },
      { available: false, runtime: 'small', note: 'no such device here' },
    ]);
    expect(new Set(findings.map(({ backend, outcome }) => `${backend} ${outcome}`))).toEqual(
      new Set(['throws-in-open error']),
    );
  });

  it('refuses what is no backend', async () => {
    const specifier = new URL('../fixtures/not-a-backend.ts', import.meta.url).href;
    const { backends, ...rest } = options('right');
    await expect(
      verify({ ...rest, backends: [...backends, { id: 'mine', specifier }] }),
    ).rejects.toMatchObject({
      code: 'BACKEND_INVALID',
      message: expect.stringMatching(/^mine: .*its probe is no function$/),
      hint: expect.stringContaining('defineBackend'),
    });
  });

  it('returns what was finished when it is aborted', async () => {
    const stop = new AbortController();
    const { backends, ...rest } = options('loops');
    const on = (event: RunEvent): void => {
      if (event.kind === 'judged' && event.request.op === 'relu') setTimeout(() => stop.abort(), 0);
    };
    const done = await verify({
      ...rest,
      backends,
      requests: requests.toReversed(),
      signal: stop.signal,
      on,
    });
    expect(done.interrupted).toBe(true);
    expect(new Set(done.findings.map(({ op }) => op))).toEqual(new Set(['relu', 'sigmoid']));
  });
});
