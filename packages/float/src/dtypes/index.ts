import type { FloatType } from '../float-type.ts';
import { bfloat16 } from './bfloat16.ts';
import { float16 } from './float16.ts';
import { float32 } from './float32.ts';
import { float64 } from './float64.ts';

/** Every dtype by its id. */
export const floatTypes = { float32, float16, bfloat16, float64 } satisfies Readonly<
  Record<string, FloatType<number> | FloatType<bigint>>
>;
