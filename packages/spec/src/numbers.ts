/** Numbers that every dtype has, as cases are written: decimal text, or the name of what differs between dtypes. */
export const positiveZero = '0';
export const negativeZero = '-0';
export const zeros: readonly string[] = [positiveZero, negativeZero];
export const one = '1';
export const minusOne = '-1';
export const half = '0.5';
export const quarter = '0.25';
export const positiveInfinity = 'Infinity';
export const negativeInfinity = '-Infinity';
