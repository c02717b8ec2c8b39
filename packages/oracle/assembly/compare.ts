/** In `sums`, of what is right to the bit: the greatest error, the sum of sizes and the sum, in ULP. */
const maxAt: usize = 0;
const absoluteAt: usize = 8;
const signedAt: usize = 16;

const fieldMask: i32 = 0x7f80_0000;

/** 1 / ulp of a float32 with these bits of an exponent: 2^(150 − field), a subnormal one's as of field 1. */
function perUlpOf(exponent: i32): f64 {
  const field = max(exponent >> 23, 1);
  return reinterpret<f64>((<i64>(1173 - field)) << 52);
}

/**
 * Compares results with correctly rounded ones to the bit: notes the places that differ, and sums up the errors of the others.
 * Returns how many differ.
 *
 * @param y address of the result at place 0; the next is after it in memory, before it where `isMirrored`
 */
export function compare(
  y: usize,
  isMirrored: bool,
  due: usize,
  exact: usize,
  start: i32,
  end: i32,
  suspects: usize,
  sums: usize,
): i32 {
  let found: i32 = 0;
  let greatest = f64x2.splat(0);
  let absolute = f64x2.splat(0);
  let signed = f64x2.splat(0);
  let exponent: i32 = -1;
  let perUlp = f64x2.splat(0);
  for (let place = start; place < end; place += 4) {
    const at4 = (<usize>place) << 2;
    const at8 = (<usize>place) << 3;
    const own = v128.load(due + at4);
    const got = isMirrored
      ? v128.shuffle<i32>(v128.load(y - at4 - 12), v128.load(y - at4 - 12), 3, 2, 1, 0)
      : v128.load(y + at4);
    const isOther = v128.or(
      i32x4.ne(own, got),
      i32x4.ne(v128.and(own, i32x4.splat(fieldMask)), i32x4.splat(exponent)),
    );
    if (place + 4 > end || v128.any_true(isOther)) {
      const last = min(end, place + 4);
      for (let i = place; i < last; i++) {
        const bits = load<i32>(due + ((<usize>i) << 2));
        const result = load<i32>(isMirrored ? y - ((<usize>i) << 2) : y + ((<usize>i) << 2));
        exponent = bits & fieldMask;
        if (bits != result) {
          store<i32>(suspects + ((<usize>found) << 2), i);
          found++;
          continue;
        }
        const difference = <f64>reinterpret<f32>(bits) - load<f64>(exact + ((<usize>i) << 3));
        const error = f64x2.replace_lane(f64x2.splat(0), 0, difference * perUlpOf(exponent));
        greatest = f64x2.pmax(greatest, f64x2.abs(error));
        absolute = f64x2.add(absolute, f64x2.abs(error));
        signed = f64x2.add(signed, error);
      }
      perUlp = f64x2.splat(perUlpOf(exponent));
      continue;
    }
    const upper = v128.shuffle<i64>(own, own, 1, 0);
    const a = f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(own), v128.load(exact + at8)), perUlp);
    const b = f64x2.mul(
      f64x2.sub(f64x2.promote_low_f32x4(upper), v128.load(exact + at8, 16)),
      perUlp,
    );
    const sizeA = f64x2.abs(a);
    const sizeB = f64x2.abs(b);
    greatest = f64x2.pmax(greatest, f64x2.pmax(sizeA, sizeB));
    absolute = f64x2.add(absolute, f64x2.add(sizeA, sizeB));
    signed = f64x2.add(signed, f64x2.add(a, b));
  }
  store<f64>(sums + maxAt, max(f64x2.extract_lane(greatest, 0), f64x2.extract_lane(greatest, 1)));
  store<f64>(sums + absoluteAt, f64x2.extract_lane(absolute, 0) + f64x2.extract_lane(absolute, 1));
  store<f64>(sums + signedAt, f64x2.extract_lane(signed, 0) + f64x2.extract_lane(signed, 1));
  return found;
}
