/**
 * The rounding test: where value · below and value · above round alike, so does every real number between them. The
 * products are themselves rounded, by 2⁻⁵³, so that is every one within 2⁻⁵⁰ of value, twice over. It fails for about
 * one input in 2²⁴, and for NaN.
 */
export const below: number = 1 - 2 ** -49;
export const above: number = 1 + 2 ** -49;
