import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '@rectify/record';
import { shellQuoted } from '@rectify/report';
import { writeHarness } from '../fixtures/harness.ts';
import { cleanUp, outside, rectify, rectifyUntil } from '../fixtures/outside.ts';

afterAll(cleanUp);

const smoke = ['--op', 'relu,tanh', '--depth', 'smoke', '--format', 'json'];

async function verified(argument: string, ...more: readonly string[]): Promise<Report> {
  const { out } = await rectify(['verify', argument, ...smoke, ...more]);
  return JSON.parse(out) as Report;
}

describe('a harness given as exec:', () => {
  it('is judged under the id that it gives itself; the head keeps its command line', async () => {
    const argument = writeHarness(outside(), 'mine');
    const { code, out } = await rectify(['verify', argument, ...smoke]);
    const { backends, findings, run, summary }: Report = JSON.parse(out);
    expect(code).toBe(0);
    expect(backends).toMatchObject([
      { id: 'mine', runtime: 'Outside', name: 'Outside (JavaScript)', version: '1.2.3' },
    ]);
    expect(run.command).toContain(shellQuoted(argument));
    expect(new Set(findings.map(({ backend }) => backend))).toEqual(new Set(['mine']));
    expect(summary).toMatchObject({ fail: 0, error: 0 });
    expect(findings.find(({ pass }) => pass === 'vjp')).toMatchObject({
      verdict: 'unsupported',
      message: expect.stringMatching(/^no-vjp: /),
    });
  });

  it('is timed by its own clock', async () => {
    const argument = writeHarness(outside(), 'mine');
    const { out } = await rectify([
      'measure',
      argument,
      '--quick',
      '--op',
      'tanh',
      '--format',
      'json',
    ]);
    const { measurements }: Report = JSON.parse(out);
    const own = measurements.filter(({ length }) => length === 65_536);
    expect(own.map(({ mode, nsPerElement }) => [mode, nsPerElement])).toEqual([['run', 1]]);
  });

  it('that dies in a kernel has errored findings there, and others elsewhere', async () => {
    const tanh = "process.stderr.write('boom'); process.exit(0);";
    const { findings } = await verified(writeHarness(outside(), 'mine', { tanh }));
    const forward = findings.filter(({ pass }) => pass === 'forward');
    for (const { op, outcome, message } of forward)
      if (op === 'relu') expect(outcome).toBe('pass');
      else
        expect([outcome, message]).toEqual([
          'error',
          expect.stringMatching(/^HARNESS_DIED.*\nboom$/),
        ]);
  });

  it('that does not stop has an errored finding, in its last kernel', async () => {
    const stop = 'setInterval(() => undefined, 1000);';
    const argument = writeHarness(outside(), 'mine', { stop });
    const { findings, summary } = await verified(argument, '--timeout', '5');
    const errors = findings.filter(({ outcome }) => outcome === 'error');
    expect(errors).toMatchObject([
      { op: 'tanh', message: 'HARNESS_SILENT: it still ran 5000 ms after its response to stop' },
    ]);
    expect(summary.error).toBe(1);
  });

  it('whose command is missing has errored findings alone', async () => {
    const argument = 'exec:no-such-python harness.py';
    const { code, out } = await rectify(['verify', argument, ...smoke]);
    const { findings }: Report = JSON.parse(out);
    expect(code).toBe(1);
    expect(new Set(findings.map(({ outcome }) => outcome))).toEqual(new Set(['error']));
    expect(findings[0]).toMatchObject({
      backend: argument,
      message: expect.stringContaining('HARNESS_MISSING: no-such-python cannot be started'),
    });
  });

  it('is gone when the run is interrupted', async () => {
    const folder = outside();
    const began = join(folder, 'began');
    const note = `fs.writeFileSync(${JSON.stringify(began)}, String(process.pid));`;
    const tanh = `const fs = process.getBuiltinModule('fs'); ${note} for (;;);`;
    const argument = writeHarness(folder, 'mine', { tanh });
    const { code } = await rectifyUntil(
      ['verify', argument, '--op', 'tanh'],
      () => existsSync(began),
      (child) => child.kill('SIGINT'),
    );
    expect(code).toBe(130);
    const harness = Number(readFileSync(began, 'utf8'));
    expect(() => process.kill(harness, 0)).toThrow('ESRCH');
  });

  it('is refused twice under one id, and without a command', async () => {
    const one = writeHarness(outside(), 'mine');
    const other = writeHarness(outside(), 'mine');
    const twice = await rectify(['verify', one, other, ...smoke]);
    expect(twice).toMatchObject({
      code: 2,
      err: expect.stringContaining('say that they are mine'),
    });
    const none = await rectify(['verify', "exec:'python3", ...smoke]);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('USAGE') });
  });
});

describe('repro', () => {
  const witness = 'mine:tanh/forward/float32:0x3f800000';

  it('asks the harness that is given after the witness', async () => {
    const argument = writeHarness(outside(), 'mine');
    const { code, out } = await rectify(['repro', witness, argument]);
    expect(code).toBe(0);
    expect(out).toMatch(/got +0.7615942 0x3f42f7d6/);
  });

  it('says so where none is given', async () => {
    const { code, err } = await rectify(['repro', witness]);
    expect(code).toBe(2);
    expect(err).toContain("write its 'exec:<command line>'");
  });
});

describe('harness check', () => {
  it('says ok to a right one', async () => {
    const { code, out } = await rectify(['harness', 'check', writeHarness(outside(), 'mine')]);
    expect(out).toBe(
      [
        'ok    start: mine is Outside 1.2.3 with 2 kernels',
        'ok    run relu/forward/float32: 0, 1, 3, 65536 elements',
        'ok    run tanh/forward/float32: 0, 1, 3, 65536 elements',
        'ok    run no-such-op: unsupported, as it is due',
        'ok    time relu/forward/float32: 3 samples',
        'ok    stop: exited with 0',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it('blames a harness that prints', async () => {
    const tanh = "console.log('tanh…\\u001b[31m'); return y;";
    const argument = writeHarness(outside(), 'mine', { tanh });
    const { code, out } = await rectify(['harness', 'check', argument]);
    expect(out).toContain(
      'FAIL  run tanh/forward/float32: on 0 elements: HARNESS_PROTOCOL: a line that is not JSON: tanh…; standard output is for responses alone',
    );
    expect(out).toContain('the fault is in the harness');
    expect(code).toBe(1);
  });

  it('blames a harness with times that nobody can have', async () => {
    const time = 'wait(samples * minSampleNs); return Array(samples).fill(1e-9);';
    const argument = writeHarness(outside(), 'mine', { time });
    const { code, out } = await rectify(['harness', 'check', argument]);
    expect(out).toMatch(
      /^FAIL  time relu\/forward\/float32: a call on 1024 elements in 1\.0e-9 ns/m,
    );
    expect(code).toBe(1);
  });

  it('needs a harness that can be started', async () => {
    const { code, err } = await rectify(['harness', 'check', 'exec:no-such-python h.py']);
    expect(code).toBe(2);
    expect(err).toContain('BACKEND_MISSING');
  });
});
