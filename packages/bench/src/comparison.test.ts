import { describe, expect, it } from 'vitest';
import { defaultPlan, logRatioOf, planLaps, samplesPerLap } from './comparison.ts';

describe('planLaps', () => {
  it('gives each side two laps a block, in an order that no side gains from', () => {
    const laps = planLaps({ ...defaultPlan, blocks: 200 }, 3, 1);
    for (const block of laps) expect(['abba', 'baab']).toContain(block.join(''));
    const first = laps.filter(([side]) => side === 'a').length;
    expect(first).toBeGreaterThan(70);
    expect(first).toBeLessThan(130);
    expect(planLaps(defaultPlan, 3, 1)).toEqual(laps.slice(0, defaultPlan.blocks));
    expect(planLaps(defaultPlan, 4, 1)).not.toEqual(planLaps(defaultPlan, 3, 1));
  });
});

describe('logRatioOf', () => {
  it('does not see what else runs, in most of a block or in a block here and there', () => {
    const quiet = { a: [10, 10, 10, 10, 10, 10], b: [11, 11, 11, 11, 11, 11] };
    const busy = { a: [10, 10, 40, 70, 90, 10_000], b: [11, 11, 20, 20, 500, 9000] };
    const gone = { a: [900, 900, 900, 900, 900, 900], b: quiet.b };
    expect(logRatioOf([quiet, busy, quiet, gone, quiet])).toBeCloseTo(Math.log(1.1), 12);
    expect(logRatioOf([quiet, quiet, gone])).toBeCloseTo(Math.log(1.1), 12);
  });
});

it('takes few samples of slow calls', () => {
  expect(samplesPerLap(defaultPlan, 10)).toBe(10);
  expect(samplesPerLap(defaultPlan, 500_000)).toBe(4);
  expect(samplesPerLap(defaultPlan, 1e9)).toBe(2);
});
