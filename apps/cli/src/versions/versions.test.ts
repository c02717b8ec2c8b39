import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, outside, rectify } from '../fixtures/outside.ts';
import type { Report } from '@rectify/record';
import type { Registry } from '../fixtures/registry.ts';
import { startRegistry } from '../fixtures/registry.ts';
import { published } from '../fixtures/runtime.ts';

const clause = 'relu/forward/nan';
const quick = ['--clause', clause, '--dtype', 'float32', '--depth', 'smoke', '--format', 'json'];
const judging = ['--depth', 'smoke', '--format', 'json'];
const absent = { npm_config_registry: 'http://127.0.0.1:9' };

let registry: Registry;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  const folder = outside();
  registry = await startRegistry(folder, 'onnxruntime-node', published);
  env = { ...registry.env, RECTIFY_CACHE: join(folder, 'versions') };
});
afterAll(() => {
  registry.close();
  cleanUp();
});

const installed = (): readonly string[] => readdirSync(env['RECTIFY_CACHE'] ?? '').toSorted();

it('judges versions side by side: an exact one, the newest of a range, and a tag', async () => {
  const { out, err } = await rectify(
    ['verify', 'ort-node@1.10.0', 'ort-node@>=1.11 <1.15', ...quick],
    {
      env,
    },
  );
  const { backends, findings } = JSON.parse(out);
  expect(err).toContain('installing onnxruntime-node@1.14.0');
  expect(backends).toMatchObject([
    { id: 'ort-node@1.10.0', version: '1.10.0' },
    { id: 'ort-node@1.14.0', version: '1.14.0' },
  ]);
  expect(findings).toMatchObject([{ verdict: 'violates' }, { verdict: 'conforms' }]);
  const latest = await rectify(['verify', 'ort-node@latest', ...quick], { env });
  expect(JSON.parse(latest.out).backends).toMatchObject([{ id: 'ort-node@1.15.0' }]);
});

it('says what an old version has not', async () => {
  const argv = ['verify', 'ort-node@1.10.0', '--op', 'relu', '--dtype', 'float16', ...judging];
  const { out } = await rectify(argv, { env });
  const { findings } = JSON.parse(out) as Report;
  expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['unsupported']));
  expect(findings[0]?.message).toBe('no-dtype: its binding takes float16 tensors from 1.19.0 on');
});

it('finds the change, around what cannot be loaded or installed, and leaves no half of an install', async () => {
  const argv = ['bisect', clause, 'ort-node', '--from', '1.10.0', '--to', 'latest', ...judging];
  const { code, out, err } = await rectify(argv, { env });
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    schema: 'rectify/bisect@1',
    versions: ['1.10.0', '1.11.0', '1.12.0', '1.13.0', '1.14.0', '1.15.0'],
    last: '1.11.0',
    first: '1.14.0',
    between: ['1.12.0', '1.13.0'],
  });
  expect(err).toContain(
    '1.12.0 cannot be judged: it cannot be loaded here: Error: no binary for this',
  );
  expect(err).toContain('1.13.0 cannot be judged: npm cannot install onnxruntime-node@1.13.0: ');
  expect(installed()).toEqual(
    ['1.10.0', '1.11.0', '1.12.0', '1.14.0', '1.15.0'].map((one) => `onnxruntime-node@${one}`),
  );
});

it('diff compares one version with another', async () => {
  const folder = outside();
  const record = async (version: string): Promise<string> => {
    const path = join(folder, version);
    await rectify(['verify', `ort-node@${version}`, ...quick, '--record', path], { env });
    return path;
  };
  const files = [await record('1.10.0'), await record('1.14.0')];
  const { out } = await rectify(['diff', ...files, '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    runtimes: [{ backend: 'ort-node', old: '1.10.0', new: '1.14.0' }],
    changes: [{ kind: 'clause', trend: 'better', backend: 'ort-node', clause }],
  });
});

it.each([
  [['verify', 'ort-node@7.0.0'], /\nVERSION_UNKNOWN: onnxruntime-node has no version '7\.0\.0'/],
  [['verify', 'ort-node@^7'], /^VERSION_UNKNOWN: onnxruntime-node has no version '\^7'/],
  [['verify', 'ort-node@1.10.0; ls'], /^VERSION_UNKNOWN: /],
  [
    ['verify', 'ort-node@1.9.0'],
    /BACKEND_MISSING: ort-node@1\.9\.0: the adapter drives onnxruntime-node \^1\.10\.0, not 1\.9\.0/,
  ],
  [
    ['verify', 'ort-node@1.13.0'],
    /^installing .*\nINSTALL_FAILED: npm cannot install .*1\.13\.0: /,
  ],
  [
    ['verify', 'ort-node@1.12.0'],
    /^BACKEND_MISSING: ort-node@1\.12\.0: it cannot be loaded here: /,
  ],
  [['verify', 'ts@1.10.0'], /^USAGE: ts is there in the installed version only/],
  [['verify', 'ort-nod@1.10.0'], /^BACKEND_UNKNOWN: .*did you mean 'ort-node'\?$/],
  [
    ['bisect', clause, 'ort-node', '--from', '1.10.0', '--to', '1.11.0', ...judging],
    /USAGE: relu\/forward\/nan violates in 1\.10\.0 and in 1\.11\.0 alike/,
  ],
  [
    ['bisect', clause, 'ort-node', '--from', '1.14.0', '--to', '1.10.0'],
    /^USAGE: onnxruntime-node 1\.10\.0 is not later than 1\.14\.0/,
  ],
  [
    ['bisect', clause, 'ort-node', '--from', '1.12.0', '--to', '1.15.0'],
    /BACKEND_MISSING: onnxruntime-node 1\.12\.0 cannot be judged: it cannot be loaded here/,
  ],
])('%j: exit 2, %s', async (argv, message) => {
  const { code, out, err } = await rectify(argv, { env });
  expect(err.trim()).toMatch(message);
  expect(out).toBe('');
  expect(code).toBe(2);
});

it('needs no registry for what is installed', async () => {
  const here = { env: { ...env, ...absent } };
  const { code } = await rectify(['verify', 'ort-node@1.14.0', ...quick], here);
  expect(code).toBe(0);
  const { err } = await rectify(['verify', 'ort-node@latest'], here);
  expect(err).toMatch(/^REGISTRY_UNREACHABLE: npm cannot say which versions .* ECONNREFUSED/);
});

it('two runs that install one version at once both have it', async () => {
  const fresh = { env: { ...env, RECTIFY_CACHE: outside() } };
  const runs = [1, 2].map(() => rectify(['verify', 'ort-node@1.14.0', ...quick], fresh));
  expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
  expect(readdirSync(fresh.env.RECTIFY_CACHE)).toEqual(['onnxruntime-node@1.14.0']);
});
