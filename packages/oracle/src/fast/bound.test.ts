import { fromBits } from '@rectify/float';
import { describe, expect, it } from 'vitest';
import { expMinus, powerOfHalf } from './exp.ts';
import { expBounds, expFixed, ln2 } from '../exact/fixed.ts';
import { fromDouble } from '../exact/interval.ts';
import { oracle, type Truth } from '../truth.ts';

const u = 2 ** -53;
const bounds = (t: number, precision: number): ReturnType<typeof expBounds> => {
  const { low, scale } = fromDouble(t);
  return expBounds(low, scale, precision);
};

/** `each` floats of every binade and sign, spread by a multiplicative hash. */
function everyBinade(each: number): Float32Array {
  return Float32Array.from({ length: 2 * 255 * each }, (_, i) => {
    const fraction = Math.imul(i, 0x9e3779b1) & 0x7fffff;
    return fromBits(
      (i % 2 === 0 ? 0 : 0x80000000) + (Math.floor(i / 2) % 255) * 0x800000 + fraction,
    );
  });
}

/** Floats of both signs near each multiple of ln 2/512 up to a limit, where the fast exp changes its step and |r| is greatest. */
function aroundSteps(limit: number): Float32Array {
  const step = Math.LN2 / 512;
  return Float32Array.from({ length: 2 * Math.floor(limit / step) }, (_, i) => {
    const at = Math.floor(i / 2) * step * (1 + 2 ** -20 * (i % 7));
    return i % 2 === 0 ? at : -at;
  });
}

/** Greatest relative error of `exact`, in units of 2⁻⁵³, where the true value is a normal double. */
function worst(subject: Truth, x: Float32Array): number {
  const { exact } = subject.fill(x);
  let most = 0;
  for (let i = 0; i < x.length; i += 1) {
    const { value } = subject.enclose(x[i]!);
    if (value.hi !== 0) {
      most = Math.max(most, Math.abs((exact[i]! - value.hi - value.lo) / value.hi) / u);
    }
  }
  return most;
}

describe('the fast path', () => {
  const inputs = { binades: everyBinade(16), steps: aroundSteps(20) };

  it.each([
    // op, pass and the bound that the head of its file proves, in u; 8 u is 2⁻⁵⁰.
    ['sigmoid', 'forward', 3.1],
    ['tanh', 'forward', 7.9],
    ['sigmoid', 'vjp', 6.1],
    ['tanh', 'vjp', 6.1],
  ] as const)('%s/%s stays below its bound of %d u', (op, pass, bound) => {
    const subject = oracle(op, pass);
    expect(worst(subject, inputs.binades)).toBeLessThan(bound);
    expect(worst(subject, inputs.steps)).toBeLessThan(bound);
  });

  it('has exp within 1.01 u of the exact one', () => {
    let most = 0;
    for (const x of [...inputs.steps, ...inputs.binades]) {
      const t = Math.abs(x);
      if (t < 700) {
        const { low, high, scale } = bounds(-t, 160);
        const middle = low + high;
        const hi = Number(middle);
        const lo = Number(middle - BigInt(hi));
        // Scaled to [½, 1], which is exact.
        const got = expMinus(t) * 2 ** (-160 - scale) * 2 ** 161;
        most = Math.max(most, Math.abs(got - hi - lo) / hi / u);
      }
    }
    expect(most).toBeLessThan(1.01);
  });

  it('has exact powers of two', () => {
    let power = 1;
    for (let n = 0; n < 1100; n += 1) {
      expect(powerOfHalf(n)).toBe(power);
      expect(powerOfHalf(-n)).toBe(1 / power);
      power /= 2;
    }
  });
});

describe('the exact exp', () => {
  const digits = 10n ** 60n;
  const decimal = (n: bigint, precision: number): bigint => (n * digits) >> BigInt(precision);

  it('has ln 2 (OEIS A002162)', () => {
    expect(decimal(ln2(256), 256)).toBe(
      693147180559945309417232121458176568075500134360255254120680n,
    );
  });

  it('has 1/e (OEIS A068985)', () => {
    const { low, high, scale } = bounds(-1, 256);
    const due = 367879441171442321595523770161460867445811131031767834507836n;
    expect(decimal(low, -scale)).toBeLessThanOrEqual(due);
    expect(decimal(high, -scale)).toBeGreaterThanOrEqual(due);
    expect(decimal(high - low, 256)).toBe(0n);
  });

  it.each([0.25, 1 / 3, 20.5, 1e-9, -0.25, -1 / 3, -20.5, -1e-9])(
    'has bounds at precision 128 that hold at 512, for %d',
    (t) => {
      const finer = bounds(t, 512);
      const coarser = bounds(t, 128);
      expect(coarser.scale - finer.scale).toBe(384);
      expect(coarser.low << 384n).toBeLessThanOrEqual(finer.low);
      expect(coarser.high << 384n).toBeGreaterThanOrEqual(finer.high);
      expect(coarser.high - coarser.low).toBe(3n);
    },
  );

  it('loses less than 2²⁸ units in expFixed', () => {
    for (const q of [192, 512, 2048]) {
      const r = (ln2(q) * 9n) / 10n;
      const finer = expFixed(r << 256n, q + 256) >> 256n;
      const error = expFixed(r, q) - finer;
      expect(error < 0n ? -error : error).toBeLessThan(1n << 28n);
    }
  });
});
