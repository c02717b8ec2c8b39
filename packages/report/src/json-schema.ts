import { z } from 'zod';
import { reportSchema } from './schema.ts';

/** JSON Schema (2020-12) of the document as it stands in a file. Unknown properties are allowed: later versions add some. */
export function jsonSchema(): Record<string, unknown> {
  return {
    $id: 'rectify/report@1',
    title: 'rectify report',
    ...z.toJSONSchema(reportSchema, {
      io: 'input',
      override: ({ jsonSchema: one }) => {
        delete one.readOnly;
      },
    }),
  };
}
