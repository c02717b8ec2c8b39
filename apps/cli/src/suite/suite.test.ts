import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '@rectify/record';
import { reportSchema } from '@rectify/record';
import { addressOf, formatWitness } from '@rectify/report';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, outside, rectify, rectifyUntil, writeBackend } from '../fixtures/outside.ts';

afterAll(cleanUp);

const read = (text: string): Report => reportSchema.parse(JSON.parse(text));
const smoke = ['--depth', 'smoke'];

describe('verify', () => {
  it('of what is right exits 0 and prints the result alone', async () => {
    const { code, out, err } = await rectify(['verify', 'ts', ...smoke]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ {2}sigmoid forward {2,}sampled +AAA ≥0\.50$/m);
    expect(out).toMatch(/ 0 fail · 0 known · 0 stale · 0 skip · 0 error\n$/);
    expect(out).not.toContain('\u001b');
  });

  it('colours on request', async () => {
    const { out } = await rectify(['verify', 'ts', '--op', 'relu', ...smoke], {
      env: { FORCE_COLOR: '1' },
    });
    expect(out).toContain('\u001b[32m');
    const plain = await rectify(['verify', 'ts', '--op', 'relu', ...smoke], {
      env: { NO_COLOR: '1' },
    });
    expect(plain.out).not.toContain('\u001b');
  });

  it('writes documents, and a record that report renders the same', async () => {
    const folder = outside();
    const [document, record] = [join(folder, 'run.json'), join(folder, 'run.jsonl')];
    const made = await rectify([
      'verify',
      'ts',
      '--format',
      'json',
      '--format',
      `json=${document}`,
      '--record',
      record,
      ...smoke,
    ]);
    expect([made.code, made.err]).toEqual([0, '']);
    expect(readFileSync(document, 'utf8')).toBe(made.out);
    const again = await rectify(['report', record, '--format', 'json']);
    expect([again.code, again.err]).toEqual([0, '']);
    expect(read(again.out)).toEqual(read(made.out));
    expect(read(made.out).profiles.every(({ grade }) => grade === 'AAA')).toBe(true);
  });

  it('finds what a module outside the repository does wrong, with a witness that repro shows', async () => {
    const lossy = writeBackend(outside(), 'lossy', { tanh: 'return y.map((v) => v + 0);' });
    const { code, out } = await rectify([
      'verify',
      lossy,
      '--op',
      'tanh',
      '--format',
      'json',
      ...smoke,
    ]);
    expect(code).toBe(1);
    const found = read(out).findings.find(({ clause }) => clause === 'tanh/forward/zero');
    expect(found?.outcome).toBe('fail');
    expect(found?.witness).toMatchObject({ x: '0x80000000', got: '0x00000000', due: '0x80000000' });
    const address = found && addressOf(found);
    if (!address) throw new Error('there is no witness');
    const shown = await rectify(['repro', formatWitness(address)]);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^due +-0 0x80000000/m);
    expect(shown.out).toMatch(/^got +0 0x00000000/m);
  });

  it('with --level must is not failed by a should', async () => {
    // Only `faithful` and its like demand this much.
    const rough = writeBackend(outside(), 'rough', {
      tanh: 'return y.map((v, i) => Math.abs(x[i]) > 1 && Math.abs(x[i]) < 4 ? v * (1 - 2e-7) : v);',
    });
    const argv = [
      'verify',
      rough,
      '--op',
      'tanh',
      '--clause',
      'tanh/forward/accuracy,tanh/forward/faithful',
    ];
    expect((await rectify([...argv, ...smoke])).code).toBe(1);
    expect((await rectify([...argv, ...smoke, '--level', 'must'])).code).toBe(0);
  });

  it('gives no grade for some clauses alone', async () => {
    const { out } = await rectify(['verify', 'ts', '--clause', 'tanh/forward/zero', ...smoke]);
    expect(out).toMatch(/^ {2}tanh forward +pass$/m);
  });

  it.each([
    ['throws', "throw new Error('not today')", /not today/],
    ['short', 'return y.subarray(1);', /elements for/],
    ['wide', 'return Float64Array.from(y);', /Float64Array/],
    ['hangs', 'for (;;);', /no answer within/],
    ['dies', 'process.kill(process.pid, "SIGKILL");', /died of SIGKILL/],
  ])('a kernel that %s is an error, the rest goes on, exit 1', async (name, tanh, said) => {
    const bad = writeBackend(outside(), name, { tanh });
    const argv = ['verify', bad, '--pass', 'forward', ...smoke, '--timeout', '5'];
    const { code, out, err } = await rectify([...argv, '--format', 'json']);
    expect([code, err]).toEqual([1, '']);
    const { findings } = read(out);
    const errors = findings.filter(({ op }) => op === 'tanh');
    expect(errors.every(({ outcome }) => outcome === 'error')).toBe(true);
    expect(errors[0]?.message).toMatch(said);
    const relu = findings.filter(({ op, level }) => op === 'relu' && level === 'must');
    expect(relu.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });

  it('a reader that goes away is told, on one line', async () => {
    const lossy = writeBackend(outside(), 'lossy', { tanh: 'return y.map((v) => v + 0);' });
    const { code, err } = await rectifyUntil(
      ['verify', lossy, 'ts', '--format', 'json', ...smoke],
      () => true,
      (child) => child.stdout?.destroy(),
    );
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^OUTPUT_UNWRITABLE: .*reader is gone.*\n$/),
    ]);
  });

  it('a backend that cannot be opened is an error of the backend', async () => {
    const broken = writeBackend(outside(), 'opens-not', {
      probe: '(() => { throw new Error("lost") })()',
    });
    const { code, out } = await rectify(['verify', broken, ...smoke]);
    expect(code).toBe(1);
    expect(out).toMatch(/Errors \(\d+\)/);
    expect(out).toContain('lost');
  });
});

// Windows has no signals to send.
describe.skipIf(process.platform === 'win32')('Control-C', () => {
  it('prints and records what was finished, exit 130', async () => {
    const folder = outside();
    const record = join(folder, 'run.jsonl');
    const endless = writeBackend(folder, 'endless', {
      tanh: 'await new Promise((done) => setTimeout(done, 600_000)); return y;',
    });
    const argv = ['verify', endless, '--pass', 'forward', '--depth', 'smoke', '--format', 'json'];
    const { code, out, err } = await rectifyUntil(
      [...argv, '--timeout', '600', '--record', record],
      () => existsSync(record) && readFileSync(record, 'utf8').includes('relu/forward/range'),
      (child) => child.kill('SIGINT'),
    );
    expect([code, err]).toEqual([130, '']);
    const { run, findings } = read(out);
    expect(run.interrupted).toBe(true);
    expect(findings.filter(({ op }) => op === 'relu').length).toBeGreaterThan(0);
    expect(findings.filter(({ op }) => op === 'tanh')).toEqual([]);
    const again = await rectify(['report', record, '--format', 'json']);
    expect(again.code).toBe(130);
    expect(read(again.out)).toEqual(read(out));
  });
});

describe('measure', () => {
  it('times what is right, refuses what is not, and says so', async () => {
    const wrong = writeBackend(outside(), 'wrong', { tanh: 'return y.map((v) => v * 2);' });
    const { code, out, err } = await rectify([
      'measure',
      wrong,
      '--quick',
      '--pass',
      'forward',
      '--op',
      'relu,tanh',
      '--format',
      'json',
    ]);
    expect([code, err]).toEqual([1, '']);
    const { measurements, refusals, findings } = read(out);
    expect(new Set(measurements.map(({ op }) => op))).toEqual(new Set(['relu']));
    expect(new Set(measurements.map(({ mode }) => mode))).toEqual(new Set(['run', 'roundtrip']));
    expect(refusals).toMatchObject([
      { op: 'tanh', reason: expect.stringContaining('tanh/forward') },
    ]);
    expect(findings).toEqual([]);
  });

  it('records a kernel that dies while timed, which report shows and ends with 1 for', async () => {
    const folder = outside();
    // Of a length that no judge asks for.
    const dying = writeBackend(folder, 'dying', {
      tanh: 'if (x.length === 5000) process.exit(7); return y;',
    });
    const record = join(folder, 'run.jsonl');
    const some = ['--quick', '--pass', 'forward', '--op', 'relu,tanh', '--lengths', '5000'];
    const asked = ['--format', 'json', '--record', record];
    const made = await rectify(['measure', dying, ...some, ...asked]);
    expect([made.code, made.err]).toEqual([1, '']);
    expect(read(made.out).failures).toMatchObject([
      { op: 'tanh', message: expect.stringContaining('7') },
    ]);
    const shown = await rectify(['report', record, '--format', 'json']);
    expect([shown.code, shown.err]).toEqual([1, '']);
    expect(read(shown.out)).toEqual(read(made.out));
    expect((await rectify(['report', record])).out).toMatch(/tanh forward/);
  });
});

it('rectify alone judges and times', async () => {
  const { code, out, err } = await rectify([
    '--quick',
    '--depth',
    'smoke',
    '--op',
    'relu',
    '--pass',
    'forward',
  ]);
  expect([code, err.includes('Error')]).toEqual([0, false]);
  expect(out).toContain('Conformance: grade and worst error in ULP');
  expect(out).toContain('Speed of the kernel: ns per element');
  for (const id of ['ts', 'tfjs-cpu', 'tfjs-wasm', 'ort-node'])
    expect(out).toMatch(new RegExp(`^ {2}${id} `, 'm'));
});
