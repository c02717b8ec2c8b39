import { existsSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import { joinSources, plotFormats, renderPlot } from '@rectify/report';
import type { Pass } from '@rectify/spec';
import { opIds, passes } from '@rectify/spec';
import { defineCommand } from '../command-row.ts';
import { judgeHere } from '../judge-here.ts';
import { unknownName } from '../nearest.ts';
import { oneDType } from '../options/filters.ts';
import { gathered, oneOf } from '../options/parsers.ts';
import { prepareWriters } from '../outputs.ts';
import { readSources } from '../read-report.ts';
import { select } from '../selection.ts';

const oneOp = { name: '<op>', help: opIds.join(', '), parse: oneOf('op', opIds) } as const;

const format = {
  flags: '--format <format>',
  help: `${plotFormats.join(' or ')}; F=FILE writes to a file (repeatable)`,
  parse: gathered,
  initial: [],
  shown: 'pretty',
} as const;

/** The pass, if one is named, and the records. @throws SuiteError USAGE */
function readArguments([first, ...rest]: readonly string[]): {
  readonly shown: readonly Pass[];
  readonly files: readonly string[];
} {
  if (first === undefined) return { shown: passes, files: [] };
  const pass = passes.find((one) => one === first);
  if (pass !== undefined) return { shown: [pass], files: rest };
  if (!existsSync(first)) throw unknownName(first, { kind: 'pass or record', names: passes });
  return { shown: passes, files: [first, ...rest] };
}

export const plot = defineCommand({
  about: 'draw a function, its derivative, and the error of each backend per binade',
  arguments: [
    oneOp,
    {
      name: '[pass-or-file...]',
      help: `${passes.join(' or ')}, and records; none: every backend here`,
    },
  ],
  options: { dtype: oneDType(), format },
  examples: [
    ['rectify plot tanh', 'every backend here, judged on few inputs'],
    ['rectify plot sigmoid vjp run.jsonl --format svg=sigmoid.svg', 'what a record holds'],
  ],
  async run([op, more], o, { signal }) {
    const { dtype } = o;
    const { shown, files } = readArguments(more);
    const other = o.format.find((one) => plotFormats.every((name) => name !== one.split('=')[0]));
    if (other !== undefined)
      throw suiteError('USAGE', `--format ${other} is none of a plot`, {
        hint: `give ${plotFormats.join(', ')} or svg=FILE`,
      });
    const write = prepareWriters(o.format, undefined, files, plotFormats);
    const { profiles } =
      files.length > 0
        ? joinSources(readSources(files))
        : await judgeHere([], {
            ...select({ op: [op], pass: shown, dtype: [dtype] }),
            level: 'must',
            timeoutMs: 60_000,
            signal,
          });
    const own = profiles.filter((one) => one.op === op && one.dtype === dtype);
    if (own.every(({ pass }) => !shown.includes(pass)))
      throw suiteError('NOTHING_JUDGED', `no ${op} ${shown.join(' or ')} in ${dtype} was judged`, {
        hint: 'give a record that has it, or another op, pass or --dtype',
      });
    const drawn = { op, passes: shown, dtype, profiles };
    write((name, layout) => renderPlot(name, drawn, layout));
  },
});
