import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sanitize } from './sanitize.ts';

it('leaves nothing that a terminal obeys', () => {
  const hostile = fc.string({
    unit: fc.integer({ min: 0, max: 0x10ffff }).map((n) => String.fromCodePoint(n)),
  });
  fc.assert(
    fc.property(hostile, (text) => {
      expect(sanitize(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
});

it('shows what was there', () => {
  expect(sanitize('\u001b[31mred\u0007 \u202eevil\r\nnext')).toBe(
    String.raw`\x1b[31mred\x07 \u{202e}evil next`,
  );
  expect(sanitize('naïve σ(x) → 0')).toBe('naïve σ(x) → 0');
  expect(sanitize('::error::a ::set-output b::c ##[error] ##vso[x]')).toBe(
    String.raw`\x3a:error::a \x3a:set-output b::c #\x23[error] #\x23vso[x]`,
  );
});
