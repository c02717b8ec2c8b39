import type { Grade, Verdict } from './words.ts';

/**
 * Grade of one kernel: AAA all must and should and correctly rounded, AA all must and should, A all must, F otherwise.
 * Known deviations do not mend it. A vjp kernel is correctly rounded with dy = 1 and on the pairs.
 */
export function gradeFrom(
  judged: readonly { readonly level: string; readonly verdict: Verdict }[],
  figures: {
    readonly misrounded: number;
    readonly pairs?: { readonly misrounded: number } | undefined;
  },
): Grade {
  const meets = (level: string): boolean =>
    judged.every((one) => one.level !== level || one.verdict === 'conforms');
  if (!meets('must')) return 'F';
  if (!meets('should')) return 'A';
  return figures.misrounded + (figures.pairs?.misrounded ?? 0) === 0 ? 'AAA' : 'AA';
}
