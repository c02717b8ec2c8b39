import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { plain, shortened, wrap } from './plain.ts';

it('leaves nothing that a terminal obeys', () => {
  const hostile = fc.string({
    unit: fc.integer({ min: 0, max: 0x10ffff }).map((n) => String.fromCodePoint(n)),
  });
  fc.assert(
    fc.property(hostile, (text) => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
});

it('shows what was there', () => {
  expect(plain('\u001b[31mred\u0007 \u202eevil\r\nnext')).toBe(
    String.raw`\x1b[31mred\x07 \u{202e}evil next`,
  );
  expect(plain('naïve σ(x) → 0')).toBe('naïve σ(x) → 0');
  expect(plain('::error::a ::set-output b::c ##[error] ##vso[x]')).toBe(
    String.raw`\x3a:error::a \x3a:set-output b::c #\x23[error] #\x23vso[x]`,
  );
});

it('wraps at spaces and loses no word', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), (words) => {
      const lines = wrap(words.join(' '), 40, '  ');
      expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(words);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
    }),
  );
  expect(wrap('', 40, '  ')).toEqual([]);
});

it('shortens from the left', () => {
  expect(shortened('module:./some/path.ts', 10)).toBe('…e/path.ts'.slice(-10));
  expect(shortened('ts', 10)).toBe('ts');
});
