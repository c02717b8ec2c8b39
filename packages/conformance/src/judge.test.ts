import type { KernelRequest } from '@rectify/backend';
import { oracle } from '@rectify/oracle';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Batch, converse, type Observation } from './conversation.ts';
import { judgeKernel } from './judge.ts';
import type { KernelJudgement } from './verdict/kernel.ts';

const request: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };
const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);

function right({ x }: Batch): Observation {
  const y = oracle(request.op, request.pass).fill(Float32Array.from(x)).due;
  return { kind: 'returned', y };
}
const judge = (answer: (batch: Batch) => Observation): Promise<KernelJudgement> =>
  converse(judgeKernel(request, { depth: 'smoke', seed: 1, clauses: own }), answer);
const verdicts = ({ judged }: KernelJudgement): Readonly<Record<string, string>> =>
  Object.fromEntries(judged.map(({ clause, verdict }) => [clause.name, verdict]));

describe('judgeKernel', () => {
  test('gives every clause a verdict and a profile for a right kernel', async () => {
    const judgement = await judge(right);
    expect(new Set(Object.values(verdicts(judgement)))).toEqual(new Set(['conforms']));
    expect(judgement.profile).toMatchObject({
      misrounded: 0,
      overOneUlp: 0,
      flushes: { inputs: false, results: false },
    });
    expect(judgement.profile?.maxUlp).toBeLessThanOrEqual(0.5);
    for (const { tested } of judgement.judged) expect(tested).toBeGreaterThan(0);
  });

  test('knows of every seed that a sigmoid in doubles, wrong for 66 of 2³² inputs, is not correctly rounded', async () => {
    const sigmoid = { op: 'sigmoid', pass: 'forward', dtype: 'float32' } as const;
    const rounded = clauses.filter(({ id }) => id === 'sigmoid/forward/rounded');
    for (let seed = 1; seed <= 20; seed++) {
      const { judged, profile } = await converse(
        judgeKernel(sigmoid, { depth: 'smoke', seed, clauses: rounded }),
        ({ x }): Observation => ({
          kind: 'returned',
          y: Float32Array.from(x, (one) => 1 / (1 + Math.exp(-one))),
        }),
      );
      expect(judged.map(({ verdict }) => verdict)).toEqual(['violates']);
      expect(profile?.misrounded).toBeGreaterThan(0);
    }
  });

  test('errs on every clause when the kernel cannot be asked, after one call', async () => {
    let calls = 0;
    const judgement = await judge(() => {
      calls++;
      return { kind: 'errored', message: 'killed by SIGSEGV' };
    });
    expect(calls).toBe(1);
    expect(judgement.profile).toBeNull();
    expect(
      judgement.judged.every(
        ({ verdict, message }) => verdict === 'errored' && message === 'killed by SIGSEGV',
      ),
    ).toBe(true);
  });

  test('keeps the other verdicts when one kind of call fails', async () => {
    const judgement = await judge((batch) =>
      batch.x.length === 33 ? { kind: 'errored', message: 'length 33' } : right(batch),
    );
    expect(verdicts(judgement)).toMatchObject({
      lanes: 'errored',
      range: 'conforms',
      empty: 'conforms',
    });
  });

  test('takes no answer to length 0 as a violation', async () => {
    const judgement = await judge((batch) =>
      batch.x.length === 0 ? { kind: 'errored', message: 'empty' } : right(batch),
    );
    expect(judgement.judged.find(({ clause }) => clause.name === 'empty')).toMatchObject({
      verdict: 'violates',
      message: 'empty',
    });
  });

  test('refuses the wrong type and the wrong length', async () => {
    const wrongType = await judge(({ x }) => ({ kind: 'returned', y: new Float64Array(x.length) }));
    expect(wrongType.judged[0]?.message).toBe('the result is no Float32Array');
    const wrongLength = await judge(({ x }) => ({
      kind: 'returned',
      y: new Float32Array(x.length + 1),
    }));
    expect(wrongLength.judged[0]?.message).toMatch(/^\d+ results for \d+ inputs$/);
  });

  test('names the worst input, and a witness that shows alone', async () => {
    const judgement = await judge((batch) => {
      const observation = right(batch);
      if (observation.kind === 'returned')
        observation.y.forEach((v, i) => {
          if (batch.x[i] === 2) observation.y[i] = v - 2 ** -20;
        });
      return observation;
    });
    const faithful = judgement.judged.find(({ clause }) => clause.name === 'faithful');
    expect(faithful).toMatchObject({
      verdict: 'violates',
      violations: 1,
      witness: { x: '0x40000000', lane: null, note: null },
    });
    expect(faithful?.maxUlp).toBeCloseTo(16, 0);
    expect(judgement.profile?.maxUlpAt).toBe('0x40000000');
  });

  test('says when a violation shows only within a longer call', async () => {
    const judgement = await judge((batch) => {
      const observation = right(batch);
      if (observation.kind === 'returned' && batch.x.length > 1)
        observation.y.forEach((_, i) => {
          if (batch.x[i] === 2) observation.y[i] = 2;
        });
      return observation;
    });
    const range = judgement.judged.find(({ clause }) => clause.name === 'range');
    expect(range?.witness?.note).toMatch(/only within a longer call/);
  });

  test('tells flushing of inputs from flushing of results', async () => {
    const flushed = await judge((batch) => {
      const observation = right(batch);
      if (observation.kind === 'returned')
        observation.y.forEach((_, i) => {
          if (Math.abs(batch.x[i] ?? 0) < 2 ** -126) observation.y[i] = 0 * (batch.x[i] ?? 0);
        });
      return observation;
    });
    expect(flushed.profile?.flushes).toEqual({ inputs: true, results: false });
    expect(flushed.profile?.maxUlp).toBeGreaterThan(1e6);
    expect(flushed.profile?.maxUlpForgiven).toBeLessThanOrEqual(0.5);
  });
});

test('a rule that nobody judges comes to no verdict', () => {
  const clause = { ...own[0]!, rule: { kind: 'cheerful' } } as unknown as (typeof own)[number];
  const conversation = judgeKernel(request, { depth: 'smoke', seed: 1, clauses: [clause] });
  expect(() => conversation.next()).toThrow('no judge of rules of the kind cheerful');
});
