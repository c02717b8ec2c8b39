import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A source file; its path is relative to the repository, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The hand-written TypeScript of the packages: no tests, fixtures or templates, and nothing that is generated. */
export function handWritten(root: string, packages = '{packages,apps}/*'): SourceFile[] {
  return globSync(`${packages}/{src,scripts}/**/*.ts`, { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !/\.test\.ts$|\.gen\.ts$|\/fixtures\//.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
