import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeDoubles } from '../fixtures/doubles.ts';
import { cleanUp, outside, rectify, rectifyUntil } from '../fixtures/outside.ts';

afterAll(cleanUp);

const folder = outside();
const file = (name: string): string => join(folder, `${name}.jsonl`);
const faulty = writeDoubles(
  folder,
  'faulty',
  "if (op === 'tanh') x.forEach((v, i) => { if (v > 1 && v < 40) y[i] *= 1 + 2 ** -21; });",
);
/** A small sweep: one in 64 inputs, in 32 blocks, one kernel. */
const sweep = [
  'verify',
  faulty,
  '--op',
  'tanh',
  '--pass',
  'forward',
  '--depth',
  'exhaustive',
  '--timeout',
  '600',
];
const small = [...sweep, '--stride', '64'];

/** Everything but the header, which says when and by what command. */
const results = (path: string): string => readFileSync(path, 'utf8').replace(/^.*\n/, '');

const whole = file('whole');
const made = rectify([...small, '--record', whole]);

describe('shards', () => {
  const shard = (i: number, n: number): Promise<{ code: number | null }> =>
    rectify([...small, '--shard', `${i}/${n}`, '--record', file(`${i}-${n}`)]);

  it('join into the bytes of one run, in any order', async () => {
    expect((await made).code).toBe(1);
    for (let i = 1; i <= 4; i++) expect((await shard(i, 4)).code).toBe(0);
    const files = [3, 1, 4, 2].map((i) => file(`${i}-4`));
    const merged = await rectify(['merge', ...files, '--record', file('merged')]);
    expect([merged.code, merged.err]).toEqual([1, '']);
    expect(results(file('merged'))).toBe(results(whole));
    // The command that merged them has no --stride.
    expect(merged.out).toMatch(/rectify merge[^·]*· depth exhaustive, sparse: one in 64/);
    expect(merged.out).toMatch(/^ {2}tanh forward {2}sparse {2}F ≥\d/m);
  });

  it('are refused when one is missing, twice or of another run, which is said', async () => {
    const refused = async (...names: readonly string[]): Promise<string> => {
      const { code, err } = await rectify(['merge', ...names.map(file)]);
      expect(code).toBe(2);
      return err;
    };
    expect(await refused('1-4', '2-4', '4-4')).toMatch(/shard 3\/4 is missing/);
    expect(await refused('1-4', '2-4', '2-4', '4-4')).toMatch(/both shard 2\/4/);
    expect(await refused('whole')).toMatch(/is no shard/);
    await rectify([...small, '--seed', '9', '--shard', '3/4', '--record', file('other')]);
    expect(await refused('1-4', '2-4', 'other', '4-4')).toMatch(/differ in their seed/);
  });
});

describe('a sparse run', () => {
  const shown = async (...argv: readonly string[]): Promise<string> => {
    const { out } = await rectify([...argv, '--format', 'pretty']);
    return out.replaceAll(/\s+/g, ' ');
  };
  const everywhere = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const formats = ['json', 'jsonl', 'junit', 'tap', 'sarif', 'markdown', 'github'];
    return Promise.all(
      formats.map(async (format) => (await rectify([...argv, '--format', format])).out),
    );
  };

  it('says so in every format, in cmp, diff and badges', async () => {
    await made;
    for (const out of await everywhere('report', whole)) expect(out).toContain('sparse');
    expect(await shown('report', whole)).toContain('sparse: of one in some inputs (--stride)');
    const cmp = await rectify(['cmp', whole]);
    expect(cmp.out).toMatch(/^ {2}tanh forward {2}F ≥\d\S* sparse/m);
    const diffed = await rectify(['diff', whole, whole]);
    expect(diffed.out.match(/sparse: one in 64 inputs/g)).toHaveLength(2);
    await rectify(['badge', whole, '--out', join(folder, 'badges')]);
    const [name = ''] = readdirSync(join(folder, 'badges'));
    expect(readFileSync(join(folder, 'badges', name), 'utf8')).toContain('F sparse');
  });

  it('of right results is not better than what a sample shows', async () => {
    const argv = ['verify', 'ts', '--op', 'sigmoid', '--pass', 'forward', '--depth', 'exhaustive'];
    const text = await shown(...argv, '--stride', '2048');
    expect(text).toContain('sigmoid forward sparse AAA ≥0.50');
    expect(text).toContain('sigmoid forward float64 sampled AAA ≥0.50');
    expect(text).toContain('sigmoid forward float16 all AAA 0.50');
  });

  it('is one of a sweep: of a sample all is judged, which is said', async () => {
    const argv = ['verify', 'ts', '--op', 'relu', '--pass', 'forward', '--dtype', 'float32'];
    const { out, err } = await rectify([...argv, '--depth', 'smoke', '--stride', '64']);
    expect(out).not.toContain('sparse');
    expect(err).toContain('--stride is of a sweep, --depth exhaustive: all of depth smoke');
  });
});

describe('--resume', () => {
  it('after three kills gives the record of an uninterrupted run', async () => {
    const path = file('killed');
    const argv = [...small, '--record', path, '--resume'];
    for (let kill = 0; kill < 3; kill++) {
      const size = existsSync(path) ? statSync(path).size : 0;
      const { code } = await rectifyUntil(
        argv,
        () => existsSync(path) && statSync(path).size > size + 4000,
        (child) => child.kill('SIGKILL'),
      );
      expect(code, 'it was killed before its end').toBeNull();
    }
    const blocks = readFileSync(path, 'utf8').split('"kind":"part"').length - 1;
    expect(blocks).toBeGreaterThan(2);
    expect((await rectify(argv)).code).toBe(1);
    await made;
    expect(results(path)).toBe(results(whole));
  });

  it('refuses the record of another run, and needs a record', async () => {
    const other = await rectify([...small, '--seed', '2', '--record', file('killed'), '--resume']);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('seed')]);
    const none = await rectify([...small, '--resume']);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--record FILE')]);
  });
});
