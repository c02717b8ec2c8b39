export const depths = ['smoke', 'default', 'exhaustive'] as const;
/** How many inputs are judged: thousands, about 2²⁰ a kernel, or every bit pattern. */
export type Depth = (typeof depths)[number];

export const coverages = ['all', 'lines', 'sample', 'sparse'] as const;
/**
 * Which inputs figures are of: `all`; of a gradient `lines`, every x with dy = 1 (at full depth with a random dy of either sign
 * a block too), and a sample of the other pairs; a `sample`; or `sparse`, a part of each block of a sweep.
 */
export type Coverage = (typeof coverages)[number];

/** Shards of a run at most: far more than there are blocks to share. */
export const mostShards: number = 2 ** 16;

export const verdicts = ['conforms', 'violates', 'unsupported', 'errored'] as const;
/** What a clause came to, before known deviations are taken into account. */
export type Verdict = (typeof verdicts)[number];

export const outcomes = ['pass', 'fail', 'known', 'stale', 'skip', 'error'] as const;
/** A verdict in its context. */
export type Outcome = (typeof outcomes)[number];

export const grades = ['AAA', 'AA', 'A', 'F'] as const;
/** Of a kernel: all must and should and correctly rounded, all must and should, all must, or less. Best first. */
export type Grade = (typeof grades)[number];

export const modes = ['run', 'roundtrip'] as const;
/** What is timed: the kernel alone, or bind + run + read, which is what a caller pays from array to array. */
export type Mode = (typeof modes)[number];

export const inputKinds = [
  'mixed',
  'positive',
  'negative',
  'saturated',
  'subnormal',
  'nan',
] as const;
/**
 * What `x` holds: `mixed` signs near normal; the same all `positive` or all `negative`, which branches can be predicted
 * of; `saturated`, far out on both sides; `subnormal` of both signs, a slow path of many processors; `nan`.
 */
export type InputKind = (typeof inputKinds)[number];

export const speedVerdicts = ['slower', 'faster', 'same', 'unclear'] as const;
/** What became of a kernel's time. */
export type SpeedVerdict = (typeof speedVerdicts)[number];

export const trends = ['worse', 'better', 'listed', 'appeared', 'vanished', 'different'] as const;
/**
 * `listed`: an expectation excuses now what is as it was. `vanished`: what the earlier run had of what the later one was asked
 * for. `different` is neither better nor worse: nobody judges it, or chance explains it where other inputs were judged.
 */
export type Trend = (typeof trends)[number];

export const changeKinds = [
  'kernel',
  'clause',
  'grade',
  'max-ulp',
  'misrounded',
  'pairs',
  'accuracy',
  'speed',
] as const;
/** What a change is one of. */
export type ChangeKind = (typeof changeKinds)[number];

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
