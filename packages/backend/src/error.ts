export const errorCodes = [
  'BACKEND_INVALID',
  'BACKEND_MISSING',
  'BACKEND_UNKNOWN',
  'CLAUSE_UNKNOWN',
  'EXPECTATIONS_INVALID',
  'INSTALL_FAILED',
  'KERNEL_UNSUPPORTED',
  'MACHINE_UNSTEADY',
  'NOTHING_JUDGED',
  'OUTPUT_UNWRITABLE',
  'RECORDS_INCOMPARABLE',
  'RECORD_UNREADABLE',
  'REGISTRY_UNREACHABLE',
  'USAGE',
  'VERSION_UNKNOWN',
  'WITNESS_INVALID',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error that is the user's to act on: a code, what happened, and a hint of what to do. */
export interface SuiteError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
}

/** Makes a SuiteError; its text reads `CODE: message. Hint: hint`. */
export function suiteError(
  code: ErrorCode,
  message: string,
  o: { readonly hint: string; readonly cause?: unknown },
): SuiteError {
  const error = new Error(message, o.cause === undefined ? {} : { cause: o.cause });
  return Object.assign(error, { name: 'SuiteError', code, hint: o.hint });
}

export function isSuiteError(error: unknown): error is SuiteError {
  return (
    error instanceof Error && error.name === 'SuiteError' && 'code' in error && 'hint' in error
  );
}
