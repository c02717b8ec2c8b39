import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import shipped from '../schema/expectations.schema.json' with { type: 'json' };
import { expectationsSchema } from './expectations.ts';

const valid = new Ajv2020({ validateFormats: false }).compile(shipped);
const entry = {
  backend: 'ort-node',
  clause: 'tanh/forward/odd',
  dtype: 'float16',
  versions: '>=1.29 <1.31',
  when: { arch: ['x64'] },
  reason: 'two kernels',
  url: 'https://example.org/1',
  bound: { maxUlp: 2.5, violations: 3 },
};
const { backend, clause, versions, reason } = entry;

const several = {
  clause: ['tanh/forward/odd', 'tanh/forward/zero'],
  dtype: ['float16', 'float32'],
};

it.each([
  [entry],
  [{ backend, clause, versions, reason }],
  [{ ...entry, reason: '' }],
  [{ ...entry, ...several }],
])('takes %j', (one) => {
  const file = { $schema: './expectations.schema.json', expectations: [one] };
  expect(valid(file), JSON.stringify(valid.errors)).toBe(true);
  expect(expectationsSchema.parse(file)).toEqual(file);
});

it.each([
  [{ backend, clause, versions }],
  [{ ...entry, reson: 'x' }],
  [{ ...entry, clause: 'tanh/forward/rounded' }],
  [{ ...entry, bound: { violations: -1 } }],
  [{ ...entry, bound: { ulp: 1 } }],
  [{ ...entry, dtype: 'float8' }],
  [{ ...entry, clause: [] }],
  [{ ...entry, clause: [clause, 'tanh/forward/rounded'] }],
  [{ ...entry, clause: [clause, clause] }],
  [{ ...entry, dtype: ['float16', 'float16'] }],
])('refuses %j', (one) => {
  const file = { expectations: [one] };
  expect(valid(file)).toBe(false);
  expect(expectationsSchema.safeParse(file).success).toBe(false);
});

it('refuses a range that is none, which JSON Schema cannot say', () => {
  const file = { expectations: [{ ...entry, versions: 'latest' }] };
  expect(expectationsSchema.safeParse(file).error?.issues).toMatchObject([
    { path: ['expectations', 0, 'versions'] },
  ]);
});
