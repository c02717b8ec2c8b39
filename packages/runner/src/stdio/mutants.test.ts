import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { KernelRequest } from '@rectify/backend';
import { clauses, opIds, passes } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { verify } from '../verify/verify.ts';

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
const languages = [
  ['JavaScript', `'${process.execPath}' '${fileOf('mutant.ts')}'`],
  ...(hasPython ? [['Python', `python3 '${fileOf('mutant.py')}'`] as const] : []),
] as const;

/** Clauses that the harness with this mutant fails at default depth. */
async function failed(
  command: string,
  mutant: string,
  requests: readonly KernelRequest[],
): Promise<readonly string[]> {
  const { findings } = await verify({
    backends: [{ id: mutant, specifier: `exec:${command} ${mutant}` }],
    requests,
    clauses,
    depth: 'default',
    seed: 1,
    level: 'should',
    timeoutMs: 600_000,
    threads: 1,
  });
  expect(findings.length).toBeGreaterThan(0);
  // In doubles sigmoid is not rounded rightly for 66 of all inputs, which is a may.
  return findings
    .filter(({ outcome, level }) => outcome !== 'pass' && level !== 'may')
    .map(({ clause }) => clause);
}

describe.each(languages)('a harness in %s', (_, command) => {
  it('that is right fails nothing', async () => {
    const requests = opIds.flatMap((op) =>
      passes.map((pass) => ({ op, pass, dtype: 'float32' }) as const),
    );
    expect(await failed(command, 'none', requests)).toEqual([]);
  });

  it.each([
    ['above-one', 'tanh', 'forward', 'range'],
    ['nan-to-zero', 'relu', 'forward', 'nan'],
    ['no-tail', 'sigmoid', 'vjp', 'tail'],
    ['flushes', 'relu', 'forward', 'subnormal'],
    ['one-lane-off', 'sigmoid', 'forward', 'lanes'],
  ] as const)('%s is found in %s/%s by its %s', async (mutant, op, pass, clause) => {
    const found = await failed(command, mutant, [{ op, pass, dtype: 'float32' }]);
    expect(found).toContain(`${op}/${pass}/${clause}`);
  });
});
