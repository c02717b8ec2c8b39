import { ordinalOf, signedUlpError } from '@rectify/float';
import type { Point, Pointwise } from './pointwise.ts';
import { sight, type Tally } from './tally.ts';
import type { Truth } from './truth.ts';

/** Inputs of one call with what came back and what was due. */
export interface Returned extends Truth {
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
  readonly y: Float32Array;
}

/** Indices at which the result is not the correctly rounded one, to the bit. */
export function differing({ y, due }: Returned): Uint32Array {
  const got = new Uint32Array(y.buffer, y.byteOffset, y.length);
  const expected = new Uint32Array(due.buffer, due.byteOffset, due.length);
  const indices = new Uint32Array(y.length);
  let count = 0;
  for (let index = 0; index < y.length; index++)
    if (got[index] !== expected[index]) indices[count++] = index;
  return indices.subarray(0, count);
}

/** Judges one rule about single elements. What equals the correctly rounded result holds without a look. */
export function judgeElements(
  rule: Pointwise,
  returned: Returned,
  suspects: Uint32Array,
  tally: Tally,
): void {
  const { x, dy, y, due, exact } = returned;
  const point: Point = { x: 0, dy: 1, y: 0, due: 0, exact: 0 };
  const at = (index: number): Point => {
    point.x = x[index] ?? NaN;
    point.dy = dy === undefined ? 1 : (dy[index] ?? NaN);
    point.y = y[index] ?? NaN;
    point.due = due[index] ?? NaN;
    point.exact = exact[index] ?? NaN;
    return point;
  };
  for (let index = 0; index < x.length; index++) if (rule.applies(at(index))) tally.tested++;
  for (const index of suspects) {
    const p = at(index);
    if (!rule.applies(p) || rule.holds(p)) continue;
    const ulp = rule.measuresUlp ? Math.abs(signedUlpError(p.y, p.exact, p.due)) : null;
    sight(tally, {
      x: p.x,
      dy: dy === undefined ? null : p.dy,
      got: p.y,
      due: p.due,
      ulp,
      // Without a measure the violation nearest to zero is the simplest.
      rank: ulp ?? (Number.isNaN(p.x) ? 0 : -Math.abs(ordinalOf(p.x))),
      note: null,
    });
  }
}
