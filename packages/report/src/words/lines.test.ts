import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinSections, shortened, wrap, wrapHanging } from './lines.ts';

it('wraps at spaces and loses no word', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), (words) => {
      for (const lines of [
        wrap(words.join(' '), 40, '  '),
        wrapHanging(words.join(' '), 40, '  '),
      ]) {
        expect(lines.flatMap((line) => line.trim().split(' ')).filter(Boolean)).toEqual(words);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
      }
    }),
  );
  expect(wrap('', 40, '  ')).toEqual([]);
});

it('joins the sections that say something', () => {
  expect(joinSections([['a', 'b'], [], ['c']])).toBe('a\nb\n\nc\n');
});

it('shortens from the left', () => {
  expect(shortened('module:./some/path.ts', 10)).toBe('…e/path.ts'.slice(-10));
  expect(shortened('ts', 10)).toBe('ts');
});
