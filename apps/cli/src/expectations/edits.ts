import type { Edit, Node } from 'jsonc-parser';
import { createScanner } from 'jsonc-parser';

const endOf = ({ offset, length }: Node): number => offset + length;

/** Where the comma behind an item stands, past comments; undefined where there is none. */
export function commaAfter(text: string, item: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(item));
  scanner.scan();
  const at = scanner.getTokenOffset();
  return text[at] === ',' ? at : undefined;
}

const isBlank = (text: string): boolean => /^[ \t]*$/.test(text);

/** An item with what is between it and its comma, if nothing is, and with its line, if nothing else is on it. */
function itemEdits(text: string, item: Node): readonly Edit[] {
  const comma = commaAfter(text, item);
  const adjacent = comma !== undefined && text.slice(endOf(item), comma).trim() === '';
  const end = adjacent ? comma + 1 : endOf(item);
  const apart = comma === undefined || adjacent ? [] : [{ offset: comma, length: 1, content: '' }];
  const lineStart = text.lastIndexOf('\n', item.offset - 1) + 1;
  const [, spaces = '', newline = ''] = /^([ \t]*)(\r?\n)?/.exec(text.slice(end)) ?? [];
  const ownsLine = newline !== '' && isBlank(text.slice(lineStart, item.offset));
  const from = ownsLine ? lineStart : item.offset;
  const to = ownsLine
    ? end + spaces.length + newline.length
    : newline === ''
      ? end + spaces.length
      : end;
  return [{ offset: from, length: to - from, content: '' }, ...apart];
}

/**
 * Edits that take items out of a list and leave everything else as it is, comments included. The commas of the rest are right.
 * @param gone which items, by place
 */
export function removals(text: string, list: Node, gone: ReadonlySet<number>): readonly Edit[] {
  const items = list.children ?? [];
  const removed = items.filter((_, i) => gone.has(i));
  const edits = removed.flatMap((one) => itemEdits(text, one));
  const lastKept = items.findLastIndex((_, i) => !gone.has(i));
  const [kept, last] = [items[lastKept], items.at(-1)];
  // What ended without a comma still does.
  if (kept === undefined || last === undefined || kept === last) return edits;
  const comma = commaAfter(text, last) === undefined ? commaAfter(text, kept) : undefined;
  return comma === undefined ? edits : [...edits, { offset: comma, length: 1, content: '' }];
}
