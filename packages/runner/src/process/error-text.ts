import { isSuiteError } from '@rectify/backend';

const longest = 2000;

/** What was thrown, as one text of bounded length. */
export function errorText(error: unknown): string {
  if (isSuiteError(error)) return `${error.code}: ${error.message}. Hint: ${error.hint}`;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
