import { describe, expect, it } from 'vitest';
import { clockFault, gaugeClock } from './clock.ts';

describe('gaugeClock', () => {
  it('finds the step of a coarse clock, and what a reading costs', () => {
    let now = 0;
    const clock = gaugeClock(() => {
      now += 30;
      return Math.floor(now / 1000) * 1000;
    });
    expect(clock.stepNs).toBe(1000);
    expect(clock.costNs).toBeGreaterThan(20);
    expect(clock.costNs).toBeLessThan(40);
  });

  it('finds this one fine enough for what it times', () => {
    expect(clockFault(gaugeClock(), 1e6)).toBeNull();
  });
});

describe('clockFault', () => {
  it('refuses samples that the clock could be wrong by a hundredth of', () => {
    expect(clockFault({ stepNs: 1000, costNs: 0 }, 100_000)).toBeNull();
    expect(clockFault({ stepNs: 1000, costNs: 100 }, 100_000)).toBe(
      'the clock steps by 1000 ns and costs 100 ns a reading, over 1 % of a sample of 100000 ns',
    );
  });
});
