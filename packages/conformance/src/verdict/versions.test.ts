import { expect, test } from 'vitest';
import { isVersionIn, patchesOf } from './versions.ts';

test.each([
  ['1.30.0', '~1.30.0', '1.31.0'],
  ['2.36', '~2.36.0', '2.35'],
  ['2.9.0+cu121', '~2.9.0', '2.8.1+cu121'],
  ['2.17.0rc1', '~2.17.0', '2.16.9'],
  ['1.0.0-beta.2', '~1.0.0-beta.2', '0.9.0'],
])('%s is in %s, and %s is not', (version, range, other) => {
  expect(patchesOf(version)).toBe(range);
  expect(isVersionIn(version, range)).toBe(true);
  expect(isVersionIn(other, range)).toBe(false);
});

test('a version that is no number is in * alone', () => {
  expect(patchesOf('unknown')).toBe('*');
  expect(isVersionIn('unknown', '*')).toBe(true);
  expect(isVersionIn('unknown', '>=0.0.0')).toBe(true);
  expect(isVersionIn('unknown', '>=0.0.1')).toBe(false);
});
