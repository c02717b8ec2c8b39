import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import node from './node.ts';
import { loadTensorFlow } from './tfjs.ts';

const probed = await node.probe();

test.skipIf(probed.ok)('says what is missing, and the command that gets it', () => {
  expect(probed).toEqual({
    ok: false,
    reason: 'no-device',
    note: expect.stringMatching(/is not installed$|pnpm tfjs-node:build$/),
  });
});

describe.skipIf(!probed.ok)('with its binding', () => {
  test('shares one copy of tfjs-core with the other backends', async () => {
    const { identity } = await node.open({ threads: 1 });
    expect(identity.name).toMatch(/^TensorFlow\.js Node \(libtensorflow \d+\.\d+\.\d+\)$/);
    const [tf, tfjsNode] = [await loadTensorFlow(), await import('@tensorflow/tfjs-node')];
    expect(tfjsNode.Tensor).toBe(tf.Tensor);
    expect(identity.version).toBe(tfjsNode.version['tfjs-node']);
  });

  // TensorFlow writes past `console`: only another process sees it.
  test('says nothing on standard output or standard error', async () => {
    const program = `
      const { default: module } = await import(${JSON.stringify(import.meta.resolve('./node.ts'))});
      const backend = await module.open({ threads: 1 });
      const kernel = await backend.prepare({ op: 'relu', pass: 'vjp', dtype: 'float32' });
      await kernel.bind({ x: Float32Array.of(1), dy: Float32Array.of(2) });
      await kernel.run();
      process.exitCode = (await kernel.read())[0];`;
    const args = ['--conditions=@rectify/source', '--input-type=module', '--eval', program];
    const ended = promisify(execFile)(process.execPath, args);
    await expect(ended).rejects.toMatchObject({ code: 2, stdout: '', stderr: '' });
  });
});
