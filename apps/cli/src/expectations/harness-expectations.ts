import { commandOf } from '@rectify/runner';
import { isFile } from '../is-file.ts';
import { type Expected, expectedOf, openExpectations } from './read.ts';

/**
 * What a harness says of itself, as a module does with its deviations: beside a file that its command line names, for
 * `libm.py` or `libm` in `libm.expectations.jsonc`. None for other specifiers.
 * @param except a file that is read already
 * @throws SuiteError EXPECTATIONS_INVALID
 */
export function besideHarness(specifier: string, except: string | undefined): readonly Expected[] {
  return (commandOf(specifier) ?? [])
    .filter(isFile)
    .map((word) => `${word.replace(/\.\w+$/, '')}.expectations.jsonc`)
    .filter((file) => isFile(file) && file !== except)
    .flatMap((file) => expectedOf(openExpectations(file)));
}
