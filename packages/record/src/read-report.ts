import { suiteError } from '@rectify/backend';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { type Report, reportSchema } from './report.ts';
import { demandSoundReport } from './sound/demand.ts';

/** What a text is as one JSON value; undefined where it is none, because a record is many. */
function valueOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const documentSchema = z.object({ schema: reportSchema.shape.schema });

/**
 * Reads a document of `--format json`; undefined where a text is none.
 * @param path names it where it is refused
 * @throws SuiteError RECORD_UNREADABLE for one that is not as its schema says, or not sound
 */
export function parseReport(path: string, text: string): Report | undefined {
  const value = valueOf(text);
  if (!documentSchema.safeParse(value).success) return undefined;
  const { data, error } = reportSchema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (data === undefined)
    throw suiteError(
      'RECORD_UNREADABLE',
      `${path} is no report: ${[...(issue?.path ?? []), issue?.message].join(' ')}`,
      { hint: 'make it again with --format json', cause: error },
    );
  demandSoundReport(path, data);
  return data;
}
