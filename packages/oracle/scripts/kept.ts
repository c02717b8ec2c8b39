import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sweep } from './sweep.ts';

/** SHA-256 of the sources that the results come from. */
export function hashOfOracle(): string {
  return hashOfFiles(['../src/', '../../float/src/'], /(?<!\.test)\.ts$/);
}

/** SHA-256 of the sources of the proof. */
export function hashOfMethod(): string {
  return hashOfFiles(['./', '../fixtures/'], /(?<!\.test)\.(ts|c)$/);
}

/** SHA-256 of names and texts, of folders within too. */
function hashOfFiles(folders: readonly string[], wanted: RegExp): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const url = new URL(folder, import.meta.url);
    const names = readdirSync(url, { encoding: 'utf8', recursive: true })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => wanted.test(name));
    for (const name of names.toSorted())
      hash.update(`${name}\n`).update(readFileSync(new URL(name, url)));
  }
  return hash.digest('hex');
}

/** Finished sweeps, so that one that was interrupted goes on with the next kernel. */
export interface Kept {
  read(name: string): Sweep | undefined;
  write(name: string, sweep: Sweep): void;
}

/** Those in a folder that were made under the same key: sources, versions, step. */
export function keptIn(folder: string, key: string): Kept {
  const file = (name: string): string =>
    join(folder, `${name}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}.json`);
  return {
    read(name) {
      try {
        return JSON.parse(readFileSync(file(name), 'utf8')) as Sweep;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(name, sweep) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file(name), JSON.stringify(sweep));
    },
  };
}
