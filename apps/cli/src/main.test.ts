import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, outside, rectify, writeBackend } from './fixtures/outside.ts';

afterAll(cleanUp);

describe('bad usage: exit 2, nothing on standard output, one line that says what was meant', () => {
  const folder = outside();
  const absent = writeBackend(folder, 'absent', {
    probe: "{ ok: false, reason: 'no-device', note: 'no such device' }",
  });
  writeFileSync(join(folder, 'nothing.mjs'), 'export const one = 1;\n');
  writeFileSync(join(folder, 'broken.mjs'), 'this is no JavaScript\n');
  writeFileSync(join(folder, 'old.jsonl'), 'not a record\n');

  it.each([
    [['verfy'], /^USAGE: unknown command 'verfy'\. Hint: did you mean 'verify'\?$/],
    [['verify', '--opp', 'relu'], /^USAGE: unknown option '--opp'\. Hint: did you mean '--op'\?$/],
    [['verify', '--op', 'sigmod'], /^USAGE: unknown op 'sigmod'\. Hint: did you mean 'sigmoid'\?$/],
    [
      ['verify', '--op', 'relu,'],
      /^USAGE: unknown op ''\. Hint: it is one of relu, sigmoid, tanh$/,
    ],
    [['verify', '--pass', 'forwards'], /did you mean 'forward'\?$/],
    [['verify', '--dtype', 'float3'], /did you mean 'float32'\?$/],
    [
      ['verify', '--clause', 'sigmoid/forward/tale'],
      /^CLAUSE_UNKNOWN: .*'sigmoid\/forward\/tail'\?$/,
    ],
    [['verify', '--level', 'may'], /^USAGE: unknown level 'may'/],
    [['verify', '--depth', 'exhaustiv'], /did you mean 'exhaustive'\?$/],
    [['verify', '--seed', '-1'], /^USAGE: --seed '-1'/],
    [['verify', '--timeout', 'soon'], /^USAGE: --timeout 'soon'/],
    [['verify', '--format', 'jsn'], /^USAGE: unknown format 'jsn'\. Hint: did you mean 'json'\?$/],
    [['verify', '--format', 'json='], /^USAGE: --format json= names no file/],
    [['verify', '--format', 'json', '--format', 'pretty'], /given 2 times for standard output/],
    [['verify', '--format', 'json=a', '--record', './a'], /two outputs have the same file/],
    [
      ['verify', '--format', 'json=no/such/folder.json'],
      /^OUTPUT_UNWRITABLE: no\/such\/folder\.json/,
    ],
    [['verify', '--record', 'no/such/folder.jsonl'], /^OUTPUT_UNWRITABLE: /],
    [['verify', '--op', 'relu', '--clause', 'tanh/forward/zero'], /^USAGE: no clause is left/],
    [
      ['verify', 'tfjs'],
      /^BACKEND_UNKNOWN: unknown backend 'tfjs'\. Hint: did you mean 'tfjs-cpu'\?$/,
    ],
    [['verify', 'nothing.mjs'], /a file is given as 'module:nothing\.mjs'$/],
    [['verify', 'module:./missing.mjs'], /^BACKEND_MISSING: there is no file '\.\/missing\.mjs'/],
    [
      ['verify', 'module:no-such-package'],
      /^BACKEND_MISSING: .*npm install --save-dev no-such-package$/,
    ],
    [['verify', 'module:./nothing.mjs'], /^BACKEND_INVALID: .*its default export is no object/],
    [['verify', 'module:./broken.mjs'], /^BACKEND_INVALID: .*cannot be imported/],
    [['verify', absent], /^BACKEND_MISSING: .*no such device/],
    [['measure', '--clause', 'relu/forward/nan'], /^USAGE: unknown option '--clause'/],
    [['measure', '--lengths', '64'], /^USAGE: --lengths '64' is no length that is timed/],
    [['measure', '--lengths', '1Ki..many'], /^USAGE: --lengths 'many'/],
    [['measure', '--inputs', 'mixd'], /did you mean 'mixed'\?$/],
    [['measure', '--threads', '1,all'], /^USAGE: --threads 'all'/],
    [['measure', '--against', 'ts'], /^USAGE: a comparison is of one backend/],
    [['measure', 'ts', '--against', 'ts'], /^USAGE: ts is compared with itself/],
    [['measure', 'ts', '--against', 'ort-node', '--resume'], /^USAGE: --resume goes on with/],
    [['measure', 'ts', '--self-test', '--resume'], /^USAGE: --resume goes on with/],
    [['measure', 'ts', '--resume'], /^USAGE: --resume needs a record/],
    [['--op', 'relu', 'verify'], /^USAGE: --op stands before 'verify'/],
    [['list'], /^USAGE: missing required argument 'what'/],
    [['list', 'clause'], /did you mean 'clauses'\?$/],
    [['why', 'tanh/forward/zeros'], /^CLAUSE_UNKNOWN: .*did you mean 'tanh\/forward\/zero'\?$/],
    [['repro', 'ts:tanh/forward/float32'], /^WITNESS_INVALID: .*is not a witness/],
    [['report', 'old.jsonl'], /^RECORD_UNREADABLE: /],
    [['report', 'none.jsonl'], /^RECORD_UNREADABLE: /],
    [['verify', '\u001b[31mred'], /unknown backend '\\x1b\[31mred'/],
  ])('%j', async (argv, line) => {
    const { code, out, err } = await rectify(argv, { cwd: folder });
    expect(err.trimEnd()).toMatch(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect([code, out]).toEqual([2, '']);
  });
});

describe('help', () => {
  it.each([
    [[]],
    [['verify']],
    [['measure']],
    [['list']],
    [['why']],
    [['repro']],
    [['diff']],
    [['report']],
  ])('%j has examples', async (argv) => {
    const { code, out, err } = await rectify([...argv, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Examples:');
  });
});

describe('list', () => {
  it.each(['ops', 'clauses', 'backends'])('%s is JSON on request', async (what) => {
    const { code, out, err } = await rectify(['list', what, '--format', 'json']);
    expect([code, err]).toEqual([0, '']);
    const values: unknown = JSON.parse(out);
    expect(Array.isArray(values) && values.length).toBeGreaterThan(2);
  });
});

it('doctor says what is here', async () => {
  const { code, out } = await rectify(['doctor']);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}ts +here +@rectify\/backend-ts/m);
  expect(out).toContain(`Node     ${process.versions.node}`);
});

it('why shows a clause with its sources, and who meets it', async () => {
  const { code, out } = await rectify(['why', 'tanh/forward/zero', 'ts']);
  expect(code).toBe(0);
  expect(out).toContain('tanh/forward/zero (must)');
  expect(out).toMatch(/https:\/\//);
  expect(out).toMatch(/^ {2}ts +meets it · \d+ inputs$/m);
});

describe('repro', () => {
  it('shows decimal, bits, due and got', async () => {
    const { code, out } = await rectify(['repro', 'ts:sigmoid/forward/float32:0x00000000']);
    expect(code).toBe(0);
    expect(out).toMatch(/^x +0 0x00000000$/m);
    expect(out).toMatch(/^due +0\.5 0x3f000000, correctly rounded$/m);
    expect(out).toMatch(/^got +0\.5 0x3f000000$/m);
    expect(out).toMatch(/^error +0\.00 ULP$/m);
  });

  it('shows one wrong lane', async () => {
    const folder = outside();
    const lanes = writeBackend(folder, 'lanes', { tanh: 'if (y.length > 5) y[5] = 2; return y;' });
    const { code, out } = await rectify([
      'repro',
      `${lanes}:tanh/forward/float32:0x3f800000@7/5/1`,
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^got +0\.7615942 0x3f42f7d6$/m);
    expect(out).toMatch(/^within +2 0x40000000 at 5 of length 7, offset 1$/m);
    expect(out).toMatch(/^differs +at 5 from what it gives alone/m);
  });
});

it('module: takes a package that the working directory can resolve', async () => {
  const folder = outside();
  const home = join(folder, 'node_modules', 'some-backend');
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({ name: 'some-backend', exports: { '.': { import: './some.mjs' } } }),
  );
  writeBackend(home, 'some');
  const { code, out } = await rectify(
    [
      'verify',
      'module:some-backend',
      '--depth',
      'smoke',
      '--op',
      'relu',
      '--pass',
      'forward',
      '--level',
      'must',
    ],
    { cwd: folder },
  );
  expect(out).toContain('module:some-backend  Outside 1.0.0');
  expect(code).toBe(0);
});
