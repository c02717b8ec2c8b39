import { bounds } from '../bounds.ts';
import { floatHandbook, ieeeRecommended } from '../sources.ts';
import type { ClauseBody } from '../types.ts';

/** Clauses of functions that rise from one limit to another. */
export const monotone: ClauseBody = {
  name: 'monotone',
  level: 'should',
  text: 'No result is below that of a lesser input.',
  sources: [ieeeRecommended],
  rationale:
    'The function rises everywhere. Where pieces of an approximation do not meet, an order that the model relies on is turned round.',
  rule: { kind: 'monotone' },
};

export const faithful: ClauseBody = {
  name: 'faithful',
  level: 'should',
  text: 'The result is one of the two numbers of the dtype around the true value, or the one that it is (flushed subnormals are judged by other clauses).',
  sources: [floatHandbook],
  rationale:
    'Good mathematical libraries are faithful at little cost; beyond it, results of two runtimes drift apart. An error of at most 1 ULP is less: below a power of two, where numbers lie twice as close, the second number down is within it.',
  rule: { kind: 'faithful' },
};

export const rounded: ClauseBody = {
  name: 'rounded',
  level: 'may',
  text: 'The result is the correctly rounded one; misrounded results are counted.',
  sources: [ieeeRecommended],
  rationale:
    'Only correct rounding gives the same bits everywhere. Standards recommend it; few runtimes offer it.',
  rule: { kind: 'rounded' },
};

export const saturation: ClauseBody = {
  name: 'saturation',
  level: 'should',
  text: `The result is exactly the limit wherever the true value is within ${bounds.saturation.first} of it ${bounds.saturation.others}.`,
  sources: [floatHandbook],
  rationale:
    'There the limit is the correctly rounded value with a wide margin: in precision p the bound is 2⁻⁽ᵖ⁺³⁾, a quarter of the distance from 1 at which rounding to it begins. Anything else is an approximation cut off too late or a clamp to a lesser number.',
  rule: {
    kind: 'saturation',
    within: bounds.saturation.values,
  },
};
