import type { KernelRequest } from '@rectify/backend';
import { fromBits } from '@rectify/float';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Batch, converse, type Observation } from '../conversation.ts';
import { each, type KernelFault, nudge } from '../fault.ts';
import { seeded } from '../inputs/random.ts';
import { judgeKernel } from '../judge.ts';
import { openGrid } from '../sweep/blocks.ts';
import { truthOf } from '../truth.ts';
import { portableGrid } from '../verdict/portable.ts';
import type { KernelJudgement } from '../verdict/kernel.ts';

type Answer = (batch: Batch) => Observation;

/** A kernel that is right but for a fault. */
function kernel(request: KernelRequest, wrong: KernelFault['break']): Answer {
  const compute = wrong((x, dy) => truthOf(request, x, dy).due.slice());
  return ({ x, dy }) => ({
    kind: 'returned',
    y: compute(x as Float32Array, dy as Float32Array | undefined),
  });
}

const ownClauses = ({ op, pass }: KernelRequest) =>
  clauses.filter((one) => one.op === op && one.pass === pass);

const judge = (request: KernelRequest, answer: Answer, seed = 7): Promise<KernelJudgement> =>
  converse(judgeKernel(request, { depth: 'default', seed, clauses: ownClauses(request) }), answer);

const sigmoid: KernelRequest = { op: 'sigmoid', pass: 'forward', dtype: 'float32' };
const tanh: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };

/** So many floats at random places between two bit patterns. */
function isolated(seed: number, count: number, low: number, high: number): ReadonlySet<number> {
  const draw = seeded(seed, 'isolated');
  const found = new Set<number>();
  while (found.size < count) found.add(fromBits(draw(low, high)));
  return found;
}

describe('the search after a sample', () => {
  test.each([1, 2, 3])('finds 20 results above 1 where 1 is near, seed %s', async (seed) => {
    // From 17.33, where σ rounds to 1, to 18.
    const bad = isolated(seed, 20, 0x418aa123, 0x418fffff);
    const above = each((x, y) => (bad.has(x) ? nudge('float32', 1, 1) : y));
    const { judged, profile } = await judge(sigmoid, kernel(sigmoid, above), seed + 10);
    const range = judged.find(({ clause }) => clause.name === 'range');
    expect(range).toMatchObject({ verdict: 'violates', violations: 20 });
    expect(range?.searched?.violations).toBeGreaterThan(0);
    expect(profile).toMatchObject({ misrounded: 20 });
    expect(profile?.searched?.tested).toBeGreaterThan(2 ** 20);
  });

  test('climbs to the greatest error of a narrow peak', async () => {
    // Up to 40 ULP within 2⁻¹² of 3.3, ever rarer: a sample of thousands in its binade sees a tenth of it.
    const peak = each((x, y) => {
      const steps = Math.round(40 * Math.exp(-(((x - 3.3) * 2 ** 12) ** 2)));
      return nudge('float32', y, steps);
    });
    const { profile, judged } = await judge(tanh, kernel(tanh, peak));
    expect(profile?.maxUlp).toBeGreaterThan(0.97 * 40);
    const { profile: none } = await judge(
      tanh,
      kernel(tanh, (right) => right),
    );
    expect(none).toMatchObject({ misrounded: 0, maxUlp: expect.closeTo(0.5, 6) });
    expect(judged.find(({ clause }) => clause.name === 'accuracy')?.verdict).toBe('violates');
    // The figures of the sample are its own.
    const means = (one: typeof none) => one?.binades.map(({ low, tested }) => ({ low, tested }));
    expect(means(profile)).toEqual(means(none));
  });

  test('counts each input once, and every one of a stretch that it sweeps', async () => {
    const wrong = each((x, y) => (x >= 17.5 && x < 17.6 ? nudge('float32', y, -1) : y));
    const { judged } = await judge(sigmoid, kernel(sigmoid, wrong));
    const saturation = judged.find(({ clause }) => clause.name === 'rounded');
    expect(saturation?.violations).toBe(52429);
  });

  test('finds what is wrong between two numbers of few bits', async () => {
    const tie = 0x37838000;
    const wrong = each((x, y) => (x === -fromBits(tie) ? nudge('float32', y, 1) : y));
    const { judged } = await judge(sigmoid, kernel(sigmoid, wrong));
    expect(judged.find(({ clause }) => clause.name === 'rounded')?.violations).toBe(1);
  });

  test('does not depend on who judged the blocks, only on the seed', async () => {
    const noisy = each((x, y) => (Math.fround(x * 1e4) % 3 > 1 ? nudge('float32', y, 1) : y));
    const found = async (seed: number, judged: number): Promise<unknown> => {
      const options = { depth: 'default', seed, clauses: ownClauses(tanh) } as const;
      const grid = openGrid(tanh, options);
      for (let index = 0; index < judged; index++)
        await converse(grid.block(index), kernel(tanh, noisy));
      const result = await converse(grid.search!(), kernel(tanh, noisy));
      return typeof result === 'string' ? result : portableGrid(result);
    };
    const whole = await found(3, openGrid(tanh, { depth: 'default', seed: 3, clauses: [] }).blocks);
    expect(await found(3, 5)).toEqual(whole);
    expect(await found(4, 0)).not.toEqual(whole);
  });

  test('what the kernel does not answer is no result', async () => {
    let calls = 0;
    const right = kernel(tanh, (compute) => compute);
    const grid = openGrid(tanh, { depth: 'default', seed: 1, clauses: ownClauses(tanh) });
    const result = await converse(grid.search!(), (batch) =>
      calls++ > grid.blocks ? { kind: 'errored', message: 'gone' } : right(batch),
    );
    expect(result).toBe('gone');
  });
});

describe('the search among pairs', () => {
  const slope: KernelRequest = { op: 'sigmoid', pass: 'vjp', dtype: 'float32' };

  test('tries an input that is worst for dy = 1 with many dy', async () => {
    // Within 2⁻¹² of 3.3 up to 40 ULP off, whatever dy: of 2¹⁷ pairs none comes so near.
    const peak = each((x, y) => {
      const steps = Math.round(40 * Math.exp(-(((x - 3.3) * 2 ** 12) ** 2)));
      return nudge('float32', y, steps);
    });
    const { profile, judged } = await judge(slope, kernel(slope, peak));
    expect(profile?.pairs?.maxUlp).toBeGreaterThan(0.97 * 40);
    expect(profile?.pairs?.searched?.tested).toBeGreaterThan(0);
    const tail = judged.find(({ clause }) => clause.name === 'tail');
    expect(tail?.verdict).toBe('violates');
    expect(tail?.searched?.violations).toBeGreaterThan(0);
  });

  test('of what is right nothing is looked for', async () => {
    const { profile } = await judge(
      slope,
      kernel(slope, (right) => right),
    );
    expect(profile).toMatchObject({ misrounded: 0, pairs: { misrounded: 0 } });
  });
});
