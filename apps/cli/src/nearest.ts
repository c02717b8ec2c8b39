import type { ErrorCode, SuiteError } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import leven from 'leven';

const fewNames = 12;

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The name that was probably meant; undefined where none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({
      name,
      // Who wrote the beginning of a name meant that name, however much is missing.
      distance:
        given.length > 1 && name.startsWith(given)
          ? 1
          : leven(given.toLowerCase(), name.toLowerCase()),
      start: commonStart(given, name),
    }))
    .toSorted((a, b) => a.distance - b.distance || b.start - a.start);
  // More than half of the letters wrong is another word.
  return best !== undefined && best.distance <= Math.max(given.length, best.name.length) / 2
    ? best.name
    : undefined;
}

/** An error about a name that is not known, with the nearest one, or all where none is near. */
export function unknownName(
  given: string,
  o: {
    readonly kind: string;
    readonly names: readonly string[];
    readonly code?: ErrorCode;
    /** What shows all names where there are many. */
    readonly list?: string;
  },
): SuiteError {
  const near = nearest(given, o.names);
  const all =
    o.names.length <= fewNames || o.list === undefined
      ? `it is one of ${o.names.join(', ')}`
      : `${o.list} shows all`;
  return suiteError(o.code ?? 'USAGE', `unknown ${o.kind} '${given}'`, {
    hint: near === undefined ? all : `did you mean '${near}'?`,
  });
}
