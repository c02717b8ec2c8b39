const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * What log readers obey: `::error::` where a line begins (GitHub Actions), `##[error]`, `##vso[…]` and `##teamcity[…]`
 * anywhere (GitHub Actions, Azure Pipelines, TeamCity). Wrapping may make any word the beginning of a line.
 */
const commands = /(?<=^|\s):(?=:|$)|(?<=#)#(?=\w*\[)/g;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n' || character === '\t') return ' ';
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/**
 * Text of foreign origin, made safe for a terminal, a log and one line: control and format characters (escape sequences,
 * bidirectional overrides, line separators) and commands to log readers become visible escapes, line feeds and tabs a
 * space.
 */
export function plain(text: string): string {
  return text.replaceAll(/\r?\n/g, '\n').replace(unsafe, escaped).replace(commands, escaped);
}

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

/** At most `length` characters; of a longer text the end, which tells paths apart, behind an ellipsis. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `…${characters.slice(1 - length).join('')}`;
}
