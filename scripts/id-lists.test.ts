import { join } from 'node:path';
import { dtypes } from '@rectify/float';
import { formats } from '@rectify/report';
import { clauses, opIds } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { idLists } from './id-lists.ts';
import { handWritten } from './sources.ts';

const axes = {
  op: opIds,
  dtype: dtypes,
  rule: [...new Set(clauses.map(({ rule }) => rule.kind))],
  format: formats,
};

/** The packages that know every op, dtype, rule and format: by their rows alone. */
const packages = '{packages/{float,spec,oracle,conformance,record,bench,report,runner},apps/cli}';

/** The literals that hold the rows. */
const rows = [
  'packages/float/src/dtypes/index.ts',
  'packages/spec/src/ops/index.ts',
  'packages/oracle/src/ops/index.ts',
  'packages/conformance/src/rules/index.ts',
  'packages/report/src/formats/index.ts',
];

/** Words that are ids by chance. */
const otherWords = [
  { path: 'packages/float/src/class.ts', axis: 'rule', why: 'classes of floats' },
  { path: 'packages/oracle/src/truth.ts', axis: 'rule', why: 'parities of functions' },
  { path: 'packages/oracle/src/simd/rows.ts', axis: 'rule', why: 'parities of functions' },
];

const found = handWritten(join(import.meta.dirname, '..'), packages)
  .filter(({ path }) => path.includes('/src/') && !rows.includes(path))
  .flatMap((file) => idLists(file, axes).map((list) => ({ ...list, path: file.path })))
  // A clause names its rule, so that spec lists them everywhere.
  .filter(({ axis, path }) => axis !== 'rule' || !path.startsWith('packages/spec/'));
const isOther = (list: { path: string; axis: string }) =>
  otherWords.some(({ path, axis }) => path === list.path && axis === list.axis);

test('ids are listed by the rows alone', () => {
  const lists = found.filter((list) => !isOther(list));
  expect(lists.map(({ at, axis, ids }) => `${at} lists ${axis}s: ${ids.join(', ')}`)).toEqual([]);
});

test('what is let pass is still there', () => {
  expect(otherWords.filter(({ path }) => !found.some((list) => list.path === path))).toEqual([]);
});

describe('a list of ids', () => {
  const lists = (text: string) =>
    idLists({ path: 'x.ts', text }, { dtype: ['float32', 'float16'], rule: ['nan', 'range'] }).map(
      ({ at, ids }) => `${at} ${ids.join(' ')}`,
    );

  test.each([
    "const a = ['float32', 'float16'] as const;",
    'const a = [float32, float16];',
    'const a = { float32: 4, float16: 2 };',
    'const a = { float32, float16 };',
    "const a = { single: 'float32', half: 'float16' };",
    "const a = new Map([['float32', 4], ['float16', 2]]);",
    "const a = [{ dtype: 'float32' }, { dtype: 'float16' }];",
    "const a = z.union([z.literal('float32'), z.literal('float16')]);",
    "type A = 'float32' | 'float16';",
    "type A = Exclude<DType, 'float32' | 'float16'>;",
    'interface A { float32: 4; float16: 2 }',
    "f('float32', 'float16');",
    "const a = (b) => b === 'float32' || b === 'float16';",
    "const a = (b) => (b === 'float32' ? 4 : b !== 'float16' ? 8 : 2);",
    "function a(b) { if (b === 'float32') return 4; if ('float16' === b) return 2; return 8; }",
    "switch (a) { case 'float32': case 'float16': b(); }",
  ])('is %s', (text) => {
    expect(lists(text)).toEqual(['x.ts:1 float32 float16']);
  });

  test.each([
    "const a = ['float32', 'float32'];",
    "const a = ['float32', 'nan'];",
    "const a = { kind: 'nan', range: 1 };",
    "const a = { b: () => 'float32', c: 'float16' };",
    "const a = (b) => b === 'float32'; const c = (d) => d === 'float16';",
    "type A = { kind: 'nan' } | { kind: 'range' };",
  ])('is not %s', (text) => {
    expect(lists(text)).toEqual([]);
  });

  test('is the outermost one, at its line', () => {
    const inner = "{ float32: ['float32', 'float16'], float16: ['nan', 'range'] }";
    expect(lists(`\nconst a = ${inner};`)).toEqual([
      'x.ts:2 float32 float16',
      'x.ts:2 float32 float16',
      'x.ts:2 nan range',
    ]);
  });
});
