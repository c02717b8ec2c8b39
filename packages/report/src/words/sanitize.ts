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
export function sanitize(text: string): string {
  return text.replaceAll(/\r?\n/g, '\n').replace(unsafe, escaped).replace(commands, escaped);
}
