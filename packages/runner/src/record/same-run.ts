import { specVersion } from '@rectify/spec';
import { suiteError } from '@rectify/backend';
import type { RecordFile } from '@rectify/record';
import { machineOf } from '../process/environment.ts';

/** Records that cannot be joined. */
export function mismatch(message: string, hint: string): Error {
  return suiteError('RECORD_UNREADABLE', message, { hint });
}

/** What must be the same in all shards of a run. */
function conditionsOf({ run, entries }: RecordFile): Readonly<Record<string, unknown>> {
  const { spec, seed, depth, stride, level, environment, asked } = run;
  return {
    'version of the specification': spec,
    seed,
    depth,
    stride,
    level,
    'number of shards': run.shard?.split('/')[1],
    'backends, ops, passes, dtypes and clauses': asked,
    machine: machineOf(environment),
    // A harness may lie elsewhere on another machine.
    backends: entries.flatMap((entry) =>
      entry.kind === 'backend' ? [{ ...entry.backend, argument: undefined }] : [],
    ),
    deviations: entries.filter(({ kind }) => kind === 'deviations'),
  };
}

/** @throws SuiteError RECORD_UNREADABLE */
export function demandSameRun(files: readonly string[], records: readonly RecordFile[]): void {
  const other = records.find(({ run }) => run.spec !== specVersion);
  if (other !== undefined)
    throw mismatch(
      `the shards are of the specification ${other.run.spec}, and this rectify draws verdicts by ${specVersion}`,
      'merge them with the rectify that made them, or make them again',
    );
  const [first, ...rest] = records.map(conditionsOf);
  for (const [i, one] of rest.entries())
    for (const [name, value] of Object.entries(one))
      if (JSON.stringify(value) !== JSON.stringify(first?.[name]))
        throw mismatch(
          `${files[0]} and ${files[i + 1]} are not of one run: they differ in their ${name}`,
          'merge shards that were made by the same command, each with its own --shard',
        );
}

/** Missing shards that are named. */
const mostTold = 8;

/**
 * Each shard must be there once.
 * @throws SuiteError RECORD_UNREADABLE
 */
export function demandAllShards(files: readonly string[], records: readonly RecordFile[]): void {
  const seen = new Map<number, string>();
  let count = 0;
  for (const [i, { run, interrupted }] of records.entries()) {
    const file = files[i] ?? '';
    if (run.shard === null) throw mismatch(`${file} is no shard`, 'make it with --shard i/n');
    if (interrupted)
      throw mismatch(
        `${file} was interrupted`,
        `finish it: the command that made it, with --record ${file} --resume`,
      );
    const [index = 0, of = 0] = run.shard.split('/').map(Number);
    const other = seen.get(index);
    if (other !== undefined)
      throw mismatch(`${other} and ${file} are both shard ${run.shard}`, 'give each shard once');
    seen.set(index, file);
    count = of;
  }
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((i) => !seen.has(i));
  const told = missing.slice(0, mostTold).map((i) => `${i}/${count}`);
  const rest = missing.length - told.length;
  const more = rest === 0 ? '' : ` and ${rest} more`;
  if (missing.length > 0)
    throw mismatch(`shard ${told.join(', ')}${more} is missing`, 'give the records of all shards');
}
