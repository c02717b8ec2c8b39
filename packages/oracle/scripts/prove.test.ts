import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { Attestation } from './attestation.ts';

const folder = mkdtempSync(join(tmpdir(), 'prove-oracle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = fileURLToPath(new URL('prove.ts', import.meta.url));
const node = ['--conditions=@rectify/source', script];

function run(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  const where = ['--cache', join(folder, 'cache'), '--out', join(folder, 'attestation.json')];
  return spawnSync(process.execPath, [...node, ...where, ...options], { encoding: 'utf8' });
}

const attestation = (): Attestation =>
  JSON.parse(readFileSync(join(folder, 'attestation.json'), 'utf8')) as Attestation;

it('proves every kernel on one input in 4,096, with any number of workers, and goes on where it was', () => {
  expect(run('--step', '4096', '--workers', '1', '--kernel', 'tanh-vjp').status).toBe(0);
  const alone = attestation();
  expect(alone.kernels.map(({ tested }) => tested)).toEqual([2 ** 20]);

  const { status, stdout, stderr } = run('--step', '4096', '--workers', '3');
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('tanh-vjp: done before');
  expect(stdout.match(/^(relu|sigmoid|tanh)\/(forward|vjp): 1048576 inputs/gm)).toHaveLength(6);
  const { kernels, made } = attestation();
  expect(kernels.at(-1)).toEqual(alone.kernels[0]);
  expect(kernels.map(({ independent }) => independent === null)).toEqual(
    kernels.map(() => made.compiler === null),
  );

  rmSync(join(folder, 'cache'), { recursive: true });
  expect(run('--step', '4096', '--workers', '2').status).toBe(0);
  expect(attestation().kernels).toEqual(kernels);
});

it('writes no attestation of a rehearsal where it is not asked to', () => {
  const committed = new URL('../../../records/oracle/attestation.json', import.meta.url);
  const before = readFileSync(committed, 'utf8');
  const options = ['--step', '4096', '--kernel', 'relu-vjp', '--cache', join(folder, 'cache')];
  expect(spawnSync(process.execPath, [...node, ...options]).status).toBe(0);
  expect(readFileSync(committed, 'utf8')).toBe(before);
});

it.each([
  ['--kernel', 'gelu'],
  ['--step', '3'],
  ['--step', '0.5'],
  ['--workers', '0'],
])('refuses %s %s', (...options) => {
  const { status, stderr } = run(...options);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('Kernels are relu-forward') as string,
  });
});
