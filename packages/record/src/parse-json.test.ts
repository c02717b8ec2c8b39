import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON of somebody else', () => {
  it('is read as it is', () => {
    const value = { a: [1, null, { b: 'x"]}\\' }], '\\"[': '[[[' };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  it('may hold brackets in texts, however many', () => {
    const value = { a: '['.repeat(1000), b: '\\"{'.repeat(1000), '{': ['\\', '{'.repeat(99)] };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  it('is refused where it is nested without end', () => {
    expect(parseJson(nested(64))).toBeInstanceOf(Array);
    for (const text of [nested(65), nested(1_000_000), '{"a":'.repeat(100_000)])
      expect(() => parseJson(text)).toThrow(RangeError);
  });

  it.each(['', '{', '"', '"\\', '[1,]', 'NaN', ']]]', '"a'])('%j is none', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});
