import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const name = 'SHA256SUMS';

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** The hashes of a folder's files, in the form of sha256sum. */
async function sums(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => file !== name).toSorted();
  const lines = await Promise.all(
    files.map(async (file) => `${await sha256(join(folder, file))}  ${file}\n`),
  );
  return lines.join('');
}

/** Writes the hashes of a folder's files beside them: without that file a build is not whole. */
export async function seal(folder: string): Promise<void> {
  await writeFile(join(folder, name), await sums(folder));
}

/** Whether a folder holds what it held when it was sealed; `absent` when there is none. */
export async function inspect(folder: string): Promise<'whole' | 'broken' | 'absent'> {
  try {
    return (await readFile(join(folder, name), 'utf8')) === (await sums(folder))
      ? 'whole'
      : 'broken';
  } catch {
    return (await readdir(folder).catch(() => null)) === null ? 'absent' : 'broken';
  }
}
