import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextUp } from '@rectify/float';
import { afterAll, describe, expect, it } from 'vitest';
import { oracle } from '../src/truth.ts';
import { examine } from './block.ts';
import type { BlockComparison } from './independent.ts';
import { compile, start } from './independent.ts';
import { nameOf, subjects } from './kernels.ts';

const folder = mkdtempSync(join(tmpdir(), 'prove-oracle-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = compile(folder);
const count = 4096;
const step = 2 ** 31 / count;

describe.skipIf('missing' in program)('the independent method', () => {
  const path = 'path' in program ? program.path : '';

  it.each(subjects.map((subject) => [nameOf(subject), subject] as const))(
    'agrees on %s, and says so where one result is off by an ulp',
    async (_, subject) => {
      const due = new Float32Array(2 * count);
      examine(oracle(subject.op, subject.pass), 0, step, count, due);
      const right = due.slice();
      const independent = start(path, subject);
      const clean = await independent.compare(0, step, due);
      const changed: BlockComparison[] = [];
      for (const at of [0, 2100, count + 1500, 2 * count - 1]) {
        due.set(right);
        due[at] = Number.isNaN(due[at]) ? 1 : nextUp(due[at]!);
        changed.push(await independent.compare(0, step, due));
      }
      await independent.end();
      expect(clean).toMatchObject({ differing: 0, undecided: 0, inaccurate: 0 });
      expect(changed.map(({ differing }) => differing)).toEqual([1, 1, 1, 1]);
    },
  );

  it('finds the same inputs hard, as far from a midpoint', async () => {
    const due = new Float32Array(2 * count);
    const { nearest } = examine(oracle('sigmoid', 'forward'), 0x34000000, 1, count, due);
    const independent = start(path, { op: 'sigmoid', pass: 'forward', offset: 1 });
    const found = await independent.compare(0x34000000, 1, due);
    await independent.end();
    expect(nearest.length).toBeGreaterThan(0);
    expect(found.nearest.map(([bits]) => bits)).toEqual(nearest.map(([bits]) => bits));
    for (const [i, [, distance]] of nearest.entries())
      expect(found.nearest[i]![1] / distance).toBeCloseTo(1, 9);
  });

  it('does not outlive an error unnoticed', async () => {
    const independent = start(join(folder, 'prove'), { op: 'relu', pass: 'forward', offset: 1 });
    await independent.end();
    await expect(independent.compare(0, 1, new Float32Array(2))).rejects.toThrow('exit code 0');
  });
});
