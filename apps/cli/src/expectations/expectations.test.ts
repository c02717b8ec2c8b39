import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '@rectify/record';
import { reportSchema } from '@rectify/record';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';
import { besideHarness } from './harness-expectations.ts';
import { takeExpectations } from './expectations.ts';
import { expectedOf, openExpectations } from './read.ts';
import { extended } from './write.ts';

afterAll(cleanUp);

const entry = {
  backend: 'ts',
  clause: 'tanh/forward/odd',
  versions: '*',
  reason: '',
} as const;

/** A file with a text. */
function fileOf(text: string): string {
  const path = join(outside(), 'mine.jsonc');
  writeFileSync(path, text);
  return path;
}

describe('a file that is wrong is refused, with its line', () => {
  const good = `// ours
{
  "$schema": "./expectations.schema.json",
  "expectations": [
    { "backend": "ts", "clause": "tanh/forward/odd", "versions": "1.x", "reason": "" }, // why
  ],
}
`;
  it('but comments and trailing commas are not', () => {
    const path = fileOf(good);
    expect(expectedOf(openExpectations(path))).toEqual([
      {
        backend: 'ts',
        deviation: {
          clause: 'tanh/forward/odd',
          versions: '1.x',
          reason: '',
          location: { file: path, line: 5, entry: 0 },
        },
      },
    ]);
  });
  it('nor are lists, whose clauses have lines of their own', () => {
    const clause = '[\n"tanh/forward/odd",\n"tanh/forward/zero"], "dtype": ["float16", "float64"]';
    const path = fileOf(good.replace('"tanh/forward/odd"', clause));
    const said = expectedOf(openExpectations(path)).map(({ deviation }) => deviation);
    expect(said.map((one) => [one.clause, one.dtype, one.location.line])).toEqual([
      ['tanh/forward/odd', 'float16', 6],
      ['tanh/forward/odd', 'float64', 6],
      ['tanh/forward/zero', 'float16', 7],
      ['tanh/forward/zero', 'float64', 7],
    ]);
    expect(said.map(({ location }) => location.entry)).toEqual([0, 0, 0, 0]);
  });
  it.each([
    ['"ts", ', '"ts" ', /:5: Comma expected/],
    ['"ts"', '"tss"', /:5: unknown backend 'tss'/],
    ['tanh/forward/odd', 'tanh/forward/od', /:5: unknown clause 'tanh\/forward\/od'/],
    ['tanh/forward/odd', 'tanh/forward/rounded', /:5: tanh\/forward\/rounded is a may/],
    [
      '"tanh/forward/odd"',
      '[\n"tanh/forward/odd",\n"tanh/forward/od"]',
      /:7: unknown clause 'tanh\/forward\/od'/,
    ],
    ['"tanh/forward/odd"', '["relu/forward/nan", "relu/forward/nan"]', /:5: .*has one twice/],
    ['1.x', 'x.y', /:5: is no semver range/],
    [', "reason": ""', '', /:5: .*\(expectations\.0\.reason\)/],
    ['"reason"', '"reson"', /:5: .*reason/],
    ['"expectations"', '"expects"', /:2: .*expectations/],
    ['"$schema"', '"schema"', /:3: .*"schema"/],
    [good, '', /:1: Value expected/],
    [good, '['.repeat(100_000) + ']'.repeat(100_000), /:1: it is nested without end/],
    [good, '{"a":'.repeat(100_000), /:1: it is nested without end/],
    ['"versions"', `"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "versions"`, /:5: .*end/],
  ])('%.40s → %.40s', (from, to, said) => {
    const path = fileOf(good.replace(from, to));
    expect(() => expectedOf(openExpectations(path))).toThrow(said);
  });
});

describe('entries are added at the end, and nothing else changes', () => {
  it.each([
    ['an empty list', '{ "expectations": [] }'],
    ['a list on one line', '{ "expectations": [{ "backend": "ts" } /* last */] }'],
    ['comments', '{\n  "expectations": [\n    { "a": 1 } // last\n    // end\n  ] // out\n}\n'],
    ['a trailing comma', '{\n  "expectations": [\n    { "a": 1 }, // last\n  ],\n}\n'],
    ['tabs', '{\r\n\t"expectations": [\r\n\t\t{ "a": 1 }\r\n\t]\r\n}\r\n'],
  ])('%s', (_, text) => {
    const file = openExpectations(fileOf(text));
    const made = extended(file, [entry, entry]);
    const again = openExpectations(fileOf(made));
    const before = file.root.children?.[0]?.children?.[1]?.children ?? [];
    const after = again.root.children?.[0]?.children?.[1]?.children ?? [];
    expect(after).toHaveLength(before.length + 2);
    // Every mark that stood there before still does, in its order.
    let at = 0;
    for (const mark of text.replaceAll(/\s/g, '')) {
      at = made.indexOf(mark, at) + 1;
      expect(at, `${mark} is gone from ${made}`).toBeGreaterThan(0);
    }
    for (const comment of ['// last', '// end']) {
      if (text.includes(comment)) expect(made.indexOf(comment)).toBeLessThan(made.indexOf('"ts"'));
    }
  });
});

describe('a run', () => {
  const folder = outside();
  const tanh = 'return y.map((v) => v + 0);';
  writeBackend(folder, 'lossy', { tanh });
  const id = 'module:./lossy.mjs';
  const clauses = 'tanh/forward/zero,tanh/forward/odd';
  const flags = ['--clause', clauses, '--expectations', 'mine.jsonc'];
  const verify = (...more: readonly string[]): ReturnType<typeof rectify> =>
    rectify(['verify', id, ...flags, ...more], { cwd: folder });
  const read = (): string => readFileSync(join(folder, 'mine.jsonc'), 'utf8');
  const reasoned = (): void =>
    writeFileSync(join(folder, 'mine.jsonc'), read().replaceAll('""', '"adds 0"'));

  it('writes what fails, fails until there are reasons, then knows it', async () => {
    const first = await verify('--write-expectations');
    expect(first.code).toBe(1);
    expect(first.err).toMatch(/2 expectations were added to mine\.jsonc; .*: mine\.jsonc:3, /);
    expect(JSON.parse(read())).toMatchObject({
      expectations: [
        {
          backend: id,
          clause: 'tanh/forward/zero',
          dtype: 'float32',
          versions: '~1.0.0',
          reason: '',
          bound: { violations: 1, seed: 1 },
        },
        { clause: 'tanh/forward/odd' },
      ],
    });
    // A placeholder in every entry is no reason.
    writeFileSync(join(folder, 'mine.jsonc'), read().replaceAll('""', '"TODO"'));
    const pasted = await verify();
    expect([pasted.code, pasted.out]).toEqual([
      1,
      expect.stringContaining("no reason but 'TODO', so give one: mine.jsonc:3"),
    ]);
    writeFileSync(join(folder, 'mine.jsonc'), read().replaceAll('"TODO"', '""'));
    const before = read();
    const unsaid = await verify('--write-expectations');
    expect(unsaid.code).toBe(1);
    expect(unsaid.out).toContain('without a reason, so give one: mine.jsonc:3');
    // What is there already is not written twice.
    expect(unsaid.err).toMatch(/^0 expectations/);
    expect(read()).toBe(before);
    reasoned();
    const { code, out, err } = await verify('--format', 'json');
    expect([code, err]).toEqual([0, '']);
    const { findings, summary }: Report = reportSchema.parse(JSON.parse(out));
    expect(summary).toMatchObject({ known: 2, fail: 0 });
    expect(findings.find(({ outcome }) => outcome === 'known')?.location).toEqual({
      file: 'mine.jsonc',
      line: 3,
      entry: 0,
    });
  });

  it('judges them on the whole where it is cut into shards', async () => {
    for (const i of [1, 2]) {
      const argv = ['--shard', `${i}/2`, '--record', `${i}.jsonl`];
      expect((await verify(...argv)).code).toBe(0);
    }
    const merged = await rectify(['merge', '1.jsonl', '2.jsonl'], { cwd: folder });
    expect([merged.code, merged.err]).toEqual([0, '']);
    expect(merged.out).toContain(' 2 known · ');
    writeFileSync(
      join(folder, 'mine.jsonc'),
      read().replaceAll('"violations": 1', '"violations": 0'),
    );
    await verify('--shard', '2/2', '--record', '2.jsonl');
    const mixed = await rectify(['merge', '1.jsonl', '2.jsonl'], { cwd: folder });
    expect([mixed.code, mixed.err]).toEqual([
      2,
      expect.stringContaining('differ in their deviations'),
    ]);
    // What grew past its bound is written anew.
    const wider = await verify('--write-expectations');
    expect(wider.err).toContain('2 bounds in mine.jsonc were set to what this run saw');
    expect(JSON.parse(read()).expectations[0].bound).toMatchObject({ violations: 1 });
  });

  it('fails for what is no longer so, with the line to delete', async () => {
    writeBackend(folder, 'lossy', { tanh: 'return y;' });
    const stale = await verify('--format', 'github');
    expect(stale.code).toBe(1);
    expect(stale.out).toMatch(/^::error file=mine\.jsonc,line=3,title=.*no longer true: adds 0$/m);
    const elsewhere = await rectify(['verify', 'ts', ...flags, '--depth', 'smoke'], {
      cwd: folder,
    });
    expect([elsewhere.code, elsewhere.err]).toEqual([0, '']);
    const pruning = await verify('--prune-expectations');
    expect(pruning.code).toBe(1);
    expect(pruning.out).toContain('--prune-expectations takes');
    expect(pruning.err).toContain('2 stale expectations were taken out of mine.jsonc');
    expect(JSON.parse(read())).toEqual({ expectations: [] });
  });
});

describe('refuses', () => {
  const path = join(outside(), 'new.jsonc');
  const write = { writeExpectations: true } as const;
  const prune = { pruneExpectations: true } as const;
  it.each([
    ['to write to no file', write, /needs a file/],
    ['to prune no file', prune, /--prune-expectations needs a file/],
    ['a file that is not there', { expectations: path }, /new\.jsonc: ENOENT/],
    [
      'to write what one shard knows',
      { ...write, expectations: path, shard: { index: 1, count: 2 } },
      /one shard/,
    ],
    [
      'to write where it cannot',
      { ...write, expectations: join(path, 'x.jsonc') },
      /x\.jsonc cannot be written/,
    ],
  ])('%s', (_, o, said) => {
    expect(() => takeExpectations(o)).toThrow(said);
  });
});

it('what a harness deviates in stands beside it', () => {
  const folder = outside();
  const harness = join(folder, 'mine.py');
  const file = join(folder, 'mine.expectations.jsonc');
  writeFileSync(harness, '');
  writeFileSync(file, JSON.stringify({ expectations: [entry] }));
  const specifier = `exec:python3 ${harness} --fast`;
  expect(besideHarness(specifier, undefined)).toMatchObject([{ backend: entry.backend }]);
  expect(besideHarness(specifier, file)).toEqual([]);
  expect(besideHarness(`module:${harness}`, undefined)).toEqual([]);
});
