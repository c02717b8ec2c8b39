import { opIds, ops } from '@rectify/spec';
import { expect, test } from 'vitest';
import reference from '../index.ts';

const backend = await reference.open({ threads: 1 });
const tabulated = opIds.filter(
  (op) => op !== 'relu' && backend.supports({ op, pass: 'vjp', dtype: 'float16' }).ok,
);

test.each(tabulated)('%s has what its table is made for: an even slope that peaks at 0', (op) => {
  expect(ops[op].vjp.parity).toBe('even');
  expect(ops[op].vjp.turns).toEqual([{ at: 0, kind: 'peak' }]);
});
