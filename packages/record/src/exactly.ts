import type { z } from 'zod';

/**
 * Proves at compile time that a schema parses to T, no more and no less: its output is assignable to T and T to its
 * output. Returns the schema, typed by T.
 */
export function exactly<T>(): <S extends z.ZodType<T>>(
  schema: S & ([T] extends [z.output<S>] ? unknown : never),
) => z.ZodType<T> {
  return (schema) => schema;
}
