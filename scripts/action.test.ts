import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { command, hostile, tanhBackend } from './fixtures/backends.ts';
import { compose, quick } from './fixtures/composite.ts';
import type { Variables } from './fixtures/processes.ts';
import { hasBash } from './fixtures/processes.ts';
import { workspace } from './fixtures/workspace.ts';

const temporary = mkdtempSync(join(tmpdir(), 'rectify-action-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Lines that GitHub would obey: those that are not between a stop-commands and its token. */
function obeyed(log: string): readonly string[] {
  let token: string | undefined;
  return log.split('\n').filter((line) => {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined;
      return false;
    }
    token = /^::stop-commands::(.+)$/.exec(line)?.[1];
    return token === undefined && line.trimStart().startsWith('::');
  });
}

describe.skipIf(!hasBash)('the composite action', () => {
  test('judges, and says so in every way', async () => {
    const here = workspace(join(temporary, 'right'));
    const ended = await compose({ backend: 'ts', depth: 'smoke', arguments: quick }, here);
    expect(ended.code, ended.log).toBe(0);
    expect(ended.outputs).toEqual({
      grade: 'AAA',
      grades: '{"ts":"AAA"}',
      report: join(here, 'rectify-report/report.json'),
      record: join(here, 'rectify-report/record.jsonl'),
    });
    const report = JSON.parse(readFileSync(ended.outputs['report'] ?? '', 'utf8')) as {
      readonly run: { readonly command: string };
    };
    expect(report.run.command).toContain('verify --level should --depth smoke');
    for (const file of ['junit.xml', 'sarif', 'md'])
      expect(existsSync(join(here, `rectify-report/report.${file}`)), file).toBe(true);
    expect(ended.summary).toContain('relu');
    expect(ended.used).toEqual([]);
  });

  test('fails with the exit code of verify, after everything else', async () => {
    const here = workspace(join(temporary, 'wrong'));
    writeFileSync(join(here, 'hostile.mjs'), hostile);
    const backend = 'ts\nmodule:./hostile.mjs';
    const ended = await compose({ backend, depth: 'smoke', arguments: quick, sarif: 'true' }, here);
    expect(ended.code, ended.log).toBe(1);
    expect(ended.outputs).toMatchObject({
      grade: 'F',
      grades: '{"ts":"AAA","module:./hostile.mjs":"F"}',
    });
    expect(ended.summary).toContain('relu/forward/identity');
    expect(ended.used).toMatchObject([
      {
        uses: expect.stringContaining('upload-sarif'),
        with: { sarif_file: './rectify-report/report.sarif' },
      },
    ]);
    const commands = obeyed(ended.log);
    expect(commands.join('\n')).toContain('relu/forward/identity');
    expect(commands.filter((line) => line.startsWith(command))).toEqual([]);
  });

  test('inputs are arguments, never commands', async () => {
    const here = workspace(join(temporary, 'injection'));
    const backend = '"; touch owned; "$(touch owned)`touch owned`';
    const ended = await compose({ backend, baseline: backend, sarif: 'true' }, here);
    expect(ended.code, ended.log).toBe(2);
    expect(ended.log).toContain('BACKEND_UNKNOWN');
    expect(existsSync(join(here, 'owned'))).toBe(false);
    expect(ended.used).toEqual([]);
  });

  test('asks for rectify where it is not', async () => {
    const here = join(temporary, 'bare');
    mkdirSync(here);
    const ended = await compose({ backend: 'ts' }, here);
    expect(ended.code, ended.log).toBe(2);
    expect(obeyed(ended.log).join('\n')).toContain('npm install --save-dev @rectify/cli');
  });

  test('installs the version that is asked for, with what shall be beside it', async () => {
    const here = join(temporary, 'versioned');
    const packages = ['cli', 'adapter'].map((name) => {
      const folder = join(here, name);
      mkdirSync(folder, { recursive: true });
      const bin = name === 'cli' ? { rectify: './rectify.sh' } : {};
      writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ name: `@rectify/${name}`, version: '1.0.0', bin }),
      );
      return `file:${folder}`;
    });
    writeFileSync(
      join(here, 'cli/rectify.sh'),
      '#!/bin/sh\necho installed\nls "$(dirname "$0")/../@rectify"\n',
    );
    const ended = await compose({ version: packages[0] ?? '', packages: packages[1] ?? '' }, here);
    // It judges nothing, which is told.
    expect(ended.code, ended.log).toBe(2);
    expect(ended.log).toMatch(/installed\nadapter\ncli\n/);
    expect(obeyed(ended.log).join('\n')).toContain('wrote no report');
    expect(ended.used).toMatchObject([
      { with: { key: expect.stringMatching(/^rectify-Linux-X64-[0-9a-f]{40}$/) } },
    ]);
  });

  test('is never green where nothing was judged, nor with a record that lay there', async () => {
    const here = workspace(join(temporary, 'nothing'));
    const inputs = { backend: 'ts', depth: 'smoke', arguments: quick };
    const right = await compose(inputs, here);
    expect(right.code, right.log).toBe(0);
    copyFileSync(right.outputs['record'] ?? '', join(here, 'baseline.jsonl'));
    const stale = { ...inputs, baseline: 'baseline.jsonl' };
    const refused: readonly (readonly [Variables, RegExp])[] = [
      [{ arguments: '--help' }, /wrote no report/],
      [{ arguments: `${quick}\n--record\nelsewhere.jsonl` }, /arguments has --record/],
      [{ arguments: `${quick}\n--record=elsewhere.jsonl` }, /arguments has --record/],
      [{ arguments: `${quick}\n--shard\n1/2` }, /arguments has --shard/],
      [{ arguments: `${quick}\n--` }, /arguments has --,/],
      [{ shard: '1/2' }, /a shard is neither merged nor compared/],
      [{ shard: '1/2', baseline: '', arguments: '--help' }, /wrote no report/],
      [{ baseline: 'rectify-report/record.jsonl' }, /would be compared with itself/],
      [{ baseline: './rectify-report/../rectify-report/record.jsonl' }, /compared with itself/],
      [{ baseline: '--help' }, /--help/],
    ];
    for (const [more, why] of refused) {
      const ended = await compose({ ...stale, ...more }, here);
      expect(ended.code, ended.log).toBe(2);
      expect(ended.log).toMatch(why);
      const { baseline = '' } = more;
      if (!/^(?:--|\.)/.test(baseline)) expect(ended.outputs['record']).toBe('');
    }
  });

  test('what got worse fails the run, though every clause holds', async () => {
    const here = workspace(join(temporary, 'baseline'));
    const inputs = {
      backend: 'module:./tanh.mjs',
      depth: 'smoke',
      arguments: quick.replace('relu', 'tanh'),
    };
    writeFileSync(join(here, 'tanh.mjs'), tanhBackend('nearest'));
    const before = await compose({ ...inputs, directory: 'before' }, here);
    const baseline = before.outputs['record'] ?? '';
    const same = await compose({ ...inputs, baseline }, here);
    expect(same.code, same.log).toBe(0);
    writeFileSync(join(here, 'tanh.mjs'), tanhBackend('truncated'));
    const worse = await compose({ ...inputs, baseline }, here);
    expect(worse.log).toContain(' 0 fail ');
    expect(worse.code, worse.log).toBe(1);
    expect(worse.outputs['grade']).toBe('AA');
    expect(worse.summary).toContain('AAA sampled → AA sampled');
    expect(obeyed(worse.log).join('\n')).toContain('AAA sampled → AA sampled');
    const agreed = await compose({ ...inputs, baseline, 'fail-on': 'clause' }, here);
    expect(agreed.code, agreed.log).toBe(0);
  });

  test('a line break in an input is refused, and writes no output', async () => {
    const here = workspace(join(temporary, 'lines'));
    for (const name of ['directory', 'shard', 'baseline', 'seed', 'working-directory']) {
      const ended = await compose({ backend: 'ts', [name]: 'a\ngrade=AAA' }, here);
      expect(ended.code, ended.log).toBe(2);
      expect(obeyed(ended.log)).toEqual([expect.stringContaining(`the input ${name} has more`)]);
      expect(ended.outputs['grade']).toBe('');
    }
  });

  test('the first run makes the baseline where it is asked to, the next is held to it', async () => {
    const here = workspace(join(temporary, 'first'));
    const baseline = 'kept/baseline.jsonl';
    const inputs = { backend: 'module:./tanh.mjs', depth: 'smoke', baseline };
    const first = { ...inputs, arguments: quick.replace('relu', 'tanh') };
    writeFileSync(join(here, 'tanh.mjs'), tanhBackend('nearest'));
    const missing = await compose(first, here);
    expect(missing.code, missing.log).toBe(2);
    expect(obeyed(missing.log).join('\n')).toContain('baseline-missing: create');
    const misread = await compose({ ...first, 'baseline-missing': 'ignore' }, here);
    expect(misread.code, misread.log).toBe(2);
    const made = await compose({ ...first, 'baseline-missing': 'create' }, here);
    expect(made.code, made.log).toBe(0);
    expect(readFileSync(join(here, baseline), 'utf8')).toBe(
      readFileSync(made.outputs['record'] ?? '', 'utf8'),
    );
    writeFileSync(join(here, 'tanh.mjs'), tanhBackend('truncated'));
    const worse = await compose({ ...first, 'baseline-missing': 'create' }, here);
    expect(worse.code, worse.log).toBe(1);
    expect(worse.summary).toContain('AAA sampled → AA sampled');
  });
});
