import { suiteError, type SuiteError } from '@rectify/backend';

/** The build cannot go on, and what can be done about it. */
export function failure(message: string, hint: string, cause?: unknown): SuiteError {
  return suiteError('BACKEND_MISSING', `tfjs-node cannot be built: ${message}`, { hint, cause });
}
