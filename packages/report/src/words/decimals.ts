import type { DType } from '@rectify/float';
import { bitsIn, parseHex, valueIn } from '@rectify/float';

/** The shortest decimal that identifies the float of these hex bits; undefined where they are not of the dtype. */
export function decimalOf(dtype: DType, hex: string): string | undefined {
  const bits = parseHex(dtype, hex);
  if (bits === undefined) return undefined;
  const value = valueIn(dtype, bits);
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  for (let digits = 1; digits < 17; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (bitsIn(dtype, candidate) === bits) return String(candidate);
  }
  return String(value);
}

/** A float in decimal and in bits: `0.5 0x3f000000`. */
export function showFloat(dtype: DType, hex: string): string {
  const decimal = decimalOf(dtype, hex);
  return decimal === undefined ? hex : `${decimal} ${hex}`;
}

/** An ULP error at a glance: two places where they tell something, none where they do not. */
export function showUlp(ulp: number): string {
  if (!Number.isFinite(ulp)) return Number.isNaN(ulp) ? 'NaN' : '∞';
  if (ulp < 10) return ulp.toFixed(2);
  if (ulp < 1000) return ulp.toFixed(1);
  return ulp < 1e8 ? String(Math.round(ulp)) : ulp.toExponential(1);
}

/** Whether hex bits have their sign set. */
export function isNegative(hex: string): boolean {
  return /^0x[89a-f]/.test(hex);
}
