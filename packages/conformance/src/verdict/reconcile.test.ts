import type { Deviation } from '@rectify/backend';
import type { Grade, Verdict } from '@rectify/record';
import { type Clause, clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Context, gradeOf, reconcile } from './reconcile.ts';
import type { Judged } from './clause.ts';

const clauseOf = (id: string): Clause => {
  const found = clauses.find((clause) => clause.id === id);
  if (found === undefined) throw new Error(`no clause ${id}`);
  return found;
};
const judged = (id: string, verdict: Verdict, maxUlp: number | null = null): Judged => ({
  clause: clauseOf(id),
  verdict,
  tested: 10,
  violations: verdict === 'violates' ? 1 : 0,
  witness: null,
  maxUlp,
  intervals: 0,
  ranges: [],
  behaviour: null,
  message: null,
});
const tail = 'sigmoid/forward/tail';
const deviation: Deviation = { clause: tail, versions: '^1.2.0', reason: 'it clamps' };
const context: Context = {
  backend: 'some',
  request: { op: 'sigmoid', pass: 'forward', dtype: 'float32' },
  origin: 'native',
  version: '1.4.0',
  machine: { platform: 'linux', arch: 'x64', isa: ['avx2'] },
  deviations: [deviation],
  level: 'should',
  depth: 'default',
  seed: 1,
};
const outcome = (one: Judged, changes: Partial<Context> = {}): string | undefined =>
  reconcile([one], { ...context, ...changes })[0]?.outcome;

describe('outcomes', () => {
  test('a violation with a deviation is known, without one it fails', () => {
    expect(outcome(judged(tail, 'violates'))).toBe('known');
    expect(outcome(judged(tail, 'violates'), { deviations: [] })).toBe('fail');
  });
  test('a deviation that is gone is stale, but smoke is too shallow to say so', () => {
    expect(outcome(judged(tail, 'conforms'))).toBe('stale');
    expect(outcome(judged(tail, 'conforms'), { depth: 'smoke' })).toBe('pass');
    expect(outcome(judged(tail, 'conforms'), { deviations: [] })).toBe('pass');
  });
  test('a deviation applies to its versions, dtype and machine alone', () => {
    const one = judged(tail, 'violates');
    expect(outcome(one, { version: '2.0.0' })).toBe('fail');
    const on = (when: Deviation['when'] & object): Partial<Context> => ({
      deviations: [{ ...deviation, when }],
    });
    expect(outcome(one, on({ isa: ['avx2'] }))).toBe('known');
    expect(outcome(one, on({ isa: ['avx512f'] }))).toBe('fail');
    expect(outcome(one, on({ lacks: ['avx512f', 'avx512_fp16'] }))).toBe('known');
    expect(outcome(one, on({ lacks: ['avx512f', 'avx2'] }))).toBe('fail');
    expect(outcome(one, on({ arch: ['arm64'] }))).toBe('fail');
    expect(outcome(one, on({ platform: ['linux', 'darwin'] }))).toBe('known');
    expect(outcome(one, { deviations: [{ ...deviation, dtype: 'float16' }] })).toBe('fail');
  });
  test('a deviation that grows past its bound fails again', () => {
    const bounded = { deviations: [{ ...deviation, maxUlp: 40 }] };
    expect(outcome(judged(tail, 'violates', 40), bounded)).toBe('known');
    expect(outcome(judged(tail, 'violates', 41), bounded)).toBe('fail');
  });
  describe('bounds that are of a sample', () => {
    const many = (violations: number): Judged => ({
      ...judged(tail, violations === 0 ? 'conforms' : 'violates', 30),
      tested: 1_000_000,
      violations,
    });
    const of = (known: number, seed?: number): Partial<Context> => ({
      seed: 2,
      deviations: [{ ...deviation, violations: known, ...(seed === undefined ? {} : { seed }) }],
    });
    test('hold to the last input for its seed, and where they name none', () => {
      for (const changes of [of(400), of(400, 2)]) {
        expect(outcome(many(400), changes)).toBe('known');
        expect(outcome(many(401), changes)).toBe('fail');
        expect(outcome(many(0), changes)).toBe('stale');
      }
    });
    test('hold for another but for chance', () => {
      expect(outcome(many(800), of(400, 1))).toBe('known');
      expect(outcome(many(801), of(400, 1))).toBe('fail');
      // Three where one was are chance; thirty are not.
      expect(outcome(many(3), of(1, 1))).toBe('known');
      expect(outcome(many(30), of(1, 1))).toBe('fail');
    });
    test('what few inputs show another sample may miss; what many show it may not', () => {
      expect(outcome(many(0), of(9, 1))).toBe('pass');
      expect(outcome(many(0), of(400, 1))).toBe('stale');
    });
    test('of the same few inputs nothing is chance', () => {
      const limits = 'sigmoid/forward/limits';
      const bounded = { clause: limits, violations: 1, seed: 7 };
      const two = { ...judged(limits, 'violates'), tested: 2, violations: 2 };
      expect(outcome(two, { deviations: [{ ...deviation, ...bounded }] })).toBe('fail');
    });
    test('an error may double', () => {
      const bounded = { deviations: [{ ...deviation, maxUlp: 40, seed: 7 }] };
      expect(outcome(judged(tail, 'violates', 79), bounded)).toBe('known');
      expect(outcome(judged(tail, 'violates', 81), bounded)).toBe('fail');
    });
  });
  test('level must lets a should pass by, and may never fails', () => {
    const free = { deviations: [] };
    expect(outcome(judged(tail, 'violates'), { ...free, level: 'must' })).toBe('skip');
    expect(outcome(judged('sigmoid/forward/range', 'violates'), { ...free, level: 'must' })).toBe(
      'fail',
    );
    expect(outcome(judged('sigmoid/forward/rounded', 'violates'), free)).toBe('skip');
  });
  test('unsupported is skipped, errored is an error', () => {
    expect(outcome(judged(tail, 'unsupported'))).toBe('skip');
    expect(outcome(judged(tail, 'errored'))).toBe('error');
  });
});

describe('deviations that somebody keeps in a file', () => {
  const at = (line: number): Deviation['location'] & object => ({ file: 'mine.jsonc', line });
  const mine: Deviation = { ...deviation, location: at(4) };
  const findings = (one: Judged, deviations: readonly Deviation[], changes?: Partial<Context>) =>
    reconcile([one], { ...context, deviations, ...changes });

  test('their place is in the finding', () => {
    expect(findings(judged(tail, 'violates'), [mine])).toMatchObject([
      { outcome: 'known', location: at(4) },
    ]);
    expect(findings(judged(tail, 'conforms'), [mine])).toMatchObject([
      { outcome: 'stale', location: at(4) },
    ]);
    expect(findings(judged(tail, 'violates'), [deviation])[0]).not.toHaveProperty('location');
  });
  test('without a reason nothing is known', () => {
    expect(findings(judged(tail, 'violates'), [{ ...mine, reason: ' ' }])).toMatchObject([
      { outcome: 'fail', message: expect.stringContaining('without a reason'), location: at(4) },
    ]);
    // Of a backend's own as well.
    for (const reason of ['TODO', 'known', '-'])
      expect(findings(judged(tail, 'violates'), [{ ...mine, reason }])).toMatchObject([
        { outcome: 'fail', message: expect.stringContaining(`no reason but '${reason}'`) },
      ]);
  });
  test('one that grew past a bound fails, and says what grew', () => {
    const bounded = { ...mine, maxUlp: 40, violations: 1 };
    const many = { ...judged(tail, 'violates', 40), violations: 2 };
    expect(findings(judged(tail, 'violates', 40), [bounded])).toMatchObject([{ outcome: 'known' }]);
    expect(findings(judged(tail, 'violates', 41), [bounded])).toMatchObject([
      { outcome: 'fail', message: expect.stringMatching(/41 ULP, known are 40/) },
    ]);
    expect(findings(many, [bounded])).toMatchObject([
      { outcome: 'fail', message: expect.stringMatching(/violated by 2, known are 1/) },
    ]);
  });
  test('one that can match nothing is a stale finding of its own', () => {
    const old = { ...mine, versions: '<1', location: at(9) };
    const twice = { ...mine, location: at(10) };
    expect(findings(judged(tail, 'violates'), [mine, old, twice])).toMatchObject([
      { outcome: 'known', location: at(4) },
      { outcome: 'stale', location: at(9), message: expect.stringContaining('leave out 1.4.0') },
      { outcome: 'stale', location: at(10), message: expect.stringContaining('mine.jsonc:4') },
    ]);
    expect(findings(judged(tail, 'unsupported'), [mine])).toMatchObject([{ outcome: 'stale' }]);
  });
  test('what was not judged here says nothing about them', () => {
    const elsewhere = { ...mine, when: { arch: ['arm64'] } };
    const other = { ...mine, dtype: 'float16' } as const;
    expect(findings(judged(tail, 'conforms'), [elsewhere, other])).toMatchObject([
      { outcome: 'pass' },
    ]);
    const old = { ...mine, versions: '<1' };
    expect(findings(judged(tail, 'errored'), [mine, old])).toMatchObject([{ outcome: 'error' }]);
  });
});

describe('grades', () => {
  const all = (changes: Readonly<Record<string, Verdict>>): readonly Judged[] =>
    clauses
      .filter((c) => c.op === 'sigmoid' && c.pass === 'forward')
      .map((c) => judged(c.id, changes[c.id] ?? 'conforms'));
  test('fall with the level of what is violated', () => {
    expect(gradeOf(all({}), { misrounded: 0 })).toBe('AAA');
    expect(gradeOf(all({}), { misrounded: 3 })).toBe('AA');
    const pairs = { tested: 9, maxUlp: 0.5, maxUlpAt: null };
    const onPairs = (misrounded: number): Grade =>
      gradeOf(all({}), { misrounded: 0, pairs: { ...pairs, misrounded } });
    expect([onPairs(0), onPairs(1)]).toEqual(['AAA', 'AA']);
    expect(gradeOf(all({ [tail]: 'violates' }), { misrounded: 3 })).toBe('A');
    expect(gradeOf(all({ 'sigmoid/forward/range': 'violates' }), { misrounded: 3 })).toBe('F');
    expect(gradeOf(all({ 'sigmoid/forward/range': 'errored' }), { misrounded: 0 })).toBe('F');
  });
});
