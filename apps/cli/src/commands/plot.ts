import { existsSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { Profile } from '@rectify/conformance';
import type { DType } from '@rectify/float';
import { joinSources, plotPicture, plotText } from '@rectify/report';
import { verify } from '@rectify/runner';
import type { OpId, Pass } from '@rectify/spec';
import { passes } from '@rectify/spec';
import { unknownName } from '../nearest.ts';
import { prepareWriters } from '../outputs.ts';
import { findBackends } from '../present.ts';
import { openProgress } from '../progress.ts';
import { select } from '../selection.ts';
import { readReport } from './report.ts';

export interface PlotOptions {
  readonly dtype: DType;
  readonly format: readonly string[];
}

/** What judging takes that is not chosen here. */
const usual = { seed: 1, threads: 1, timeoutMs: 60_000 } as const;

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

/** Profiles of every backend here, of few inputs. */
async function judgeHere(
  op: OpId,
  pass: readonly Pass[],
  dtype: DType,
  signal: AbortSignal,
): Promise<readonly Profile[]> {
  const progress = openProgress();
  try {
    progress.stage('opening backends');
    const { refs } = await findBackends([], { ...usual, signal });
    progress.stage('judging');
    const { profiles } = await verify({
      ...usual,
      ...select({ op: [op], pass, dtype: [dtype] }),
      backends: refs,
      depth: 'smoke',
      level: 'must',
      signal,
      on: (event) => progress.on(event),
    });
    return profiles;
  } finally {
    progress.stop();
  }
}

/**
 * Draws a function, its derivative and the error profile of each backend: of records, or of every backend here.
 * @throws SuiteError USAGE, RECORD_UNREADABLE, OUTPUT_UNWRITABLE or BACKEND_MISSING
 */
export async function plot(
  op: OpId,
  more: readonly string[],
  { dtype, format }: PlotOptions,
  signal: AbortSignal,
): Promise<void> {
  const { shown, files } = readArguments(more);
  const other = format.find((one) => !/^(?:pretty|svg)(?:=|$)/.test(one));
  if (other !== undefined)
    throw suiteError('USAGE', `--format ${other} is none of a plot`, {
      hint: 'give pretty, svg or svg=FILE',
    });
  const write = prepareWriters(format, undefined);
  const profiles =
    files.length === 0
      ? await judgeHere(op, shown, dtype, signal)
      : joinSources(files.map((file) => ({ file, report: readReport([file]) }))).profiles;
  const drawn = { op, passes: shown, dtype, profiles };
  write((kind, options) => (kind === 'svg' ? plotPicture(drawn) : plotText(drawn, options)));
}
