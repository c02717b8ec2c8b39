import { z } from 'zod';
import { diffSchema } from './diff/schema.ts';
import { expectationsSchema } from './expectations.ts';
import { lineSchema, reportSchema } from './schema.ts';

/** JSON Schema (2020-12) of what stands in a file. Unknown properties are allowed: later versions add some. */
function jsonSchema(schema: z.ZodType, id: string, title: string): Record<string, unknown> {
  return {
    $id: id,
    title,
    ...z.toJSONSchema(schema, {
      io: 'input',
      override: ({ jsonSchema: one }) => {
        delete one.readOnly;
      },
    }),
  };
}

/** The shipped schemas, by file name: the document, and a line of it as a stream. */
export function jsonSchemas(): Readonly<Record<string, Record<string, unknown>>> {
  return {
    'report.schema.json': jsonSchema(reportSchema, 'rectify/report@1', 'rectify report'),
    'report-line.schema.json': jsonSchema(
      lineSchema,
      'rectify/report-line@1',
      'rectify report, a line of --format jsonl',
    ),
    'diff.schema.json': jsonSchema(diffSchema, 'rectify/diff@1', 'rectify diff'),
    'expectations.schema.json': jsonSchema(
      expectationsSchema,
      'rectify/expectations@1',
      'rectify expectations: deviations of your own',
    ),
  };
}
