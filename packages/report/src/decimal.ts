import type { DType } from '@rectify/float';
import { codecs, parseHex } from '@rectify/float';

interface Known {
  readonly value: number;
  /** Whether a number rounds to these bits. */
  readonly identifiedBy: (candidate: number) => boolean;
}

function read(dtype: DType, hex: string): Known | undefined {
  if (dtype === 'float64') {
    const wide = parseHex(dtype, hex);
    if (wide === undefined) return undefined;
    const codec = codecs[dtype];
    return { value: codec.decode(wide), identifiedBy: (x) => codec.encode(x) === wide };
  }
  const bits = parseHex(dtype, hex);
  if (bits === undefined) return undefined;
  const codec = codecs[dtype];
  return { value: codec.decode(bits), identifiedBy: (x) => codec.encode(x) === bits };
}

/** The shortest decimal that identifies the float of these hex bits; undefined where they are not of the dtype. */
export function decimalOf(dtype: DType, hex: string): string | undefined {
  const known = read(dtype, hex);
  if (known === undefined) return undefined;
  const { value, identifiedBy } = known;
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  for (let digits = 1; digits < 17; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (identifiedBy(candidate)) return String(candidate);
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
