import { commandOf } from '@rectify/runner';
import { isFile } from './is-file.ts';

const moduleMark = 'module:';

/** Files of a run that are read, and so not to be written over: modules, what a harness's command line names, and others. */
export function filesRead(
  backends: readonly string[],
  ...others: readonly (string | undefined)[]
): readonly string[] {
  const named = backends.flatMap((name) =>
    name.startsWith(moduleMark) ? [name.slice(moduleMark.length)] : (commandOf(name) ?? []),
  );
  return [...named, ...others.filter((path) => path !== undefined)].filter(isFile);
}
