import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '@rectify/record';
import { reportSchema } from '@rectify/record';
import { afterAll, describe, expect, test } from 'vitest';
import { cleanUp, outside, rectify, writeBackend } from './fixtures/outside.ts';

afterAll(cleanUp);

const read = (text: string): Report => reportSchema.parse(JSON.parse(text));
const smoke = ['--pass', 'forward', '--dtype', 'float32', '--depth', 'smoke'];

/** A tanh that is right for the inputs that it saw while it learned, and elsewhere what it can. */
function writeMemory(folder: string): { readonly backend: string; readonly file: string } {
  const file = join(folder, 'seen.bin');
  const backend = writeBackend(folder, 'memory', {
    top: `import { appendFileSync, existsSync, readFileSync } from 'node:fs';
const file = ${JSON.stringify(file)};
const learns = process.env.LEARN === '1';
const known = learns || !existsSync(file) ? null : new Set(new Uint32Array(new Uint8Array(readFileSync(file)).buffer));`,
    tanh: `
if (learns) appendFileSync(file, new Uint8Array(x.slice().buffer));
if (known === null) return y;
const bits = new Uint32Array(x.slice().buffer);
return y.map((v, i) => known.has(bits[i]) ? v : v * 0.99);`,
  });
  return { backend, file };
}

describe('a kernel that has learned the inputs of one seed', () => {
  const folder = outside();
  const { backend } = writeMemory(folder);
  const verify = (...argv: readonly string[]) =>
    rectify(['verify', backend, '--op', 'tanh', ...smoke, ...argv]);

  test('passes with that seed, and fails with another, which the failure says', async () => {
    const learned = await rectify(['verify', backend, '--op', 'tanh', ...smoke], {
      env: { LEARN: '1' },
    });
    expect(learned.code, learned.out).toBe(0);
    expect(await verify()).toMatchObject({ code: 0, err: '' });
    const other = await verify('--seed', '2');
    expect(other.code).toBe(1);
    expect(other.out).toMatch(/^Failures \(\d+\)\n {2}with seed 2; again: rectify verify /m);
    expect(other.out).toContain('--seed 2');
  });

  test('fails with one that is drawn: standard error, header and failure say it, and its command fails too', async () => {
    const [pretty, document] = [join(folder, 'run.txt'), join(folder, 'run.json')];
    const files = ['--format', `json=${document}`, '--format', `pretty=${pretty}`];
    const drawn = await verify('--seed', 'random', ...files, '--format', 'github');
    expect(drawn.code).toBe(1);
    const [, seed = ''] = /^seed (\d+) was drawn\n$/.exec(drawn.err) ?? [];
    expect(Number(seed)).toBeLessThan(2 ** 32);
    const { run, findings } = read(readFileSync(document, 'utf8'));
    expect(run.seed).toBe(seed);
    expect(run.command).toContain(` --seed ${seed} `);
    expect(run.command).not.toContain('random');
    const text = readFileSync(pretty, 'utf8');
    expect(text).toContain(`seed ${seed} ·`);
    expect(text).toContain(`with seed ${seed}; again: `);
    expect(drawn.out).toContain(`with seed ${seed}; again: ${run.command}`);
    const again = await verify('--seed', seed, '--format', 'json');
    expect(again.code).toBe(1);
    expect(read(again.out).findings).toEqual(findings);
  });
});

describe('--seed random', () => {
  test('of what was drawn before goes on with it', async () => {
    const record = join(outside(), 'sweep.jsonl');
    const sweep = ['verify', 'ts', '--op', 'relu', '--pass', 'forward', '--dtype', 'float16'];
    const argv = [...sweep, '--depth', 'exhaustive', '--record', record, '--seed', 'random'];
    const first = await rectify(argv);
    const [, seed] = /^seed (\d+) was drawn$/m.exec(first.err) ?? [];
    expect([first.code, typeof seed]).toEqual([0, 'string']);
    const second = await rectify([...argv, '--resume']);
    expect(second.err).toContain(`seed ${seed} was drawn before\n`);
    expect(second.code).toBe(0);
  });

  test('of one shard is refused: shards of several seeds do not join', async () => {
    const record = join(outside(), '1.jsonl');
    const argv = ['verify', 'ts', '--shard', '1/2', '--record', record, '--seed=random'];
    const { code, err } = await rectify(argv);
    expect(code).toBe(2);
    expect(err).toMatch(/^USAGE: .*draw one for all of them: --seed \d+\n$/);
  });

  test('times by one that is drawn', async () => {
    const argv = ['measure', 'ts', '--op', 'relu', '--quick', '--seed=random', '--format', 'json'];
    const { code, out, err } = await rectify(argv);
    const [, seed = ''] = /^seed (\d+) was drawn$/m.exec(err) ?? [];
    expect(code).toBe(0);
    expect(read(out).run).toMatchObject({ seed });
  });

  test('is a number or that word', async () => {
    const { code, err } = await rectify(['verify', 'ts', '--seed', 'randomly']);
    expect([code, err]).toEqual([2, expect.stringContaining("--seed 'randomly'")]);
  });
});
