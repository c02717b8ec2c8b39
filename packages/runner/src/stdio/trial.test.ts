import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { tryHarness } from './trial.ts';

const file = fileURLToPath(new URL('../fixtures/harness.ts', import.meta.url));

/** What goes wrong with the fixture that has this fault. */
async function faultsOf(fault: string, timeoutMs = 600_000): Promise<readonly string[]> {
  const found: string[] = [];
  const specifier = `exec:'${process.execPath}' '${file}' ${fault}`;
  for await (const step of tryHarness(specifier, { threads: 1, timeoutMs }))
    if (step.fault !== null) found.push(`${step.name}, ${step.fault}: ${step.text}`);
  return found;
}

it('finds nothing wrong with a right one', async () => {
  expect(await faultsOf('right')).toEqual([]);
});

const tanh = 'run tanh/forward/float32';

it.each([
  ['lists-nothing', /^start, harness: lists no kernel$/],
  ['refuses-to-start', /^start, library: threw no licence$/],
  ['prints-a-banner', /^start, harness: HARNESS_PROTOCOL: /],
  ['fails-to-run', new RegExp(`^${tanh}, library: on 0 elements: threw device lost$`)],
  ['returns-one-less', new RegExp(`^${tanh}, harness: returned 3 elements for 0$`)],
  ['has-none-after-all', new RegExp(`^${tanh}, harness: unsupported, though start lists it`)],
  ['exits-with-0', new RegExp(`^${tanh}, harness: on 0 elements: HARNESS_DIED`)],
  ['answers-twice', new RegExp(`^${tanh}, harness: on 1 elements: HARNESS_PROTOCOL`)],
  ['exits-with-3', /^stop, harness: HARNESS_DIED: it exited with 3/],
])('%s', async (fault, message) => {
  expect(await faultsOf(fault)).toEqual([expect.stringMatching(message)]);
});

it('hangs-in-stop, within its time limit', async () => {
  expect(await faultsOf('hangs-in-stop', 3000)).toEqual([
    'stop, harness: HARNESS_SILENT: no response to stop within 3000 ms',
  ]);
});

it('refuses what is no harness', async () => {
  await expect(tryHarness('ts', { threads: 1, timeoutMs: 1 }).next()).rejects.toMatchObject({
    code: 'USAGE',
  });
  const missing = tryHarness('exec:no-such-python h.py', { threads: 1, timeoutMs: 1 });
  await expect(missing.next()).rejects.toMatchObject({ code: 'BACKEND_MISSING' });
});
