import type { Magnitudes } from '@rectify/float';

/** Inputs that were asked for, ascending, and whether neighbours among them were held against each other. */
export interface Asked {
  readonly magnitudes: Magnitudes;
  readonly isOrdered: boolean;
}

/** Which of some inputs were judged before. */
export interface Known {
  /** 1 for each that was. */
  readonly isStale: Uint8Array;
  /** 1 for each that was held against the next one. */
  readonly isPaired: Uint8Array;
}

/** The first place whose magnitude is not below one, of ascending ones. */
export function placeFrom(magnitudes: Magnitudes, magnitude: number, start = 0): number {
  let low = start;
  let high = magnitudes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (magnitudes[middle]! < magnitude) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Holds ascending inputs against those that were asked before. */
export function knownOf(asked: readonly Asked[], magnitudes: Magnitudes): Known {
  const { length } = magnitudes;
  const isStale = new Uint8Array(length);
  const isPaired = new Uint8Array(length);
  for (const { magnitudes: before, isOrdered } of asked) {
    let place = 0;
    let last = -1;
    for (let at = placeFrom(before, magnitudes[0]!); at < before.length; at++) {
      place = placeFrom(magnitudes, before[at]!, place);
      if (place === length) break;
      if (magnitudes[place] !== before[at]) {
        last = -1;
        continue;
      }
      isStale[place] = 1;
      if (isOrdered && last === place - 1 && last >= 0) isPaired[last] = 1;
      last = place;
    }
  }
  return { isStale, isPaired };
}
