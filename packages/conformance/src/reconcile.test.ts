import type { Deviation } from '@rectify/backend';
import { type Clause, clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Context, gradeOf, reconcile } from './reconcile.ts';
import type { Judged, Verdict } from './types.ts';

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
    expect(outcome(one, on({ arch: ['arm64'] }))).toBe('fail');
    expect(outcome(one, on({ platform: ['linux', 'darwin'] }))).toBe('known');
    expect(outcome(one, { deviations: [{ ...deviation, dtype: 'float16' }] })).toBe('fail');
  });
  test('a deviation that grows past its bound fails again', () => {
    const bounded = { deviations: [{ ...deviation, maxUlp: 40 }] };
    expect(outcome(judged(tail, 'violates', 40), bounded)).toBe('known');
    expect(outcome(judged(tail, 'violates', 41), bounded)).toBe('fail');
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

describe('grades', () => {
  const all = (changes: Readonly<Record<string, Verdict>>): readonly Judged[] =>
    clauses
      .filter((c) => c.op === 'sigmoid' && c.pass === 'forward')
      .map((c) => judged(c.id, changes[c.id] ?? 'conforms'));
  test('fall with the level of what is violated', () => {
    expect(gradeOf(all({}), 0)).toBe('AAA');
    expect(gradeOf(all({}), 3)).toBe('AA');
    expect(gradeOf(all({ [tail]: 'violates' }), 3)).toBe('A');
    expect(gradeOf(all({ 'sigmoid/forward/range': 'violates' }), 3)).toBe('F');
    expect(gradeOf(all({ 'sigmoid/forward/range': 'errored' }), 0)).toBe('F');
  });
});
