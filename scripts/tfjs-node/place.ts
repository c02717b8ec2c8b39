import { mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What `link` points to; null when it is none. */
export async function linked(link: string): Promise<string | null> {
  return readlink(link).catch(() => null);
}

/**
 * Puts a link to `target` at `link`, in one step: whatever stood there is unlinked and never written to, because the
 * package manager may share its files with other checkouts.
 */
export async function placeLink(target: string, link: string): Promise<void> {
  await mkdir(dirname(link), { recursive: true });
  const beside = `${link}.${process.pid}`;
  try {
    await symlink(target, beside);
    await rename(beside, link);
  } finally {
    await rm(beside, { force: true });
  }
}

/** Makes `folder` what stands at `to`, in one step; what stood there is gone afterwards. */
export async function putInPlace(folder: string, to: string): Promise<void> {
  const old = `${folder}-replaced`;
  await rename(to, old).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await rename(folder, to);
  await rm(old, { recursive: true, force: true });
}
