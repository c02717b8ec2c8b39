import { expect, it } from 'vitest';
import { isReason } from './reason.ts';

const none = [
  '| |-|—|…|???|.|1|#123|\u200b|x|xxx|AAAA|n/a|N.A.|none|known|Known issue.|<reason>|"reason"|see above',
  'TODO|todo!|(todo)|TODO: find out|// FIXME later|to do|XXX why|tbd.|ＴＯＤＯ|same as above|expected failure',
  'won’t fix|wip|null|unknown',
].join('|');

it.each(none.split('|'))('%j is no reason', (text) => expect(isReason(text)).toBe(false));

it.each([
  'adds 0',
  'rounds twice',
  'flushes',
  'the AVX2 kernel drops the sign of zero: https://example.org/1',
  'known since 1.29: the polynomial is of degree 5',
  'todos los subnormales se pierden',
  '指数が溢れる',
  'ORT-1234: exp overflows',
])('%j is one', (text) => expect(isReason(text)).toBe(true));
