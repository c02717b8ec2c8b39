import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, outside, rectify } from '../fixtures/outside.ts';
import type { Registry } from '../fixtures/registry.ts';
import { startRegistry } from '../fixtures/registry.ts';

/** As much of the runtime as relu's adapter calls. */
const runtime = (version: string, relu: string): string => `
exports.env = { versions: { common: '${version}' } };
exports.Tensor = class {
  constructor(type, data) { this.data = data; }
  dispose() {}
};
exports.InferenceSession = {
  create: async () => ({
    run: async ({ x }) => ({ y: new exports.Tensor('float32', x.data.map((v) => ${relu})) }),
    release: async () => {},
  }),
};
`;
const losesNan = 'v > 0 ? v : 0';
const keepsNan = 'v < 0 ? 0 : v';
const published = [
  { version: '1.0.0', source: runtime('1.0.0', losesNan) },
  { version: '1.1.0', source: runtime('1.1.0', losesNan) },
  { version: '1.2.0', source: "throw new Error('no binary for this machine');" },
  { version: '1.3.0', source: null },
  { version: '1.4.0', source: runtime('1.4.0', keepsNan) },
  { version: '1.5.0-rc.1', source: runtime('1.5.0-rc.1', losesNan) },
  { version: '1.5.0', source: runtime('1.5.0', keepsNan) },
];

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
  const { out, err } = await rectify(['verify', 'ort-node@1.0.0', 'ort-node@~1.4', ...quick], {
    env,
  });
  const { backends, findings } = JSON.parse(out);
  expect(err).toContain('installing onnxruntime-node@1.4.0');
  expect(backends).toMatchObject([
    { id: 'ort-node@1.0.0', version: '1.0.0' },
    { id: 'ort-node@1.4.0', version: '1.4.0' },
  ]);
  expect(findings).toMatchObject([{ verdict: 'violates' }, { verdict: 'conforms' }]);
  const latest = await rectify(['verify', 'ort-node@latest', ...quick], { env });
  expect(JSON.parse(latest.out).backends).toMatchObject([{ id: 'ort-node@1.5.0' }]);
});

it('finds the change, around what cannot be loaded or installed, and leaves no half of an install', async () => {
  const argv = ['bisect', clause, 'ort-node', '--from', '1.0.0', '--to', 'latest', ...judging];
  const { code, out, err } = await rectify(argv, { env });
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    schema: 'rectify/bisect@1',
    versions: ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0'],
    last: '1.1.0',
    first: '1.4.0',
    between: ['1.2.0', '1.3.0'],
  });
  expect(err).toContain(
    '1.2.0 cannot be judged: it cannot be loaded here: Error: no binary for this',
  );
  expect(err).toContain('1.3.0 cannot be judged: npm cannot install onnxruntime-node@1.3.0: ');
  expect(installed()).toEqual(
    ['1.0.0', '1.1.0', '1.2.0', '1.4.0', '1.5.0'].map((one) => `onnxruntime-node@${one}`),
  );
});

it('diff compares one version with another', async () => {
  const folder = outside();
  const record = async (version: string): Promise<string> => {
    const path = join(folder, version);
    await rectify(['verify', `ort-node@${version}`, ...quick, '--record', path], { env });
    return path;
  };
  const files = [await record('1.0.0'), await record('1.4.0')];
  const { out } = await rectify(['diff', ...files, '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    runtimes: [{ backend: 'ort-node', old: '1.0.0', new: '1.4.0' }],
    changes: [{ kind: 'clause', trend: 'better', backend: 'ort-node', clause }],
  });
});

it.each([
  [['verify', 'ort-node@7.0.0'], /\nVERSION_UNKNOWN: onnxruntime-node has no version '7\.0\.0'/],
  [['verify', 'ort-node@^7'], /^VERSION_UNKNOWN: onnxruntime-node has no version '\^7'/],
  [['verify', 'ort-node@1.0.0; ls'], /^VERSION_UNKNOWN: /],
  [['verify', 'ort-node@1.3.0'], /^installing .*\nINSTALL_FAILED: npm cannot install .*1\.3\.0: /],
  [['verify', 'ort-node@1.2.0'], /^BACKEND_MISSING: ort-node@1\.2\.0: it cannot be loaded here: /],
  [['verify', 'ts@1.0.0'], /^USAGE: ts is there in the installed version only/],
  [['verify', 'ort-nod@1.0.0'], /^BACKEND_UNKNOWN: .*did you mean 'ort-node'\?$/],
  [
    ['bisect', clause, 'ort-node', '--from', '1.0.0', '--to', '1.1.0', ...judging],
    /USAGE: relu\/forward\/nan violates in 1\.0\.0 and in 1\.1\.0 alike/,
  ],
  [
    ['bisect', clause, 'ort-node', '--from', '1.4.0', '--to', '1.0.0'],
    /^USAGE: onnxruntime-node 1\.0\.0 is not later than 1\.4\.0/,
  ],
  [
    ['bisect', clause, 'ort-node', '--from', '1.2.0', '--to', '1.5.0'],
    /BACKEND_MISSING: onnxruntime-node 1\.2\.0 cannot be judged: it cannot be loaded here/,
  ],
])('%j: exit 2, %s', async (argv, message) => {
  const { code, out, err } = await rectify(argv, { env });
  expect(err.trim()).toMatch(message);
  expect(out).toBe('');
  expect(code).toBe(2);
});

it('needs no registry for what is installed', async () => {
  const here = { env: { ...env, ...absent } };
  const { code } = await rectify(['verify', 'ort-node@1.4.0', ...quick], here);
  expect(code).toBe(0);
  const { err } = await rectify(['verify', 'ort-node@latest'], here);
  expect(err).toMatch(/^REGISTRY_UNREACHABLE: npm cannot say which versions .* ECONNREFUSED/);
});

it('two runs that install one version at once both have it', async () => {
  const fresh = { env: { ...env, RECTIFY_CACHE: outside() } };
  const runs = [1, 2].map(() => rectify(['verify', 'ort-node@1.4.0', ...quick], fresh));
  expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
  expect(readdirSync(fresh.env.RECTIFY_CACHE)).toEqual(['onnxruntime-node@1.4.0']);
});

// It installs two runtimes of 200 MB, which is for those who ask: RECTIFY_ONLINE=1.
describe.skipIf(process.env['RECTIFY_ONLINE'] !== '1')('with the versions that are on npm', () => {
  it('onnxruntime-node 1.21.0 brought exp(-∞) = 0 to float64, as docs/VERSIONS.md says', async () => {
    const RECTIFY_CACHE = join(import.meta.dirname, '../../node_modules/.cache/versions');
    const ends = ['--from', '1.20.1', '--to', '1.21.0', '--dtype', 'float64'];
    const argv = ['bisect', 'sigmoid/vjp/limits', 'ort-node', ...ends, ...judging];
    const { code, out, err } = await rectify(argv, { env: { RECTIFY_CACHE } });
    expect(code, err).toBe(0);
    const { steps } = JSON.parse(out);
    expect(steps).toMatchObject([
      { version: '1.20.1', verdict: 'violates' },
      { version: '1.21.0', verdict: 'conforms' },
    ]);
  }, 300_000);
});
