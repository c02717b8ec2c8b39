import { expect, test } from 'vitest';
import { isSuiteError, suiteError } from './index.ts';

test('a suite error keeps its code, message, hint and cause', () => {
  const cause = new Error('no such file');
  const error = suiteError('BACKEND_MISSING', 'it is not installed', { hint: 'add it', cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ code: 'BACKEND_MISSING', message: 'it is not installed' });
  expect(error.hint).toBe('add it');
  expect(error.cause).toBe(cause);
});

test('without a cause there is none', () => {
  expect('cause' in suiteError('USAGE', 'what?', { hint: 'ask' })).toBe(false);
});

test('only suite errors are taken for such', () => {
  expect(isSuiteError(suiteError('USAGE', 'what?', { hint: 'ask' }))).toBe(true);
  const others = [new Error('what?'), { name: 'SuiteError', code: 'USAGE', hint: 'ask' }, null];
  for (const other of others) expect(isSuiteError(other)).toBe(false);
});
