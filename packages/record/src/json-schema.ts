import { z } from 'zod';
import { bisectSchema } from './bisect.ts';
import { cmpSchema } from './cmp.ts';
import { comparedSidesSchema } from './comparison.ts';
import { diffSchema } from './diff.ts';
import { expectationsSchema } from './expectations.ts';
import { recordLineSchema, recordVersion } from './lines.ts';
import { rankSchema } from './rank.ts';
import { reportLineSchema, reportSchema } from './report.ts';
import { selfTestSchema } from './self-test.ts';

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

/** The shipped schemas, by file name. */
export function jsonSchemas(): Readonly<Record<string, Record<string, unknown>>> {
  const of = (
    name: string,
    schema: z.ZodType,
    title: string,
    version = 1,
  ): readonly [string, Record<string, unknown>] => [
    `${name}.schema.json`,
    jsonSchema(schema, `rectify/${name}@${version}`, `rectify ${title}`),
  ];
  return Object.fromEntries([
    of('report', reportSchema, 'report'),
    of('report-line', reportLineSchema, 'report, a line of --format jsonl'),
    of('record-line', recordLineSchema, 'record, a line of what --record writes', recordVersion),
    of('diff', diffSchema, 'diff'),
    of('cmp', cmpSchema, 'cmp'),
    of('rank', rankSchema, 'rank'),
    of('bisect', bisectSchema, 'bisect'),
    of('contest', comparedSidesSchema, 'measure --against'),
    of('self-test', selfTestSchema, 'measure --self-test'),
    of('expectations', expectationsSchema, 'expectations: deviations of your own'),
  ]);
}
