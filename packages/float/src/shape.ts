import type { FloatFormat } from './float-type.ts';

/** The numbers of a format of IEEE 754's kind, by the bits of its significand and its greatest exponent. */
export function shapeOf(
  precision: number,
  greatestExponent: number,
): Pick<FloatFormat, 'precision' | 'leastNormal' | 'leastSubnormal' | 'greatest'> {
  const leastNormal = 2 ** (1 - greatestExponent);
  return {
    precision,
    leastNormal,
    leastSubnormal: leastNormal * 2 ** (1 - precision),
    greatest: (2 - 2 ** (1 - precision)) * 2 ** greatestExponent,
  };
}
