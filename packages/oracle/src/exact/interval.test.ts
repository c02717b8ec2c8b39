import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitLength } from './fixed.ts';
import { arithmetic, fromDouble, type RealInterval } from './interval.ts';

/** A rational number, of d > 0. */
interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

const power = (n: bigint, exponent: number): Rational =>
  exponent < 0 ? { n, d: 1n << BigInt(-exponent) } : { n: n << BigInt(exponent), d: 1n };
const plus = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });
const isUpTo = (a: Rational, b: Rational): boolean => a.n * b.d <= b.n * a.d;

const double = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -4, max: 4 }),
  fc.integer({ min: -9, max: 9 }),
);
/** An interval of either sign or of both, and a number in it. */
const sample = fc
  .tuple(double, fc.bigInt({ min: 0n, max: 99n }), fc.bigInt({ min: 0n, max: 99n }))
  .map(([x, under, over]) => {
    const { low: n, scale } = fromDouble(x);
    return { interval: { low: n - under, high: n + over, scale }, number: power(n, scale) };
  });
const precisions = fc.constantFrom(8, 53, 160);

function expectToContain({ low, high, scale }: RealInterval, number: Rational): void {
  expect(isUpTo(power(low, scale), number)).toBe(true);
  expect(isUpTo(number, power(high, scale))).toBe(true);
}

test('a double is itself', () => {
  fc.assert(
    fc.property(double, (x) => {
      const { low, high, scale } = fromDouble(x);
      expect(high).toBe(low);
      const half = scale >> 1;
      expect(Number(low) * 2 ** half * 2 ** (scale - half)).toBe(x === 0 ? 0 : x);
    }),
  );
  for (const x of [NaN, Infinity, -Infinity])
    expect(() => fromDouble(x)).toThrow('is no real number');
});

test('every result contains the true one, in so many bits', () => {
  fc.assert(
    fc.property(sample, sample, precisions, (a, b, precision) => {
      const at = arithmetic(precision);
      const minus = { n: -b.number.n, d: b.number.d };
      const results = [
        [at.add(a.interval, b.interval), plus(a.number, b.number)],
        [at.subtract(a.interval, b.interval), plus(a.number, minus)],
        [at.multiply(a.interval, b.interval), times(a.number, b.number)],
        [at.square(a.interval), times(a.number, a.number)],
        [at.hull(a.interval, b.interval), a.number],
        [at.hull(a.interval, b.interval), b.number],
      ] as const;
      for (const [interval, number] of results) {
        expectToContain(interval, number);
        expect(bitLength(interval.low)).toBeLessThanOrEqual(precision + 1);
        expect(bitLength(interval.high)).toBeLessThanOrEqual(precision + 1);
      }
      expectToContain(at.negate(b.interval), minus);
      const { low, high } = b.interval;
      if (low <= 0n && high >= 0n)
        expect(() => at.divide(a.interval, b.interval)).toThrow('a divisor that may be 0');
      else {
        const sign = b.number.n < 0n ? -1n : 1n;
        const inverse = { n: sign * b.number.d, d: sign * b.number.n };
        expectToContain(at.divide(a.interval, b.interval), times(a.number, inverse));
      }
    }),
    { numRuns: 3000 },
  );
});

test('a square is not negative', () => {
  expect(arithmetic(53).square({ low: -3n, high: 2n, scale: 1 })).toEqual({
    low: 0n,
    high: 9n,
    scale: 2,
  });
});

test('what fits is exact, and what does not is as narrow for tiny numbers', () => {
  const normal = fc.double({ noNaN: true, min: 2 ** -400, max: 2 ** 400 });
  fc.assert(
    fc.property(normal, normal, (a, b) => {
      const at = arithmetic(160);
      const product = at.multiply(a, b);
      expect(product.high).toBe(product.low);
      const quotient = at.divide(product, b);
      const { low, scale } = at.subtract(quotient, a);
      expect(power(low, scale).n).toBe(0n);
      const third = at.divide(a, at.multiply(3, b));
      expect((third.high - third.low) << 155n <= third.low).toBe(true);
    }),
  );
});

test('exp contains what Math.exp is near to, at both ends of an interval', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -700, max: 700 }), fc.nat(99), (x, units) => {
      const { low, scale } = fromDouble(x);
      const interval = arithmetic(160).exp({ low, high: low + BigInt(units), scale });
      const doubleOf = (n: bigint): number => {
        const shift = Math.max(bitLength(n) - 60, 0);
        return Number(n >> BigInt(shift)) * 2 ** (interval.scale + shift);
      };
      const near = Math.exp(x);
      const slack = near * 2 ** -50;
      expect(Math.abs(doubleOf(interval.low) - near)).toBeLessThan(slack);
      const wider = Math.abs(x) * units * 2 ** -52 * near * 1.01;
      expect(Math.abs(doubleOf(interval.high) - near)).toBeLessThan(slack + wider);
    }),
  );
});

test('exp is 1 at 0, next to 0 far below, and refused far above', () => {
  const { exp } = arithmetic(64);
  expect(exp(0)).toEqual({ low: 1n << 64n, high: 1n << 64n, scale: -64 });
  expect(exp(-1e300)).toEqual({ low: 0n, high: 1n, scale: -4096 });
  expect(() => exp(4096)).toThrow('exp of more than 4096');
});

test('a bit length is that of the binary digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n }), fc.nat(2300), (n, shift) => {
      const long = n << BigInt(shift);
      for (const m of [long, (1n << BigInt(shift)) - 1n, 1n << BigInt(shift)]) {
        expect(bitLength(m)).toBe(m === 0n ? 0 : m.toString(2).length);
        expect(bitLength(-m)).toBe(bitLength(m));
      }
    }),
  );
});
