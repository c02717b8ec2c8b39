/** Nesting of a document at most; what is written here has ten levels. */
const deepest = 64;

/** The place after the end of the string that begins at a quotation mark; that of the text's end where it does not end. */
function afterString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  return text.length;
}

const bracket = /["[\]{}]/g;

/** Whether some value lies deeper than is read. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  bracket.lastIndex = 0;
  for (let found = bracket.exec(text); found !== null; found = bracket.exec(text)) {
    const [one] = found;
    if (one === '"') bracket.lastIndex = afterString(text, found.index);
    else depth += one === '[' || one === '{' ? 1 : -1;
    if (depth > deepest) return true;
  }
  return false;
}

/**
 * The value of JSON that somebody else wrote. What is nested without end is refused before it is read: readers of it
 * would run out of stack.
 * @throws SyntaxError for what is no JSON, RangeError for what is nested too deep
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new RangeError(`it is nested more than ${deepest} deep`);
  return JSON.parse(text);
}
