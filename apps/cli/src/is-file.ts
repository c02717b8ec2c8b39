import { statSync } from 'node:fs';

/** Whether there is a file of this path, and no folder. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
