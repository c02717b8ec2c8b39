/**
 * A function as rows: floats that share their upper bits, as a polynomial of degree 6 in the lower ones, r, for either sign of x.
 * Only what IEEE 754 defines is used, no relaxed instruction, so that results are the same everywhere.
 */

/** Seven doubles for x, then seven for −x. */
const sideBytes: usize = 56;
const rowBytes: usize = 112;

/** The rounding test of the oracle: 1 ± 2⁻⁴⁹. */
const below: f64 = 0.99999999999999822364316059975;
const above: f64 = 1.00000000000000177635683940025;

function isInDoubt(value: f64): bool {
  return !(<f32>(value * below) == <f32>(value * above));
}

/**
 * Fills `due` and `exact` of one side of consecutive finite magnitudes, times dy, and up to three places more. Returns how many
 * are in doubt; `doubts` lists their places.
 *
 * @param first bits of the first magnitude
 * @param shifts by exponent field: how many bits r has
 * @param starts by exponent field: what the upper bits are more than the number of their row
 * @param side 0 for x, 1 for −x
 * @param oddDue where the same goes with its sign changed, as does `exact` to `oddExact`; 0 for nowhere
 */
export function fill(
  first: u32,
  count: i32,
  shifts: usize,
  starts: usize,
  rows: usize,
  side: usize,
  dy: f64,
  due: usize,
  exact: usize,
  oddDue: usize,
  oddExact: usize,
  doubts: usize,
): i32 {
  const factor = f64x2.splat(dy);
  const zero = f64x2.splat(0);
  const two = f64x2.splat(2);
  const four = f64x2.splat(4);
  const low = f64x2.splat(below);
  const high = f64x2.splat(above);
  let found: i32 = 0;
  let place: i32 = 0;
  while (place < count) {
    const bits = first + place;
    const field = (<usize>(bits >> 23)) << 2;
    const shift = load<u32>(shifts + field);
    const row = bits >> shift;
    const c = rows + <usize>(row - load<u32>(starts + field)) * rowBytes + side * sideBytes;
    const offset = bits - (row << shift);
    const end = min(count, place + (1 << shift) - offset);
    let r = f64x2.add(f64x2.splat(<f64>offset), f64x2(0, 1));
    // Those of the last four that are beyond the row are written again, or there is no such place.
    for (; place < end; place += 4) {
      const s = f64x2.add(r, two);
      let term = v128.load_splat<f64>(c, 48);
      let a = f64x2.mul(term, r);
      let b = f64x2.mul(term, s);
      term = v128.load_splat<f64>(c, 40);
      a = f64x2.mul(f64x2.add(a, term), r);
      b = f64x2.mul(f64x2.add(b, term), s);
      term = v128.load_splat<f64>(c, 32);
      a = f64x2.mul(f64x2.add(a, term), r);
      b = f64x2.mul(f64x2.add(b, term), s);
      term = v128.load_splat<f64>(c, 24);
      a = f64x2.mul(f64x2.add(a, term), r);
      b = f64x2.mul(f64x2.add(b, term), s);
      term = v128.load_splat<f64>(c, 16);
      a = f64x2.mul(f64x2.add(a, term), r);
      b = f64x2.mul(f64x2.add(b, term), s);
      term = v128.load_splat<f64>(c, 8);
      a = f64x2.mul(f64x2.add(a, term), r);
      b = f64x2.mul(f64x2.add(b, term), s);
      term = v128.load_splat<f64>(c);
      // What is 0 whatever dy is, is +0.
      a = f64x2.add(f64x2.mul(f64x2.add(a, term), factor), zero);
      b = f64x2.add(f64x2.mul(f64x2.add(b, term), factor), zero);
      const to = exact + ((<usize>place) << 3);
      v128.store(to, a);
      v128.store(to, b, 16);
      const rounded = v128.shuffle<i64>(
        f32x4.demote_f64x2_zero(f64x2.mul(a, low)),
        f32x4.demote_f64x2_zero(f64x2.mul(b, low)),
        0,
        2,
      );
      const other = v128.shuffle<i64>(
        f32x4.demote_f64x2_zero(f64x2.mul(a, high)),
        f32x4.demote_f64x2_zero(f64x2.mul(b, high)),
        0,
        2,
      );
      v128.store(due + ((<usize>place) << 2), rounded);
      if (oddDue != 0) {
        v128.store(oddDue + ((<usize>place) << 2), f32x4.neg(rounded));
        v128.store(oddExact + ((<usize>place) << 3), f64x2.neg(a));
        v128.store(oddExact + ((<usize>place) << 3), f64x2.neg(b), 16);
      }
      if (v128.any_true(f32x4.ne(rounded, other))) {
        for (let at = place; at < min(end, place + 4); at++) {
          if (isInDoubt(load<f64>(exact + ((<usize>at) << 3)))) {
            store<i32>(doubts + ((<usize>found) << 2), at);
            found++;
          }
        }
      }
      r = f64x2.add(r, four);
    }
    place = end;
  }
  return found;
}
