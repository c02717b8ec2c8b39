import { sanitize } from './sanitize.ts';

/** One line, and more lines about it; nothing in them is obeyed by a terminal or a log reader. */
export interface Statement {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Text of several lines as a statement. */
export function statementOf(text: string): Statement {
  const [title = 'no message', ...lines] = text
    .split(/\r\n|\n|\r/)
    .map(sanitize)
    .filter((line) => line.trim() !== '');
  return { title, lines };
}

/** A statement with what it is about: a clause's id, or a figure. */
export interface NamedStatement extends Statement {
  readonly name: string;
}
