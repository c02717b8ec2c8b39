import { kernelOf } from '@rectify/backend';
import type { PairFigures, Profile } from '@rectify/record';
import type { KernelRemark } from './cautions.ts';
import { showGreatest } from './coverage.ts';
import { showFloat, showUlp } from './decimals.ts';

/** Figures of a gradient's other dy, where they say more than those of dy = 1: a greater error, or why it is not AAA. */
export function tellingPairs({ pairs, maxUlp, misrounded }: Profile): PairFigures | undefined {
  if (pairs === undefined || pairs.misrounded === 0) return undefined;
  const isWorse = pairs.maxUlp > maxUlp && showUlp(pairs.maxUlp) !== showUlp(maxUlp);
  return isWorse || misrounded === 0 ? pairs : undefined;
}

/** Pairs in a sentence: `812 of 131072 pairs (x, dy) misrounded, worst ≥3.20 ULP at x = …, dy = …`. */
export function pairsText({ dtype }: Pick<Profile, 'dtype'>, pairs: PairFigures): string {
  const { tested, misrounded, maxUlp, maxUlpAt } = pairs;
  const at =
    maxUlpAt === null
      ? ''
      : ` at x = ${showFloat(dtype, maxUlpAt.x)}, dy = ${showFloat(dtype, maxUlpAt.dy)}`;
  return `${misrounded} of ${tested} pairs (x, dy) misrounded, worst ${showGreatest(maxUlp, true)} ULP${at}`;
}

/** Gradients that err more, or only, with another dy than 1. */
export function pairRemarks(profiles: readonly Profile[]): readonly KernelRemark[] {
  return profiles.flatMap((profile) => {
    const pairs = tellingPairs(profile);
    return pairs === undefined ? [] : [{ ...kernelOf(profile), text: pairsText(profile, pairs) }];
  });
}

export const pairsTitle = 'Gradients with other dy than 1';
