import { type AnyBits, type DType, floatTypes, valueIn } from '@rectify/float';

/** Kinds of number, the plainest first: two that are finite come to less than one that is not. */
const kinds = { normal: 0, zero: 1, subnormal: 2, infinite: 5, quietNan: 6, signallingNan: 7 };
/** More than any number of a kind comes to. */
const perKind = 2 ** 12;

const view = new DataView(new ArrayBuffer(8));

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** Bits after the leading one of a significand up to its last, and how many binades it is from 1. */
function lengthOf(value: number): number {
  view.setFloat64(0, value);
  const high = view.getUint32(0);
  const low = view.getUint32(4);
  const upper = high & 0xfffff;
  const exponent = Math.abs(((high >>> 20) & 0x7ff) - 1023);
  if (low !== 0) return exponent + 52 - trailingZeros(low);
  return upper === 0 ? exponent : exponent + 20 - trailingZeros(upper);
}

function strangenessOfNan(dtype: DType, bits: AnyBits): number {
  const { fieldLength } = floatTypes[dtype].line;
  const payload = BigInt(bits) % BigInt(fieldLength);
  const isQuiet = payload >= BigInt(fieldLength / 2);
  let length = Math.log2(fieldLength);
  for (let rest = payload; rest % 2n === 0n && length > 0; rest /= 2n) length--;
  return (isQuiet ? kinds.quietNan : kinds.signallingNan) * perKind + 2 * length;
}

/**
 * How hard a number is to read as an example: its kind, then how long it is and how far from 1, then its sign. 0 of 1 alone.
 */
function strangeness(dtype: DType, bits: AnyBits): number {
  const value = valueIn(dtype, bits);
  const sign = value < 0 || Object.is(value, -0) ? 1 : 0;
  if (value === 0) return kinds.zero * perKind + sign;
  if (Math.abs(value) === Infinity) return kinds.infinite * perKind + sign;
  if (Number.isNaN(value)) return strangenessOfNan(dtype, bits);
  const { leastNormal } = floatTypes[dtype].format;
  const kind = Math.abs(value) < leastNormal ? kinds.subnormal : kinds.normal;
  return kind * perKind + 2 * lengthOf(value) + sign;
}

/** Whether x and dy that are so strange together are both finite. */
export function areFinite(strangenessOfBoth: number): boolean {
  return strangenessOfBoth < kinds.infinite * perKind;
}

/** That of x and dy together; no dy is 1. */
export function strangenessOfPair(dtype: DType, x: AnyBits, dy: AnyBits | null): number {
  return strangeness(dtype, x) + (dy === null ? 0 : strangeness(dtype, dy));
}
