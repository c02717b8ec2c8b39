import { expect, test } from 'vitest';
import { countedLines, repeats, sharedTypeNames } from './repeated.ts';

const file = (path: string, ...lines: string[]) => ({ path, text: lines.join('\n') });
const six = ['a(1);', 'b(2);', 'c(3);', 'd(4);', 'e(5);', 'f(6);'];

test('a name of a type counts once two packages declare it, exported or not', () => {
  const shared = sharedTypeNames([
    file('packages/a/src/x.ts', 'export interface Case { b: 1 }', 'type Own = 1;'),
    file('packages/a/src/y.ts', 'type Own = 2;'),
    file('packages/b/src/x.ts', 'function f() {', '  type Case = 1;', '}'),
    file('packages/b/src/y.ts', "export type { Own } from '../a/x.ts';", 'const Own = 1;'),
  ]);
  expect(shared).toEqual(new Map([['Case', ['packages/a/src/x.ts', 'packages/b/src/x.ts']]]));
});

test('imports, comments, blank lines and lone punctuation do not count', () => {
  const lines = countedLines(
    file(
      'x.ts',
      'import {',
      '  y,',
      "} from './y.ts';",
      '',
      '/** z',
      ' */',
      'if  (y) {',
      '}',
      'y(); // y',
    ),
  );
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [7, 'if (y) {'],
    [9, 'y();'],
  ]);
});

test('six lines that stand twice are one place, and three times two', () => {
  const spread = six.flatMap((line) => [`  ${line}`, '', '// why']);
  const files = [
    file('x.ts', ...six),
    file('y.ts', 'g();', ...spread),
    file('z.ts', ...six, 'h();'),
  ];
  expect(repeats(files)).toEqual([
    { at: 'y.ts:2-17', first: 'x.ts:1-6', lines: 6 },
    { at: 'z.ts:1-6', first: 'x.ts:1-6', lines: 6 },
  ]);
});

test('a place is as long as it can be, ends with its file, and is not five lines', () => {
  expect(repeats([file('x.ts', ...six, 'g();'), file('y.ts', ...six, 'g();')])).toMatchObject([
    { lines: 7 },
  ]);
  expect(repeats([file('x.ts', ...six), file('y.ts', ...six.slice(1))])).toEqual([]);
  expect(
    repeats([file('x.ts', ...six.slice(3)), file('y.ts', ...six.slice(0, 3), ...six)]),
  ).toEqual([]);
  expect(repeats([file('x.ts', ...six, ...six)])).toMatchObject([{ at: 'x.ts:7-12' }]);
  expect(repeats([file('x.ts', ...Array.from({ length: 11 }, () => 'a();'))])).toEqual([]);
});
