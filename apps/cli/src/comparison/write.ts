import { writeFileSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { RenderOptions } from '@rectify/report';
import type { RunOptions } from '../options/run.ts';
import { terminal } from '../terminal.ts';

/** Writes the result: text or JSON to standard output, JSON to the record. @throws SuiteError USAGE */
export function writeComparison(
  o: Pick<RunOptions, 'format' | 'record'>,
  /** The document, as text. */
  json: string,
  show: (options: RenderOptions) => string,
): void {
  const [format = 'pretty', ...more] = o.format;
  if (more.length > 0 || (format !== 'pretty' && format !== 'json'))
    throw suiteError('USAGE', `--format ${o.format.join(' --format ')} is none of a comparison`, {
      hint: 'give pretty or json, and --record FILE for the document',
    });
  if (o.record !== undefined) writeFileSync(o.record, json);
  process.stdout.write(format === 'json' ? json : show(terminal()));
}
