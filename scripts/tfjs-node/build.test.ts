import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt } from './build.ts';
import { downloadWheel } from './download.ts';
import { findPlaces, presentBuild } from './places.ts';
import { run } from './programs.ts';
import { unpack } from './unpack.ts';

const pip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('run', () => {
  test('gives exit code and both outputs', async () => {
    const program = 'console.log("out"); console.error(process.env.SAID); process.exit(3)';
    expect(await run(process.execPath, ['-e', program], { env: { SAID: 'err' } })).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('rejects when there is no such program, and when it is aborted', async () => {
    await expect(run('no-such-program', [])).rejects.toMatchObject({ code: 'ENOENT' });
    const aborted = run(process.execPath, ['-e', 'setTimeout(() => {}, 1e6)'], {
      signal: AbortSignal.timeout(100),
    });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe.skipIf(!pip)('with Python', () => {
  /** A wheel of ours in a folder that pip takes for the package index; its hash. */
  const program = `
import sys, zipfile, hashlib, os
path = os.path.join(sys.argv[1], 'rectify_sample-1.0-py3-none-any.whl')
with zipfile.ZipFile(path, 'w') as z:
    z.writestr('sample/kept.txt', 'kept'); z.writestr('sample/left.txt', 'left')
    z.writestr('rectify_sample-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: rectify-sample\\nVersion: 1.0\\n')
    z.writestr('rectify_sample-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nTag: py3-none-any\\n')
    z.writestr('rectify_sample-1.0.dist-info/RECORD', '')
print(hashlib.sha256(open(path, 'rb').read()).hexdigest(), end='')
`;
  let sha256: string;
  const wheel = () => ({ name: 'rectify-sample', version: '1.0', sha256 });
  const into = () => mkdtempSync(join(folder, 'into-'));
  beforeAll(async () => {
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', folder);
    sha256 = (await run('python3', ['-c', program, folder])).stdout;
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  test('downloads a wheel and unpacks what is wanted of it', async () => {
    const to = into();
    const path = await downloadWheel(wheel(), to);
    await unpack(path, to, ['sample/kept']);
    expect(readdirSync(join(to, 'sample'))).toEqual(['kept.txt']);
  });

  test('refuses a wheel with another hash', async () => {
    await expect(
      downloadWheel({ ...wheel(), sha256: '0'.repeat(64) }, into()),
    ).rejects.toMatchObject({
      code: 'BACKEND_MISSING',
      message: expect.stringContaining('another hash'),
    });
  });

  test('says when the index does not have it', async () => {
    await expect(downloadWheel({ ...wheel(), version: '9.9' }, into())).rejects.toMatchObject({
      message: expect.stringContaining('pip found no rectify-sample 9.9'),
      hint: expect.stringContaining('cannot be reached'),
    });
  });

  test('says when the archive is damaged', async () => {
    const broken = join(folder, 'broken.zip');
    writeFileSync(broken, 'not a zip file');
    await expect(unpack(broken, folder, [''])).rejects.toMatchObject({
      message: expect.stringContaining('BadZipFile'),
    });
  });
});

describe.skipIf(presentBuild() === 'absent')('where it is built', () => {
  test('does nothing', async () => {
    const said: string[] = [];
    const name = await ensureBuilt({ places: findPlaces(), say: (line) => said.push(line) });
    expect(name).toMatch(/^TensorFlow\.js Node \(libtensorflow /);
    expect(said).toEqual(['it is there already, and works']);
  });
});
