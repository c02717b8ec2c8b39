import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root, run, type Variables } from './fixtures/processes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'rectify-harnesses-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const can = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const rectify = (args: readonly string[], env: Variables = {}) =>
  run([process.execPath, '--conditions=@rectify/source', 'apps/cli/src/main.ts', ...args], env);

async function keepsToTheProtocol(harness: string, env: Variables = {}): Promise<void> {
  expect(await rectify(['harness', 'check', harness], env)).toMatchObject({ code: 0 });
}

interface Finding {
  readonly clause: string;
  readonly outcome: string;
}

/** What a quick look at float32 finds. */
async function judge(
  harness: string,
  args: readonly string[],
  env: Variables = {},
): Promise<readonly Finding[]> {
  const quick = ['--dtype', 'float32', '--depth', 'smoke', '--format', 'json'];
  const { out } = await rectify(['verify', harness, ...quick, ...args], env);
  return (JSON.parse(out) as { readonly findings: readonly Finding[] }).findings;
}

const failed = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ outcome }) => !/pass|skip|known/.test(outcome)).map(({ clause }) => clause);

describe.skipIf(!can('cc'))('the C harness', () => {
  test('compiles as its head says, and only its known deviations fail', async () => {
    const libm = join(scratch, 'libm');
    const flags = ['-O2', '-ffp-contract=off', '-Wall', '-Wextra', '-Werror', '-std=c11'];
    const built = await run(['cc', ...flags, '-o', libm, 'harnesses/c/libm.c', '-lm']);
    expect(built).toMatchObject({ code: 0, err: '' });
    await keepsToTheProtocol(`exec:${libm}`);
    const findings = await judge(`exec:${libm}`, []);
    const tails = ['sigmoid/forward/tail', 'sigmoid/vjp/tail', 'tanh/vjp/tail'];
    const most = [
      ...tails,
      'sigmoid/vjp/even',
      'sigmoid/forward/faithful',
      'tanh/forward/faithful',
    ];
    expect(failed(findings)).toEqual(expect.arrayContaining(tails));
    expect(most).toEqual(expect.arrayContaining([...failed(findings)]));
  });

  test('refuses what is no request', () => {
    const libm = join(scratch, 'libm');
    for (const line of ['[]', '{"seq":0,"cmd":"st\\u0061rt"}', '{"seq":0,"cmd":"run', 'x']) {
      const { status, stderr } = spawnSync(libm, { input: `${line}\n`, encoding: 'utf8' });
      expect({ line, status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^libm: /),
      });
    }
  });
});

describe.skipIf(!can('python3'))('the loop of the Python harnesses', () => {
  const env = { PYTHONPATH: join(root, 'harnesses/python') };
  const toy = 'exec:python3 scripts/fixtures/toy_backend.py';

  test('serves a backend that prints to standard output', async () => {
    await keepsToTheProtocol(toy, env);
    const findings = await judge(toy, ['--op', 'relu', '--pass', 'forward'], env);
    expect(findings.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(10);
    expect(failed(findings)).toEqual([]);
  });
});

const frameworks = ['numpy', 'torch', 'jax', 'tensorflow'];
const installed = (name: string): boolean =>
  existsSync(join(root, `harnesses/python/.venv-${name}`));

describe.each(frameworks)('%s', (name) => {
  test.skipIf(!installed(name))(
    'its tanh deviates as its file explains',
    async () => {
      const harness = `exec:python3 harnesses/python/${name}_backend.py`;
      // JAX compiles anew for each length: all ops would take a minute.
      const findings = await judge(harness, ['--op', 'tanh']);
      expect(findings.some(({ outcome }) => outcome === 'known')).toBe(true);
      expect(failed(findings)).toEqual([]);
    },
    300_000,
  );
});

describe('candle', () => {
  const harness = 'harnesses/rust/target/release/rectify-candle';
  test.skipIf(!existsSync(join(root, harness)))('deviates as its file explains', async () => {
    const args = ['--expectations', 'harnesses/rust/candle.expectations.jsonc'];
    expect(failed(await judge(`exec:${harness}`, args))).toEqual([]);
  });
});
