import { closeSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { suiteError } from '@rectify/backend';
import type { Report } from '@rectify/record';
import type { Format, RenderOptions } from '@rectify/report';
import { formats, render } from '@rectify/report';
import { withLocations } from './locations.ts';
import { unknownName } from './nearest.ts';
import { paper, terminal } from './terminal.ts';
import { unwritable } from './unwritable.ts';

/** Where a report goes; `file` null is standard output. */
interface Output {
  readonly format: Format;
  readonly file: string | null;
}

function parse(text: string): Output {
  const [given = '', ...rest] = text.split('=');
  const format = formats.find((one) => one === given);
  if (format === undefined) throw unknownName(given, { kind: 'format', names: formats });
  if (rest.length === 0) return { format, file: null };
  const file = rest.join('=');
  if (file === '')
    throw suiteError('USAGE', `--format ${text} names no file`, {
      hint: `write --format ${format}=FILE, or --format ${format} for standard output`,
    });
  return { format, file };
}

function demandWritable(path: string): void {
  try {
    // Appending keeps what is there until there is something to replace it with.
    closeSync(openSync(path, 'a'));
  } catch (cause) {
    throw unwritable(path, 'give a path in a folder that exists and may be written to', cause);
  }
}

/**
 * Reads `--format` values and proves that every file can be written, `record` among them, before the run starts.
 * Nothing for standard output means pretty.
 * @throws SuiteError USAGE or OUTPUT_UNWRITABLE
 */
export function prepareOutputs(
  values: readonly string[],
  record: string | undefined,
): (report: Report) => void {
  const write = prepareWriters(values, record);
  return (found) => {
    const report = withLocations(found);
    write((format, options) => render(format, report, options));
  };
}

/**
 * The same for whatever can be rendered.
 * @throws SuiteError USAGE or OUTPUT_UNWRITABLE
 */
export function prepareWriters(
  values: readonly string[],
  record: string | undefined,
): (shown: (format: Format, options: RenderOptions) => string) => void {
  const outputs = values.map(parse);
  const plain = outputs.filter(({ file }) => file === null);
  if (plain.length > 1)
    throw suiteError('USAGE', `--format is given ${plain.length} times for standard output`, {
      hint: 'write all but one as --format F=FILE',
    });
  const paths = [...outputs.map(({ file }) => file), record].filter(
    (path) => typeof path === 'string',
  );
  if (new Set(paths.map((path) => resolve(path))).size < paths.length)
    throw suiteError('USAGE', 'two outputs have the same file', { hint: 'give each its own' });
  paths.forEach(demandWritable);
  const all: readonly Output[] =
    plain.length === 0 ? [{ format: 'pretty', file: null }, ...outputs] : outputs;
  return (shown) => {
    for (const { format, file } of all)
      if (file === null) process.stdout.write(shown(format, terminal()));
      else writeFileSync(file, shown(format, paper));
  };
}
