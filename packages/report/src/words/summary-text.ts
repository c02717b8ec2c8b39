import type { Outcome, Summary } from '@rectify/record';
import { outcomes } from '@rectify/record';
import { claim } from './finding-text.ts';

/** How many findings have each outcome, in words; what backends list themselves is counted apart. */
export function summaryTexts(summary: Summary): readonly (readonly [Outcome, string])[] {
  const { claimed = 0 } = summary;
  const apart = claimed === 0 ? '' : `, ${claimed} of them ${claim}`;
  return outcomes.map((outcome) => [
    outcome,
    `${summary[outcome]} ${outcome}${outcome === 'known' ? apart : ''}`,
  ]);
}
