import { z } from 'zod';
import { requestSchema, responseSchemas } from './schema.ts';

/** JSON Schema (2020-12) of every message of the stdio protocol, under `$defs`. Unknown properties are allowed. */
export function jsonSchema(): Record<string, unknown> {
  const schemaOf = (schema: z.ZodType): Record<string, unknown> => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return rest;
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'rectify/stdio@1',
    title: 'rectify stdio protocol 1',
    $defs: {
      request: schemaOf(requestSchema),
      ...Object.fromEntries(
        Object.entries(responseSchemas).map(([cmd, schema]) => [
          `${cmd}Response`,
          schemaOf(schema),
        ]),
      ),
    },
  };
}
