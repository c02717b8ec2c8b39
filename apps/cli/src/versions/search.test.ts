import { expect, it } from 'vitest';
import { findChange } from './search.ts';

const nowhere = (): boolean => false;

const versions = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Asks of a table, in which `?` is no verdict, and notes who was asked. */
function table(verdicts: string): {
  readonly asked: string[];
  readonly judge: (version: string) => Promise<string | null>;
} {
  const asked: string[] = [];
  const judge = async (version: string): Promise<string | null> => {
    asked.push(version);
    const verdict = verdicts[Number(version) - 1] ?? '?';
    return verdict === '?' ? null : verdict;
  };
  return { asked, judge };
}

it.each([
  ['vvvvvvvvc', '8', '9', []],
  ['vcccccccc', '1', '2', []],
  ['vvvvccccc', '4', '5', []],
  ['cccvvvvvv', '3', '4', []],
  ['vvvv?cccc', '4', '6', ['5']],
  ['vv???cccc', '2', '6', ['3', '4', '5']],
  ['v???????c', '1', '9', ['2', '3', '4', '5', '6', '7', '8']],
  ['v?v?v?c?c', '5', '7', ['6']],
])('%s: after %s comes %s', async (verdicts, last, first, between) => {
  const { asked, judge } = table(verdicts);
  expect(await findChange(versions, judge, nowhere)).toEqual({
    kind: 'found',
    last,
    first,
    between,
  });
  expect(new Set(asked).size).toBe(asked.length);
});

it('asks both ends and then as often as the rest can be halved', async () => {
  for (let change = 1; change < versions.length; change++) {
    const { asked, judge } = table('v'.repeat(change) + 'c'.repeat(versions.length - change));
    await findChange(versions, judge, nowhere);
    expect(asked.length).toBeLessThanOrEqual(2 + 3);
  }
});

it.each([
  ['v???????v', { kind: 'same', verdict: 'v' }, ['1', '9']],
  ['?vvvvvvvc', { kind: 'unusable', end: '1' }, ['1']],
  ['vvvvvvvv?', { kind: 'unusable', end: '9' }, ['1', '9']],
])('%s shows no change', async (verdicts, result, ends) => {
  const { asked, judge } = table(verdicts);
  expect(await findChange(versions, judge, nowhere)).toEqual(result);
  expect(asked).toEqual(ends);
});

it('judges those at hand before it gets one', async () => {
  const { asked, judge } = table('vvvvvcccc');
  const change = await findChange(versions, judge, (version) => ['2', '4', '8'].includes(version));
  expect(change).toMatchObject({ last: '5', first: '6' });
  expect(asked).toEqual(['1', '9', '4', '8', '6', '5']);
});
