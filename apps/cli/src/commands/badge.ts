import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteError } from '@rectify/backend';
import { badgesOf } from '@rectify/report';
import { readReport } from './report.ts';

/**
 * Writes `<backend>-<op>.json` and `.svg` for each backend and op of records, and prints the files.
 * @throws SuiteError RECORD_UNREADABLE, OUTPUT_UNWRITABLE or USAGE
 */
export function badge(files: readonly string[], folder: string): void {
  const report = readReport(files);
  if (report.run.interrupted)
    throw suiteError('RECORD_UNREADABLE', `${files.join(', ')}: the run did not come to its end`, {
      hint: 'a badge speaks for all of it: let rectify verify finish, or go on with --resume',
    });
  const badges = badgesOf(report);
  if (badges.length === 0)
    throw suiteError('USAGE', `${files.join(', ')} has no grade`, {
      hint: 'grades come from rectify verify --record FILE with all clauses, not from --clause or measure',
    });
  const twice = badges.find(({ name }, i) => badges.findIndex((one) => one.name === name) < i);
  if (twice !== undefined)
    throw suiteError('USAGE', `two backends have badges named ${twice.name}`, {
      hint: 'write each into a folder of its own',
    });
  const written = badges.flatMap(({ name, json, svg }) => [
    { path: join(folder, `${name}.json`), text: json },
    { path: join(folder, `${name}.svg`), text: svg },
  ]);
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, text } of written) writeFileSync(path, text);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw suiteError('OUTPUT_UNWRITABLE', `${folder} cannot be written: ${why}`, {
      hint: 'give a folder that may be written to',
      cause,
    });
  }
  process.stdout.write(written.map(({ path }) => `${path}\n`).join(''));
}
