import { createScanner } from 'jsonc-parser';

/** Nesting of a file at most; an expectation has four levels. */
const deepest = 64;

/** Where a text is nested deeper than is read: its parser would run out of stack. */
export function tooDeep(text: string): number | undefined {
  // Without blanks and comments a token begins with the character that tells what it is.
  const scanner = createScanner(text, true);
  const next = (): number => {
    scanner.scan();
    return scanner.getTokenOffset();
  };
  let depth = 0;
  for (let at = next(); at < text.length; at = next()) {
    const token = text.charAt(at);
    if ('[{'.includes(token)) depth += 1;
    if (']}'.includes(token)) depth -= 1;
    if (depth > deepest) return at;
  }
  return undefined;
}
