import { expect, it } from 'vitest';
import { splitWords } from './command.ts';

it.each([
  ['python3 h.py', ['python3', 'h.py']],
  ['  python3\t h.py\n', ['python3', 'h.py']],
  [`'/my tools/python' "a b" c''d`, ['/my tools/python', 'a b', 'cd']],
  [String.raw`"say \"hi\" \\ \n" '\"'`, [String.raw`say "hi" \ \n`, String.raw`\"`]],
  [`h --x='1 2' ''`, ['h', '--x=1 2', '']],
  ['h $HOME *.py | tee > out; ls', ['h', '$HOME', '*.py', '|', 'tee', '>', 'out;', 'ls']],
])('%s', (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

it.skipIf(process.platform === 'win32')('a backslash takes the next character', () => {
  expect(splitWords(String.raw`my\ tool a\'b \\`)).toEqual(['my tool', "a'b", '\\']);
});

it.each(['', '  ', "''", "python3 'h.py", 'python3 "h.py'])('refuses %j', (line) => {
  expect(() => splitWords(line)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
