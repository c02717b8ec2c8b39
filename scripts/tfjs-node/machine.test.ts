import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { environment } from '@rectify/runner';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { notServed, requirePrograms, requireSpace } from './machine.ts';

const served = {
  platform: 'linux',
  arch: 'x64',
  libc: 'glibc 2.36',
  cpu: { model: 'any', cores: 2, isa: ['avx'] },
};

describe('notServed', () => {
  test.each([
    [served, null],
    [{ ...served, platform: 'darwin' }, 'darwin x64'],
    [{ ...served, arch: 'arm64' }, 'linux arm64'],
    [{ ...served, libc: null }, 'glibc'],
    [{ ...served, cpu: { ...served.cpu, isa: ['sse2'] } }, 'AVX'],
  ])('%o: %s', (machine, why) => {
    if (why === null) expect(notServed(machine)).toBeNull();
    else expect(notServed(machine)).toContain(why);
  });

  test('asks about this machine unless told', () => {
    expect(notServed()).toBe(notServed(environment()));
  });
});

// Programs are found by PATH in this way everywhere but on Windows.
describe.skipIf(process.platform === 'win32')('requirePrograms', () => {
  const folders: string[] = [];
  /** A PATH on which only these programs are, each of which succeeds. */
  function only(...programs: string[]): void {
    const folder = mkdtempSync(join(tmpdir(), 'programs-'));
    folders.push(folder);
    const succeeds = (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((path) => join(path, 'true'))
      .find(existsSync);
    for (const program of programs) symlinkSync(succeeds ?? '', join(folder, program));
    vi.stubEnv('PATH', folder);
  }
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  test.each([
    [[], 'g++ is missing', 'apt install g++'],
    [['g++'], 'nm is missing', 'binutils'],
    [['g++', 'nm'], 'python3 is missing', 'apt install python3'],
  ])('with %j alone: %s', async (programs, message, hint) => {
    only(...programs);
    await expect(requirePrograms()).rejects.toMatchObject({
      code: 'BACKEND_MISSING',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  test('with all of them it is content', async () => {
    only('g++', 'nm', 'python3');
    await expect(requirePrograms()).resolves.toBeUndefined();
  });
});

describe('requireSpace', () => {
  test('says how much there is and how much is needed', async () => {
    await expect(requireSpace(tmpdir(), 1)).resolves.toBeUndefined();
    await expect(requireSpace(tmpdir(), 1e18)).rejects.toMatchObject({
      message: expect.stringMatching(/ has \d+ MB free, and building takes 1000000000000 MB$/),
      hint: expect.stringContaining('RECTIFY_TFJS_NODE_CACHE'),
    });
  });
});
