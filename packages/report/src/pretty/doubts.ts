import type { KernelRequest } from '@rectify/backend';
import type { Measurement, Report } from '@rectify/record';
import { wholePercent } from '../quantity.ts';

/** Share of the time in which garbage was collected above which it is said. */
const muchCollecting = 0.05;
/** Share of outliers above which they are said. */
const manyOutliers = 0.2;

/** What there is to say against one figure. */
function doubtsAbout(one: Measurement): readonly string[] {
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
    ...(outliers < manyOutliers * samples ? [] : [`${outliers} of ${samples} samples far off`]),
  ];
}

/** Figures with something to say against them, each with its place. */
export function doubtsOf({
  measurements,
}: Report): readonly (KernelRequest & { readonly backend: string; readonly text: string })[] {
  return measurements.flatMap((one) => {
    const doubts = doubtsAbout(one);
    const { backend, op, pass, dtype, length, mode } = one;
    const text = `${mode} of ${length}: ${doubts.join('; ')}`;
    return doubts.length === 0 ? [] : [{ backend, op, pass, dtype, text }];
  });
}
