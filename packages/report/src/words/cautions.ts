import type { BackendKernel } from '@rectify/backend';
import { kernelOf } from '@rectify/backend';
import type { Measurement, Report } from '@rectify/record';
import { digits, wholePercent } from './quantities.ts';

/** Share of the time in which garbage was collected above which it is said. */
const muchCollecting = 0.05;
/** Share of outliers above which they are said. */
const manyOutliers = 0.2;

/** What may pass beside the samples of a round: the request, its arrays, and trying out how many calls fill a sample. */
const unexplained = { share: 3, roundMs: 100 };

/** What a backend's own clock leaves out of the time that passed here. */
function clockText({ selfTimed, rounds }: Measurement): readonly string[] {
  if (selfTimed === undefined) return [];
  const [spentMs, wallMs] = [selfTimed.spentNs / 1e6, selfTimed.wallNs / 1e6];
  const beside = wallMs - spentMs;
  return beside > unexplained.share * spentMs && beside > unexplained.roundMs * rounds
    ? [`timed by itself, ${digits(spentMs)} ms by its clock of ${digits(wallMs)} ms that passed`]
    : [];
}

/** What there is to say against one figure. */
function cautionsOf(one: Measurement): readonly string[] {
  const { rounds, steadyRounds, drift, bimodal, collectingShare, outliers, samples } = one;
  return [
    ...(steadyRounds * 2 < rounds
      ? [`steady in ${steadyRounds} of ${rounds} processes within the time`]
      : []),
    ...(drift === 0 ? [] : [`drifts by ${wholePercent(drift)} from first to last`]),
    ...(bimodal === null
      ? []
      : [
          `has two speeds, ${wholePercent(bimodal.slow / bimodal.fast - 1)} apart, the slower in ${wholePercent(bimodal.slowShare)}`,
        ]),
    ...(collectingShare < muchCollecting
      ? []
      : [`collects garbage for ${wholePercent(collectingShare)} of the time`]),
    ...clockText(one),
    ...(outliers < manyOutliers * samples ? [] : [`${outliers} of ${samples} samples far off`]),
  ];
}

/** What is said of one kernel. */
export interface KernelRemark extends BackendKernel {
  readonly text: string;
}

/** Figures with something to say against them, each with its place. */
export function cautionsOfFigures({ measurements }: Report): readonly KernelRemark[] {
  return measurements.flatMap((one) => {
    const found = cautionsOf(one);
    const text = `${one.mode} of ${one.length}: ${found.join('; ')}`;
    return found.length === 0 ? [] : [{ ...kernelOf(one), text }];
  });
}
