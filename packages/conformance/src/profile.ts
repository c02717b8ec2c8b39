import { formatHex, leastNormal, signedUlpError } from '@rectify/float';
import type { Returned } from './elements.ts';
import { isFlushed } from './pointwise.ts';

import type { Binade } from './types.ts';

interface BinadeSum {
  tested: number;
  max: number;
  sum: number;
}

/** What the profile of a kernel is made from, added up call by call (dy = 1). */
export interface ProfileSums {
  readonly binades: (BinadeSum | undefined)[];
  tested: number;
  compared: number;
  maxUlp: number;
  maxUlpBits: number | null;
  maxUlpForgiven: number;
  signedSum: number;
  misrounded: number;
  overOneUlp: number;
  /** Subnormal inputs where taking them for zero would show, and those that were. */
  subnormalInputs: number;
  flushedInputs: number;
  /** Subnormal results of inputs that are not, and those that came back as zero. */
  subnormalResults: number;
  flushedResults: number;
}

export function newProfileSums(): ProfileSums {
  return {
    binades: [],
    tested: 0,
    compared: 0,
    maxUlp: 0,
    maxUlpBits: null,
    maxUlpForgiven: 0,
    signedSum: 0,
    misrounded: 0,
    overOneUlp: 0,
    subnormalInputs: 0,
    flushedInputs: 0,
    subnormalResults: 0,
    flushedResults: 0,
  };
}

/** Adds a call with dy = 1. `atZero` is the correctly rounded result of a zero input. */
export function addToProfile(sums: ProfileSums, returned: Returned, atZero: number): void {
  const { x, y, due, exact } = returned;
  const bits = new Uint32Array(x.buffer, x.byteOffset, x.length);
  for (let index = 0; index < x.length; index++) {
    sums.tested++;
    const xi = x[index] ?? NaN;
    if (Number.isNaN(xi)) continue;
    const yi = y[index] ?? NaN;
    const dueI = due[index] ?? NaN;
    const exactI = exact[index] ?? NaN;
    const signed = signedUlpError(yi, exactI, dueI);
    const error = Math.abs(signed);
    const xBits = bits[index] ?? 0;
    const key = xBits >>> 23;
    const binade = (sums.binades[key] ??= { tested: 0, max: 0, sum: 0 });
    binade.tested++;
    if (error > binade.max) binade.max = error;
    binade.sum += error;
    sums.compared++;
    sums.signedSum += signed;
    if (yi !== dueI) {
      sums.misrounded++;
      if (error > 1) sums.overOneUlp++;
    }
    // Of equal errors the least bit pattern is named, so that the order of calls does not matter.
    if (
      error > sums.maxUlp ||
      (error === sums.maxUlp && error > 0 && xBits < (sums.maxUlpBits ?? 0))
    ) {
      sums.maxUlp = error;
      sums.maxUlpBits = xBits;
    }
    if (
      error > sums.maxUlpForgiven &&
      !isFlushed({ x: xi, dy: 1, y: yi, due: dueI, exact: exactI }, atZero)
    )
      sums.maxUlpForgiven = error;
    if (xi !== 0 && Math.abs(xi) < leastNormal) {
      if (dueI !== atZero) {
        sums.subnormalInputs++;
        if (yi === atZero) sums.flushedInputs++;
      }
    } else if (dueI !== 0 && Math.abs(dueI) < leastNormal) {
      sums.subnormalResults++;
      if (yi === 0) sums.flushedResults++;
    }
  }
}

const hex = (bits: number): string => formatHex('float32', bits);

/** The profile's figures from the sums. */
export function profileFigures(sums: ProfileSums): {
  readonly tested: number;
  readonly maxUlp: number;
  readonly maxUlpAt: string | null;
  readonly maxUlpForgiven: number;
  readonly meanUlp: number;
  readonly misrounded: number;
  readonly overOneUlp: number;
  readonly flushes: { readonly inputs: boolean; readonly results: boolean };
  readonly binades: readonly Binade[];
} {
  const binades: Binade[] = [];
  sums.binades.forEach((binade, key) => {
    if (binade === undefined) return;
    const low = key * 2 ** 23;
    binades.push({
      low: hex(low),
      high: hex((key & 0xff) === 0xff ? low : low + 2 ** 23 - 1),
      tested: binade.tested,
      maxUlp: binade.max,
      meanUlp: binade.sum / binade.tested,
    });
  });
  return {
    tested: sums.tested,
    maxUlp: sums.maxUlp,
    maxUlpAt: sums.maxUlpBits === null ? null : hex(sums.maxUlpBits),
    maxUlpForgiven: sums.maxUlpForgiven,
    meanUlp: sums.compared === 0 ? 0 : sums.signedSum / sums.compared,
    misrounded: sums.misrounded,
    overOneUlp: sums.overOneUlp,
    flushes: {
      inputs: sums.subnormalInputs > 0 && sums.flushedInputs === sums.subnormalInputs,
      results: sums.subnormalResults > 0 && sums.flushedResults === sums.subnormalResults,
    },
    binades,
  };
}
