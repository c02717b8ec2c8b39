import { floatTypes, signedUlpError, ulpError } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import { isFlushed } from '../element.ts';
import { noteMax, type ProfileSums } from '../verdict/profile.ts';
import { type GridBlock, indexOf, sideOf, truthOfSide } from './block.ts';

/**
 * Errors from here on may be the greatest where the greatest seen is `size`: the double of a true value leaves an error
 * uncertain by 2⁻²⁶ ULP and by as little of its own size. Below a quarter the rest of the kernel has a greater one, or all is exact.
 */
export function nearly(size: number): number {
  return size < 0.25 ? size : size - 2 ** -25 * Math.max(1, size);
}

/** Whether a wrong result of one side is what flushing gives. */
export function isFlushedAt(block: GridBlock, negative: boolean, place: number): boolean {
  const { format, atZero } = block.context;
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
  return element.y !== element.due && isFlushed(element, atZero, format);
}

/**
 * Notes the greatest error among `places` (ascending) of one side of a block, each from the oracle's enclosure: exact but for
 * its rounding to a double. Of a run of equal results only the ends are looked at, and where the true function turns: between
 * them it only rises or falls, so that the error from a constant is greatest at an end.
 */
export function noteGreatest(
  block: GridBlock,
  negative: boolean,
  places: Uint32Array,
  profile: ProfileSums,
): void {
  const { magnitudes, x, y } = block;
  const { request, format } = block.context;
  const { enclose } = oracle(request.op, request.pass);
  const { bitsOf } = floatTypes[request.dtype].line;
  const { due, rest } = truthOfSide(block, negative);
  const { turns } = sideOf(block, negative);
  const flushed = (place: number): boolean => isFlushedAt(block, negative, place);
  const isAlike = (a: number | undefined, b: number | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    b - a === 1 &&
    Object.is(y[indexOf(block, a, negative)], y[indexOf(block, b, negative)]) &&
    flushed(a) === flushed(b);
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    const isWithin = isAlike(places[at - 1], place) && isAlike(place, places[at + 1]);
    if (isWithin && !turns.has(magnitudes[place]!)) continue;
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
