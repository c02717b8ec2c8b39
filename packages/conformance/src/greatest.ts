import { signedUlpError, ulpError, floatTypes } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import { type Block, indexOf, truthOfSide } from './block.ts';
import { isFlushed } from './element.ts';
import { noteMax, type ProfileSums } from './profile.ts';

/**
 * Errors from here on may be the greatest where the greatest seen is `size`: the double of a true value leaves an error
 * uncertain by 2⁻²⁶ ULP and by as little of its own size. Below a quarter the rest of the kernel has a greater one, or all is exact.
 */
export function nearly(size: number): number {
  return size < 0.25 ? size : size - 2 ** -25 * Math.max(1, size);
}

/** Whether a wrong result of one side is what flushing gives. */
export function isFlushedAt(
  block: Block,
  negative: boolean,
  place: number,
  atZero: number,
): boolean {
  const { due, exact, rest } = truthOfSide(block, negative);
  const index = indexOf(block, place, negative);
  const element = {
    x: block.x[index]!,
    dy: 1,
    y: block.y[index]!,
    due: due[place]!,
    exact: exact[place]!,
    rest: rest === null ? 0 : rest[place]!,
    ulp: 0,
  };
  return (
    element.y !== element.due && isFlushed(element, atZero, floatTypes[block.request.dtype].format)
  );
}

/**
 * Notes the greatest error among `places` (ascending) of one side of a block, each from the oracle's enclosure: exact but for
 * its rounding to a double. Of a run of equal results only the ends are looked at, because the true function is monotone
 * on each side, so that the error from a constant is greatest at an end.
 */
export function noteGreatest(
  block: Block,
  negative: boolean,
  places: Uint32Array,
  atZero: number,
  profile: ProfileSums,
): void {
  const { request, magnitudes, x, y } = block;
  const { enclose } = oracle(request.op, request.pass, request.dtype);
  const format = floatTypes[request.dtype].format;
  const { bitsOf } = floatTypes[request.dtype].line;
  const { due, rest } = truthOfSide(block, negative);
  const flushed = (place: number): boolean => isFlushedAt(block, negative, place, atZero);
  const isAlike = (a: number | undefined, b: number | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    b - a === 1 &&
    Object.is(y[indexOf(block, a, negative)], y[indexOf(block, b, negative)]) &&
    flushed(a) === flushed(b);
  for (let at = 0; at < places.length; at++) {
    if (isAlike(places[at - 1], places[at]) && isAlike(places[at], places[at + 1])) continue;
    const place = places[at]!;
    const index = indexOf(block, place, negative);
    const got = y[index]!;
    const value = due[place]!;
    // What a float64 lacks is known to 2⁻³⁰ ULP or better: see the oracle.
    const size =
      rest === null
        ? ulpError(got, enclose(x[index]!).value, format)
        : Math.abs(signedUlpError(got, value, value, format.ulpOf(value)) - rest[place]!);
    noteMax(profile, size, bitsOf(magnitudes[place]!, negative));
    if (size > profile.maxUlpForgiven && !flushed(place)) profile.maxUlpForgiven = size;
  }
}
