import { bitsAt, formatHex, type TypedArray } from '@rectify/float';
import type { Lane } from '@rectify/record';
import type { Conversation } from './conversation.ts';
import type { Place } from './inputs/calls.ts';
import { filled } from './inputs/filled.ts';

/** Whether a violation shows at a place. */
export type Shows = (place: Place) => Conversation<boolean>;

/** Part of a call, as places of the whole. */
interface Cut {
  readonly start: number;
  readonly length: number;
  readonly offset: number;
  /** Elements that stay as they were, ascending; the others become that of the place. */
  readonly kept: readonly number[];
}

/** So many calls are made to find a shorter one. */
const patience = 256;
/** More elements than this, that are not that of the place, nobody reads or writes on a command line. */
const mostOthers = 24;
/** Parts of a call that a kernel may work on by itself: registers, and blocks of them. */
const windows = [8, 64, 512, 4096];

const elementAt = (array: TypedArray, at: number): TypedArray => array.subarray(at, at + 1);

function placeOf({ inputs, index }: Place, { start, length, offset, kept }: Cut): Place {
  const { dtype, x, dy } = inputs;
  const part = (array: TypedArray): TypedArray => {
    const others = kept.map((at) => ({ index: at - start, one: elementAt(array, at) }));
    return filled(dtype, elementAt(array, index), length, others);
  };
  return {
    inputs: { dtype, x: part(x), dy: dy && part(dy) },
    index: index - start,
    offset,
  };
}

function laneOf({ inputs, index }: Place, { start, length, offset, kept }: Cut): Lane {
  const { dtype, x, dy } = inputs;
  const hexAt = (array: TypedArray, at: number): string => formatHex(dtype, bitsAt(array, at));
  const others = kept.map((at) => ({
    index: at - start,
    x: hexAt(x, at),
    dy: dy === undefined ? null : hexAt(dy, at),
  }));
  const lane = { length, index: index - start, offset };
  return others.length === 0 ? lane : { ...lane, others };
}

/** All places from `start` on but one. */
const except = (index: number, start: number, length: number): readonly number[] =>
  Array.from({ length }, (_, at) => start + at).filter((at) => at !== index);

/**
 * Of a call that shows a violation at a place a shorter and plainer one that shows it too: most elements become that of the
 * place itself, and what lies before and after is cut off. Null where too many must stay as they are.
 */
export function* shortestCall(place: Place, shows: Shows): Conversation<Lane | null> {
  const { inputs, index, offset } = place;
  const { length } = inputs.x;
  let asked = 0;
  let cut: Cut = { start: 0, length, offset, kept: except(index, 0, length) };
  function* take(next: Cut): Conversation<boolean> {
    if (asked === patience) return false;
    asked++;
    const does = yield* shows(placeOf(place, next));
    if (does) cut = next;
    return does;
  }
  if (!(yield* take({ ...cut, kept: [] })))
    for (const size of windows) {
      const start = index - (index % size);
      const own = Math.min(size, length - start);
      if (yield* take({ start, length: own, offset, kept: except(index, start, own) })) break;
    }
  for (let size = cut.kept.length; size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < cut.kept.length;) {
      const kept = [...cut.kept.slice(0, at), ...cut.kept.slice(at + size)];
      if (!(yield* take({ ...cut, kept }))) at += size;
    }
  if (cut.kept.length > mostOthers) return null;
  if (offset > 0) yield* take({ ...cut, offset: 0 });
  const first = Math.min(index, cut.kept[0] ?? index);
  const last = Math.max(index, cut.kept.at(-1) ?? index);
  for (let end = last + 1 - cut.start; end < cut.length; end *= 2)
    if (yield* take({ ...cut, length: end })) break;
  for (let step = 2 ** Math.floor(Math.log2(first - cut.start)); step >= 1; step /= 2)
    if (first - cut.start >= step)
      yield* take({ ...cut, start: cut.start + step, length: cut.length - step });
  return laneOf(place, cut);
}
