import { expect, it } from 'vitest';
import { z } from 'zod';
import { exactly } from './exactly.ts';

it('a schema that says less, more or other than the type is a compile error', () => {
  interface Two {
    readonly a: number;
    readonly b: 'x' | 'y';
  }
  const make = exactly<Two>();
  expect(make(z.object({ a: z.number(), b: z.enum(['x', 'y']) })).parse({ a: 1, b: 'x' })).toEqual({
    a: 1,
    b: 'x',
  });
  // @ts-expect-error b is missing
  make(z.object({ a: z.number() }));
  // @ts-expect-error c is too much
  make(z.object({ a: z.number(), b: z.enum(['x', 'y']), c: z.string() }));
  // @ts-expect-error y is missing
  make(z.object({ a: z.number(), b: z.enum(['x']) }));
});
