import { expect, it } from 'vitest';
import { round, series } from './fixtures/series.ts';
import { joinedSeries } from './joined.ts';

it('joins the rounds of what was timed in pieces, in their order', () => {
  const whole = series('a', [round(0, [1]), round(1, [2]), round(2, [3])]);
  const other = series('b', [round(0, [4])]);
  const pieces = whole.rounds.map((one) => ({ ...whole, rounds: [one] }));
  expect(joinedSeries([...pieces.slice(1), other, ...pieces.slice(0, 1)])).toEqual([whole, other]);
  expect(joinedSeries([whole, other])).toEqual([whole, other]);
});
