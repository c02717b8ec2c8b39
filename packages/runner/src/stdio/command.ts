import { suiteError } from '@rectify/backend';

const prefix = 'exec:';
/** A backslash stands for itself in the paths of Windows. */
const escapes = process.platform !== 'win32';

/**
 * Splits a command line into words as a shell would, but without one: blanks separate, '…' is taken as it is, "…" too
 * but for \" and \\, and elsewhere a backslash takes the next character as it is (not on Windows). Variables, globs,
 * pipes and redirections are plain text.
 * @throws SuiteError USAGE when a quote is not closed or nothing is there
 */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  const characters = Array.from(line);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    const next = characters[i + 1];
    if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word ??= '';
    const escaped: boolean =
      character === '\\' &&
      next !== undefined &&
      (quote === '"' ? next === '"' || next === '\\' : quote === null && escapes);
    if (escaped) {
      word += next;
      i += 1;
    } else if (character === quote) quote = null;
    else if (quote === null && (character === '"' || character === "'")) quote = character;
    else word += character;
  }
  if (word !== null) words.push(word);
  if (quote !== null)
    throw suiteError('USAGE', `a ${quote} is not closed in exec:${line}`, {
      hint: "write exec:'command line' in single quotes, and double quotes within it",
    });
  if (words.length === 0 || words[0] === '')
    throw suiteError('USAGE', 'exec: names no command', {
      hint: "write 'exec:python3 harness.py'",
    });
  return words;
}

/** The words of the command in `exec:<command line>`; undefined for every other specifier. @throws SuiteError USAGE */
export function commandOf(specifier: string): readonly string[] | undefined {
  return specifier.startsWith(prefix) ? splitWords(specifier.slice(prefix.length)) : undefined;
}

/** Environment of a harness: what libraries read to choose their number of threads, and what a harness may read. */
export function harnessEnvironment(threads: number): NodeJS.ProcessEnv {
  return { OMP_NUM_THREADS: String(threads), ...process.env, RECTIFY_THREADS: String(threads) };
}
