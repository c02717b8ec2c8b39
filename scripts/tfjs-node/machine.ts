import { statfs } from 'node:fs/promises';
import type { Environment } from '@rectify/record';
import { environment } from '@rectify/runner';
import { failure } from './failure.ts';
import { bytesNeeded, pins } from './pins.ts';
import { works } from './programs.ts';

export type Machine = Pick<Environment, 'platform' | 'arch' | 'libc' | 'cpu'>;

/** Why a machine is not served; null when it is. */
export function notServed({ platform, arch, libc, cpu }: Machine = environment()): string | null {
  if (platform !== 'linux' || arch !== 'x64') return `there is no recipe for ${platform} ${arch}`;
  if (!libc?.startsWith('glibc')) return 'it needs glibc, and this system has another C library';
  return cpu.isa.includes('avx') ? null : 'libtensorflow needs a CPU with AVX';
}

/** How a machine that is not served may get it all the same. */
export const otherwise =
  `the install script of ${pins.package} may serve it: allow it in pnpm-workspace.yaml ` +
  `(allowBuilds), then npx --yes pnpm@12 rebuild ${pins.package}`;

/** @throws SuiteError naming the first program that is missing */
export async function requirePrograms(): Promise<void> {
  const wanted = [
    { call: ['g++', '--version'], hint: 'install a C++ compiler, e.g. apt install g++' },
    { call: ['nm', '--version'], hint: 'install it, e.g. apt install binutils' },
    { call: ['python3', '--version'], hint: 'install it, e.g. apt install python3' },
    {
      call: ['python3', '-m', 'pip', '--version'],
      hint: 'install it, e.g. apt install python3-pip, or python3 -m ensurepip',
    },
  ] as const;
  for (const { call, hint } of wanted) {
    const [program, ...args] = call;
    // oxlint-disable-next-line no-await-in-loop -- the first that is missing is named
    if (!(await works(program, args)))
      throw failure(`${call.slice(0, -1).join(' ')} is missing`, hint);
  }
}

/** @throws SuiteError when the folder's disk has no room for a build */
export async function requireSpace(folder: string, needed: number = bytesNeeded): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  const megabytes = (bytes: number) => `${Math.floor(bytes / 1e6)} MB`;
  throw failure(
    `${folder} has ${megabytes(free)} free, and building takes ${megabytes(needed)}`,
    'make room there, or set RECTIFY_TFJS_NODE_CACHE to a folder on another disk',
  );
}
