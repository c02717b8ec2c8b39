/**
 * Breaks text at spaces into lines of at most `width` characters, each behind `indent`; a longer word has a line of its
 * own. A no-break space holds words together, and is a space in the lines.
 */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(indent + line);
  return lines.map((one) => one.replaceAll('\u00a0', ' '));
}

/** The same with every line but the first two further in. */
export function wrapHanging(text: string, width: number, indent: string): readonly string[] {
  const [head = '', ...rest] = wrap(text, width - 2, indent);
  return [head, ...rest.map((line) => `  ${line}`)];
}

/** Sections with a blank line between them, those that say nothing left out. */
export function joinSections(sections: readonly (readonly string[])[]): string {
  const said = sections.filter((lines) => lines.length > 0);
  return `${said.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** At most `length` characters; of a longer text the end, which tells paths apart, behind an ellipsis. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `…${characters.slice(1 - length).join('')}`;
}
