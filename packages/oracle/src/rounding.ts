/**
 * The rounding test: where value · below and value · above round alike, so does every real number within 2⁻⁴⁹ of value
 * (relative; the product's own rounding is less than what the doubles' stated error, 2⁻⁵⁰, leaves).
 * It fails for about one input in 2²³, and for NaN.
 */
export const below: number = 1 - 2 ** -49;
export const above: number = 1 + 2 ** -49;
