import type { SuiteError } from '@rectify/backend';
import { suiteError } from '@rectify/backend';

/** What is said of a file or folder that cannot be written. */
export function unwritable(path: string, hint: string, cause: unknown): SuiteError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return suiteError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${why}`, { hint, cause });
}
