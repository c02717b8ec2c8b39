const view = new DataView(new ArrayBuffer(4));

/** The 32 bits of `x` rounded to float32, as an unsigned integer. */
export function bitsOf(x: number): number {
  view.setFloat32(0, x);
  return view.getUint32(0);
}

/** The float32 with these 32 bits (only the low 32 count). */
export function fromBits(bits: number): number {
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/**
 * Place of a non-NaN float32 on the ordered line: an integer that grows with the value by one a float.
 * Both zeros are 0; the least subnormals are ±1; the infinities are ±0x7f800000.
 */
export function ordinalOf(x: number): number {
  const bits = bitsOf(x);
  return bits < 0x80000000 ? bits : 0x80000000 - bits;
}

/** The float32 at a place of the ordered line (0 gives +0). */
export function fromOrdinal(ordinal: number): number {
  return ordinal < 0 ? fromBits(0x80000000 - ordinal) : fromBits(ordinal);
}

/** The least float32 above `x`; +∞ and NaN stay. Both zeros have the same neighbours; a zero is +0. */
export function nextUp(x: number): number {
  return Number.isNaN(x) || x === Infinity ? x : fromOrdinal(ordinalOf(x) + 1);
}

/** The greatest float32 below `x`; −∞ and NaN stay. A zero is +0. */
export function nextDown(x: number): number {
  return Number.isNaN(x) || x === -Infinity ? x : fromOrdinal(ordinalOf(x) - 1);
}

/** How many floats apart two float32 values are; NaN if either is NaN. */
export function ulpDistance(a: number, b: number): number {
  return Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.abs(ordinalOf(a) - ordinalOf(b));
}
