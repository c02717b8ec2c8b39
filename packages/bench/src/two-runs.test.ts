import type { Limits, Series, SpeedChange } from '@rectify/record';
import { describe, expect, it } from 'vitest';
import { seeded, unit } from './random.ts';
import { looksSlower, separateDemands as demands } from './shift.ts';
import { compareRuns } from './two-runs.ts';

const cell = {
  op: 'tanh',
  pass: 'forward',
  dtype: 'float32',
  length: 1024,
  inputs: 'mixed',
  threads: 1,
  mode: 'run',
} as const;

/** A series of rounds of these times; the copy takes 100 ns times `copy`. */
function series(backend: string, times: readonly number[], copy = 1): Series {
  const limits: Limits = { copyNs: 100 * copy, fillNs: 50, readNs: 50 };
  const more = { warmup: 0, steady: true, calls: 1, collections: 0, collectingMs: 0, emptyNs: 1 };
  const rounds = times.map((ns, round) => ({ round, ns: [ns, ns, ns], ...more, ...limits }));
  return { backend, ...cell, rounds };
}

const five = [1000, 1010, 990, 1005, 995];
const times = (factor: number, values: readonly number[] = five): readonly number[] =>
  values.map((one, i) => one * factor * (1 + i / 1e4));
const only = (old: readonly Series[], now: readonly Series[]): SpeedChange | undefined =>
  compareRuns(
    old,
    now,
    old.map(({ backend }) => backend),
    demands,
  ).cells[0];

describe('a verdict', () => {
  it('is slower or faster where every yardstick says so', () => {
    const old = [series('a', times(1)), series('b', times(2))];
    expect(only(old, [series('a', times(1.3)), series('b', times(2.001))])).toMatchObject({
      verdict: 'slower',
      shifts: [{ yardstick: { kind: 'clock' } }, { yardstick: { kind: 'copy' } }, { p: 2 / 252 }],
    });
    const faster = only(old, [series('a', times(0.7)), series('b', times(2.001))]);
    expect(faster?.verdict).toBe('faster');
    expect(faster?.old).toBeCloseTo(1.0 / 1.024, 2);
    expect(only(old, [series('a', times(1.05)), series('b', times(2.001))])?.verdict).toBe('same');
  });

  it('is not slower where the machine is, or the copy is faster, or the other backend', () => {
    const old = [series('a', times(1)), series('b', times(2))];
    const slowMachine = [series('a', times(1.5), 1.5), series('b', times(3), 1.5)];
    expect(only(old, slowMachine)?.verdict).toBe('same');
    const fastCopy = [series('a', times(1), 0.5), series('b', times(2), 0.5)];
    expect(only(old, fastCopy)?.verdict).toBe('same');
    expect(only(old, [series('a', times(1)), series('b', times(1))])?.verdict).toBe('same');
  });

  it('is not made by a backend that is another in the other run', () => {
    const old = [series('a', times(1)), series('b', times(2))];
    const now = [series('a', times(1.3)), series('b', times(2.6))];
    expect(compareRuns(old, now, [], demands).cells.map(({ verdict }) => verdict)).toEqual([
      'slower',
      'slower',
    ]);
  });

  it('is unclear where rounds are few or far apart', () => {
    const few = (factor: number): readonly Series[] => [series('a', times(factor).slice(0, 4))];
    expect(only(few(1), few(3))?.verdict).toBe('unclear');
    const wild = [500, 900, 1500, 2500, 700];
    const slow = only([series('a', wild)], [series('a', times(1.2, wild))]);
    expect([slow?.verdict, looksSlower(slow?.shifts ?? [], demands)]).toEqual(['unclear', true]);
    const fast = only([series('a', wild)], [series('a', times(0.8, wild))]);
    expect([fast?.verdict, looksSlower(fast?.shifts ?? [], demands)]).toEqual(['unclear', false]);
  });

  it('says what one side has alone', () => {
    const [a, b] = [series('a', five), series('b', five)];
    const { cells, vanished, appeared } = compareRuns([a], [b], [], demands);
    expect(cells).toEqual([]);
    expect(vanished).toEqual([{ backend: 'a', ...cell }]);
    expect(appeared).toEqual([{ backend: 'b', ...cell }]);
  });
});

describe('on simulated processes', () => {
  const tries = 400;
  /** A spread of 3 %, and every eighth process in another mode, 20 % off. */
  const processes = (random: ReturnType<typeof seeded>, factor: number): readonly number[] =>
    Array.from({ length: 5 }, () => {
      const sum = Array.from({ length: 12 }, () => unit(random)).reduce((a, b) => a + b, -6);
      const mode = unit(random) < 0.125 ? (unit(random) < 0.5 ? 0.2 : -0.2) : 0;
      return 1000 * factor * Math.exp(0.03 * sum + mode);
    });
  const found = (factor: number): number => {
    const random = seeded(11);
    const verdicts = Array.from({ length: tries }, () => {
      // The second run is on a machine that is a tenth slower all through.
      const [one, other] = [processes(random, 1), processes(random, 1.1 * factor)];
      const unchanged = [processes(random, 1), processes(random, 1.1)].map((all) =>
        series('b', all),
      );
      const [old, now] = unchanged;
      return only(
        [series('a', one), ...(old === undefined ? [] : [old])],
        [series('a', other, 1.1), ...(now === undefined ? [] : [now])],
      )?.verdict;
    });
    return verdicts.filter((verdict) => verdict === 'slower').length;
  };

  it('gives no alarm in 400 comparisons of identical code', () => expect(found(1)).toBe(0));

  it('finds a doubled time in 95 of 100', () =>
    expect(found(2)).toBeGreaterThanOrEqual(0.95 * tries));

  it('finds a fifth more in 1 of 4', () => {
    expect(found(1.2)).toBeGreaterThanOrEqual(0.2 * tries);
    expect(found(1.2)).toBeLessThanOrEqual(0.4 * tries);
  });
});
