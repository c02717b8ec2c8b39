/** Tables of the float64 kernels, from integers of so many bits that nothing of them is lost in a double-double. */
const bits = 2600;
const one = 1n << BigInt(bits);

/** e^(−1/256) in units of 2⁻ᵇⁱᵗˢ. */
const step: bigint = (() => {
  let sum = one;
  let term = one;
  for (let n = 1n; term > 0n; n += 1n) {
    term /= 256n * n;
    sum += n % 2n === 0n ? term : -term;
  }
  return sum;
})();

/** Double-doubles hi + lo with ½ ≤ hi ≤ 1, times 2^exponent. */
export interface Column {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
  readonly exponent: Int32Array;
}

function columnOf(values: readonly bigint[]): Column {
  const length = values.length;
  const column = {
    hi: new Float64Array(length),
    lo: new Float64Array(length),
    exponent: new Int32Array(length),
  };
  values.forEach((value, i) => {
    if (value === 0n) return;
    const size = value.toString(2).length;
    const top = (value << 200n) >> BigInt(size);
    const hi = Number(top);
    column.hi[i] = hi * 2 ** -200;
    column.lo[i] = Number(top - BigInt(hi)) * 2 ** -200;
    column.exponent[i] = size - bits;
  });
  return column;
}

function powersOf(factor: bigint, count: number): readonly bigint[] {
  const powers = [one];
  while (powers.length < count) powers.push((powers.at(-1)! * factor) >> BigInt(bits));
  return powers;
}

const fractions = powersOf(step, 257);

/** e^(−i) for i ≤ 1500: beyond, no double times it is above 0. */
export const wholes: Column = columnOf(powersOf(fractions[256]!, 1502));
/** e^(−j/256) for j ≤ 256. */
export const parts: Column = columnOf(fractions);
/** 1 − e^(−j/256). */
export const complements: Column = columnOf(fractions.map((value) => one - value));
