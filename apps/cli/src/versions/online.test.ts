import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '@rectify/record';
import { rectify } from '../fixtures/outside.ts';

const clause = 'relu/forward/nan';
const judging = ['--depth', 'smoke', '--format', 'json'];

// It installs versions of runtimes, up to 200 MB each, which is for those who ask: RECTIFY_ONLINE=1.
describe.skipIf(process.env['RECTIFY_ONLINE'] !== '1')('with the versions that are on npm', () => {
  const RECTIFY_CACHE = join(import.meta.dirname, '../../node_modules/.cache/versions');

  it('onnxruntime-node 1.21.0 brought exp(-∞) = 0 to float64, as docs/VERSIONS.md says', async () => {
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

  it('@tensorflow/tfjs-backend-wasm 3.2.0 lost NaN in relu, as docs/VERSIONS.md says', async () => {
    const ends = ['--from', '3.1.0', '--to', '3.2.0'];
    const argv = ['bisect', clause, 'tfjs-wasm', ...ends, ...judging];
    const { code, out, err } = await rectify(argv, { env: { RECTIFY_CACHE } });
    expect(code, err).toBe(0);
    expect(JSON.parse(out).steps).toMatchObject([
      { version: '3.1.0', verdict: 'conforms' },
      { version: '3.2.0', verdict: 'violates' },
    ]);
  }, 300_000);

  it.each(['ort-node@1.10.0', 'ort-node@1.14.0', 'tfjs-wasm@3.0.0', 'tfjs-wasm@3.16.0'])(
    '%s is driven',
    async (backend) => {
      const argv = ['verify', backend, '--op', 'relu', ...judging];
      const { out } = await rectify(argv, { env: { RECTIFY_CACHE } });
      const { findings, summary } = JSON.parse(out) as Report;
      expect(findings.length).toBeGreaterThan(0);
      expect(summary.error).toBe(0);
    },
    300_000,
  );
});
