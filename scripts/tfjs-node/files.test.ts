import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeLink, putInPlace } from './place.ts';
import { cacheFolder } from './places.ts';
import { inspect, seal } from './seal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
};

describe('seal', () => {
  test('tells whole from broken and absent', async () => {
    expect(await inspect(join(folder, 'none'))).toBe('absent');
    expect(await inspect(folder)).toBe('broken');
    write('a', 'one');
    write('b', '');
    await seal(folder);
    expect(await inspect(folder)).toBe('whole');
    write('a', 'onE');
    expect(await inspect(folder)).toBe('broken');
    write('a', 'one');
    write('c', 'more');
    expect(await inspect(folder)).toBe('broken');
    rmSync(join(folder, 'c'));
    expect(await inspect(folder)).toBe('whole');
    rmSync(join(folder, 'b'));
    expect(await inspect(folder)).toBe('broken');
  });

  test.skipIf(process.platform !== 'linux')('is what sha256sum verifies', async () => {
    write('a', 'one');
    await seal(folder);
    const said = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder });
    expect(said.toString()).toBe('a: OK\n');
  });
});

// Links need a privilege on Windows, where nothing is built.
describe.skipIf(process.platform === 'win32')('place', () => {
  test('replaces what stands there, and never writes to it', async () => {
    const link = join(folder, 'deep/down/binding');
    await placeLink('/first', link);
    expect(readlinkSync(link)).toBe('/first');
    await placeLink('/second', link);
    expect(readlinkSync(link)).toBe('/second');

    write('shared', 'of the store');
    rmSync(link);
    linkSync(join(folder, 'shared'), link);
    await placeLink('/third', link);
    expect(readlinkSync(link)).toBe('/third');
    expect(readFileSync(join(folder, 'shared'), 'utf8')).toBe('of the store');
    expect(readdirSync(join(folder, 'deep/down'))).toEqual(['binding']);
  });

  test('puts a folder in the place of another', async () => {
    for (const text of ['old', 'new']) {
      mkdirSync(join(folder, 'made'));
      write('made/text', text);
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await putInPlace(join(folder, 'made'), join(folder, 'to'));
      expect(readFileSync(join(folder, 'to/text'), 'utf8')).toBe(text);
    }
    expect(readdirSync(folder)).toEqual(['to']);
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });
});

test('the cache is the user’s, by the XDG rules, unless told otherwise', () => {
  const home = join(folder, 'home');
  const last = join('rectify', 'tfjs-node');
  expect(cacheFolder({}, home)).toBe(join(home, '.cache', last));
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, home)).toBe(join(home, '.cache', last));
  expect(cacheFolder({ XDG_CACHE_HOME: folder }, home)).toBe(join(folder, last));
  expect(cacheFolder({ XDG_CACHE_HOME: folder, RECTIFY_TFJS_NODE_CACHE: home }, '/')).toBe(home);
});
