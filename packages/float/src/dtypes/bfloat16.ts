import { binary16 } from '../binary16.ts';
import type { FloatType } from '../float-type.ts';

/** The upper half of a float32: 8 bits of exponent, 8 of significand. */
export const bfloat16: FloatType<number> = binary16(8, 20);
