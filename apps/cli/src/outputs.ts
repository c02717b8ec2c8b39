import { accessSync, closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { Report } from '@rectify/record';
import type { Format, RenderOptions } from '@rectify/report';
import { formats, render } from '@rectify/report';
import { demandApart } from './apart.ts';
import { withLocations } from './locations.ts';
import { unknownName } from './nearest.ts';
import { paper, terminal } from './terminal.ts';
import { unwritable } from './unwritable.ts';

/** Where something goes, and how; `file` null is standard output. */
interface Output<F> {
  readonly format: F;
  readonly file: string | null;
}

function parse<F extends Format>(text: string, names: readonly F[]): Output<F> {
  const [given = '', ...rest] = text.split('=');
  const format = names.find((one) => one === given);
  if (format === undefined) throw unknownName(given, { kind: 'format', names });
  if (rest.length === 0) return { format, file: null };
  const file = rest.join('=');
  if (file === '')
    throw suiteError('USAGE', `--format ${text} names no file`, {
      hint: `write --format ${format}=FILE, or --format ${format} for standard output`,
    });
  return { format, file };
}

const writableHint = 'give a path in a folder that exists and may be written to';

/** @throws SuiteError OUTPUT_UNWRITABLE */
export function demandWritable(path: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    const isStream = found !== undefined && !found.isFile() && !found.isDirectory();
    // To open a pipe would wait for its reader, and to close it would tell that one that nothing more comes.
    if (isStream) accessSync(path, constants.W_OK);
    // Appending keeps what is there until there is something to replace it with.
    else closeSync(openSync(path, 'a'));
  } catch (cause) {
    throw unwritable(path, writableHint, cause);
  }
}

/** @throws SuiteError OUTPUT_UNWRITABLE */
function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw unwritable(path, 'give a path that may be written to and has room', cause);
  }
}

/**
 * Reads `--format` values and proves that every file can be written, `record` among them, before the run starts.
 * @param inputs files that are read, which none of these may be
 * @throws SuiteError USAGE or OUTPUT_UNWRITABLE
 */
export function prepareOutputs(
  values: readonly string[],
  record: string | undefined,
  inputs: readonly string[],
): (report: Report) => void {
  const write = prepareWriters(values, record, inputs, formats);
  return (found) => {
    const report = withLocations(found);
    write((format, options) => render(format, report, options));
  };
}

/**
 * The same for what can be rendered in some formats. Nothing for standard output means the first of them.
 * @throws SuiteError USAGE or OUTPUT_UNWRITABLE
 */
export function prepareWriters<F extends Format>(
  values: readonly string[],
  record: string | undefined,
  inputs: readonly string[],
  names: readonly F[],
): (shown: (format: F, options: RenderOptions) => string) => void {
  const outputs = values.map((text) => parse(text, names));
  const plain = outputs.filter(({ file }) => file === null);
  if (plain.length > 1)
    throw suiteError('USAGE', `--format is given ${plain.length} times for standard output`, {
      hint: 'write all but one as --format F=FILE',
    });
  const paths = [...outputs.map(({ file }) => file), record].filter(
    (path) => typeof path === 'string',
  );
  demandApart(paths, inputs);
  paths.forEach(demandWritable);
  const usual = names.slice(0, plain.length === 0 ? 1 : 0);
  const all = [...usual.map((format) => ({ format, file: null })), ...outputs];
  return (shown) => {
    for (const { format, file } of all)
      if (file === null) process.stdout.write(shown(format, terminal()));
      else writeOutput(file, shown(format, paper));
  };
}
