import { parseSync, Visitor } from 'oxc-parser';
import type { SourceFile } from './sources.ts';

/** A line that counts: its white space is normalised. */
interface CountedLine {
  readonly path: string;
  readonly number: number;
  readonly text: string;
}

/** Lines that stand a second time, and where they stood first. */
export interface Repeat {
  readonly at: string;
  readonly first: string;
  /** Lines that count. */
  readonly lines: number;
}

const leastLines = 6;
const packageOf = (path: string) => path.split('/').slice(0, 2).join('/');
const where = (lines: readonly CountedLine[]) =>
  `${lines[0]?.path}:${lines[0]?.number}-${lines.at(-1)?.number}`;

/** Each name of a type or interface that several packages declare, exported or not, with the files that do. */
export function sharedTypeNames(files: readonly SourceFile[]): Map<string, string[]> {
  const declared = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    const add = ({ id }: { id: { name: string } }) =>
      declared.set(id.name, (declared.get(id.name) ?? new Set()).add(path));
    new Visitor({ TSTypeAliasDeclaration: add, TSInterfaceDeclaration: add }).visit(
      parseSync(path, text).program,
    );
  }
  const several = [...declared].filter(([, paths]) => new Set([...paths].map(packageOf)).size > 1);
  const sorted = several.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, paths]) => [name, [...paths]]));
}

/** The lines that count: not imports, comments, blank lines and lone punctuation. */
export function countedLines({ path, text }: SourceFile): CountedLine[] {
  const { program, comments } = parseSync(path, text);
  const imports = program.body.filter((statement) => statement.type === 'ImportDeclaration');
  const blank = (code: string, { start, end }: { start: number; end: number }) =>
    code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end);
  return [...imports, ...comments]
    .reduce(blank, text)
    .split('\n')
    .map((line, index) => ({ path, number: index + 1, text: line.trim().replace(/\s+/g, ' ') }))
    .filter((line) => /[\p{L}\p{N}]/u.test(line.text));
}

/**
 * The places of six lines or more that stood before, in an earlier file or earlier in theirs: n copies of the same lines are n − 1.
 * From the first line on, each place is as long as it can be and the next begins after it, so that the count is always the same.
 */
export function repeats(files: readonly SourceFile[]): Repeat[] {
  const lines = files.flatMap(countedLines);
  const starts = new Map<string, number[]>();
  const found: Repeat[] = [];
  let free = 0;
  for (let at = 0; at + leastLines <= lines.length; at++) {
    const key = JSON.stringify(lines.slice(at, at + leastLines).map((line) => line.text));
    const before = starts.get(key) ?? [];
    starts.set(key, [...before, at]);
    if (at < free) continue;
    const lengths = before.map((start) => common(lines, start, at));
    const length = Math.max(0, ...lengths);
    if (length < leastLines) continue;
    free = at + length;
    const first = before[lengths.indexOf(length)] ?? at;
    found.push({
      at: where(lines.slice(at, free)),
      first: where(lines.slice(first, first + length)),
      lines: length,
    });
  }
  return found;
}

/** How many lines are the same from `a` and from the later `b` on, in one file each and without overlap. */
function common(lines: readonly CountedLine[], a: number, b: number): number {
  const inFile = (start: number, at: number) => lines[at]?.path === lines[start]?.path;
  let length = 0;
  while (
    a + length < b &&
    inFile(a, a + length) &&
    inFile(b, b + length) &&
    lines[a + length]?.text === lines[b + length]?.text
  )
    length++;
  return length;
}
