import inspector from 'node:inspector';
import type { KernelRequest } from '@rectify/backend';
import { clauses } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { attacker, attackNames } from '../fixtures/attacker.ts';
import { verify } from './verify.ts';

const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };

/** A glance at a sweep: some blocks of all. A right backend is judged after all the others. */
const names = [...attackNames, 'right'];
const swept = verify({
  backends: names.map((name) => ({ id: name, specifier: attacker(name) })),
  requests: [relu],
  clauses,
  depth: 'exhaustive',
  stride: 701,
  seed: 1,
  level: 'should',
  timeoutMs: 60_000,
  threads: 1,
});
const gradesOf = async (name: string): Promise<readonly string[]> =>
  (await swept).profiles.flatMap(({ backend, grade }) => (backend === name ? grade : []));

describe('a wrong kernel that attacks its judge', () => {
  it.each(attackNames)('%s: is caught', async (name) => {
    const { findings } = await swept;
    const own = findings.filter(({ backend, level }) => backend === name && level === 'must');
    expect(own.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:fail|error)$/)]),
    );
    expect(['', 'F']).toContain((await gradesOf(name)).join(''));
  });

  it('leaves the judge as it was: the next backend is judged', async () => {
    expect(await gradesOf('right')).toEqual(['AAA']);
  });

  it('is not let into the process of the suite by its debugger', async () => {
    await swept;
    expect(inspector.url()).toBeUndefined();
  });
});
