import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';
import type { Registry } from '../fixtures/registry.ts';
import { startRegistry } from '../fixtures/registry.ts';
import { published } from '../fixtures/runtime.ts';

const clause = 'relu/forward/nan';
const judging = ['--depth', 'smoke', '--format', 'json'];

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

/** Whether it imports its runtime or requires it, the copy is what it gets. */
const source = (get: string): string => `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
export default {
  id: 'mine',
  runtime: { package: 'onnxruntime-node', versions: '^1.11.0' },
  probe: async () => ({ ok: false, reason: 'no-device', note: 'onnxruntime-node is not installed' }),
  async open({ threads }) {
    const ort = ${get};
    const session = await ort.InferenceSession.create();
    let feeds, y;
    return {
      identity: { id: 'mine', name: 'Mine', version: ort.env.versions.node, device: 'cpu', threads },
      supports: () => ({ ok: true, origin: 'native' }),
      prepare: () => ({
        bind: ({ x }) => { feeds = { x: new ort.Tensor('float32', x) }; },
        run: async () => { ({ y } = await session.run(feeds)); },
        read: () => y.data,
        dispose() {},
      }),
      dispose() {},
    };
  },
};`;

it.each(["await import('onnxruntime-node')", "require('onnxruntime-node')"])(
  'a module is bisected over the versions of the runtime that it names: %s',
  async (get) => {
    const cwd = outside();
    writeFileSync(join(cwd, 'mine.mjs'), source(get));
    const ends = ['--from', '1.11.0', '--to', '1.15.0'];
    const argv = ['bisect', clause, 'module:./mine.mjs', ...ends, ...judging];
    const { code, out, err } = await rectify(argv, { cwd, env });
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      backend: 'module:./mine.mjs',
      runtime: 'onnxruntime-node',
      last: '1.11.0',
      first: '1.14.0',
    });
    const older = ['bisect', clause, 'module:./mine.mjs', '--from', '1.10.0', '--to', '1.15.0'];
    expect(await rectify(older, { cwd, env })).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /BACKEND_MISSING: .*the adapter drives onnxruntime-node \^1\.11\.0, not 1\.10\.0/,
      ),
    });
  },
);

it('a module needs a runtime that is on npm', async () => {
  const backend = writeBackend(outside(), 'mine');
  const argv = ['bisect', clause, backend, '--from', '1.0.0', '--to', '2.0.0'];
  expect(await rectify(argv, { env })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^VERSION_UNKNOWN: npm has no package 'outside'/),
  });
});
