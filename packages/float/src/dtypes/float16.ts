import { binary16 } from '../binary16.ts';
import type { FloatType } from '../float-type.ts';

/** IEEE 754 binary16: 5 bits of exponent, 11 of significand. */
export const float16: FloatType<number> = binary16(5, 5);
