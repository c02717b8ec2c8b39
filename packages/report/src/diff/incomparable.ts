import { suiteError } from '@rectify/backend';

/** The error about two runs that cannot be held against each other. */
export function incomparable(message: string, hint: string): Error {
  return suiteError('RECORDS_INCOMPARABLE', message, { hint });
}
