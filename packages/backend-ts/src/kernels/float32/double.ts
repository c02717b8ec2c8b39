const value = new Float64Array(1);
const bits = new BigInt64Array(value.buffer);

/** 2ᵏ for −1022 ≤ k ≤ 1023, from its bits: no engine's `**` can be off. */
export function powerOfTwo(k: number): number {
  bits[0] = BigInt(k + 1023) << 52n;
  return value[0]!;
}

/** The double that is `steps` doubles above x > 0. */
export function stepUp(x: number, steps: number): number {
  value[0] = x;
  bits[0] = bits[0]! + BigInt(steps);
  return value[0];
}
