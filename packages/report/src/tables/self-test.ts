import type { SelfTest, SelfTested, Trial } from '@rectify/record';
import { selfTestSchema } from '@rectify/record';
import { documentText } from '../words/document.ts';
import { percent } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import type { TableDocument } from './table-document.ts';

const perHundred = (count: number, of: number): string =>
  `${count} of ${of} (${((100 * count) / of).toFixed(1)}%)`;

function trialText(trials: readonly Trial[]): string {
  const ratios = trials.map(({ first }) => first.ratio).toSorted((x, y) => x - y);
  const longest = Math.max(...trials.map(({ seconds }) => seconds));
  const middle = ratios[ratios.length >> 1] ?? NaN;
  return `seen as ${percent(middle)} (${percent(ratios[0] ?? NaN)} to ${percent(ratios.at(-1) ?? NaN)}), at most ${longest.toFixed(0)} s each`;
}

function tableText(
  { backend, injected, identical, slowed, falseAlarms, found, unclear, smallest }: SelfTested,
  { style }: RenderOptions,
): string {
  const seen = smallest === null ? 'none up to double the time' : `${(smallest * 100).toFixed(0)}%`;
  return [
    style('title', `Comparisons of ${sanitize(backend)} with itself`),
    `  false alarms        ${perHundred(falseAlarms, identical.length)} of identical code; ${trialText(identical)}`,
    `  unclear             ${perHundred(unclear, identical.length)} could not exclude a change`,
    `  slow-downs found    ${perHundred(found, slowed.length)} of ${(injected * 100).toFixed(0)}%; ${trialText(slowed)}`,
    `  smallest to be seen ${seen}, in 95 of 100 comparisons`,
    '',
  ].join('\n');
}

/** What a self-test showed: false alarms, slow-downs found, and the smallest that can be seen. */
export function selfTestTable(found: SelfTest): TableDocument {
  return {
    text: (options) => tableText(found, options),
    json: () => documentText(selfTestSchema, found),
  };
}
