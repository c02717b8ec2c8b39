import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formats } from '@rectify/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from './fixtures/outside.ts';
import { cleanUp, outside, rectify, writeBackend } from './fixtures/outside.ts';

afterAll(cleanUp);

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const files = formats.filter((one) => one !== 'pretty');
let folder: string;
let made: Ended;
/** Every format but pretty, each into a file. */
const all = (name: string): readonly string[] =>
  files.flatMap((format) => ['--format', `${format}=${name}.${format}`]);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeAll(async () => {
  folder = outside();
  writeBackend(folder, 'lossy', { tanh: 'return y.map((v) => v + 0);' });
  made = await rectify(
    ['verify', 'module:./lossy.mjs', '--depth', 'smoke', '--record', 'run.record', ...all('out')],
    { cwd: folder },
  );
});

describe('formats', () => {
  it('are written side by side, and pretty to standard output', () => {
    expect([made.code, made.err]).toEqual([1, '']);
    expect(made.out).toMatch(/2 fail · .* 0 error\n$/);
    expect(read('out.junit')).toContain('<failure type="fail"');
    expect(read('out.tap')).toMatch(/^not ok \d+ - module:\.\/lossy\.mjs tanh\/forward\/zero$/m);
    expect(read('out.markdown')).toContain('❌ F ≥0.50');
    expect(read('out.sarif')).toContain('"uri": "lossy.mjs"');
    expect(read('out.jsonl')).toMatch(/^\{"kind":"run"[^]*\n\{"kind":"summary".*\n$/);
  });

  it('send an annotation to the file of a module backend', () => {
    const lines = read('out.github').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(/^::error file=lossy\.mjs,line=1,title=module%3A/);
  });

  it('are the same from the record, and so is the exit code', async () => {
    const again = await rectify(['report', 'run.record', ...all('again')], { cwd: folder });
    expect([again.code, again.err, again.out]).toEqual([1, '', made.out]);
    for (const format of files) expect(read(`again.${format}`)).toBe(read(`out.${format}`));
    const alone = await rectify(['report', 'run.record', '--format', 'github'], { cwd: folder });
    expect([alone.code, alone.err, alone.out]).toEqual([1, '', read('out.github')]);
  });

  it('send a known deviation to its line', async () => {
    const adapter = readFileSync(join(folder, 'lossy.mjs'), 'utf8');
    const deviations = ['zero', 'odd']
      .map((one) => `  { clause: 'tanh/forward/${one}', versions: '*', reason: 'no sign' },\n`)
      .join('');
    const text = `export const deviations = [\n${deviations}];\n${adapter}`;
    writeFileSync(join(folder, 'known.mjs'), text);
    const argv = ['verify', 'module:./known.mjs', '--depth', 'smoke', '--format', 'sarif'];
    const { code, out } = await rectify(argv, { cwd: folder });
    expect(code).toBe(0);
    const places = JSON.parse(out).runs[0].results.map(
      (one: { ruleId: string; locations: { physicalLocation: { region: object } }[] }) => [
        one.ruleId,
        one.locations[0]?.physicalLocation.region,
      ],
    );
    expect(places).toEqual([
      ['tanh/forward/zero', { startLine: 2 }],
      ['tanh/forward/odd', { startLine: 3 }],
    ]);
  });
});

describe('badge', () => {
  it('writes two files for each backend and op', async () => {
    const { code, out, err } = await rectify(['badge', 'run.record', '--out', 'to/badges'], {
      cwd: folder,
    });
    expect([code, err]).toEqual([0, '']);
    const names = ['relu', 'tanh'].flatMap((op) =>
      ['json', 'svg'].map((end) => `module-.-lossy.mjs-${op}.${end}`),
    );
    expect(readdirSync(join(folder, 'to/badges'))).toEqual(names);
    expect(out.trimEnd().split('\n')).toEqual(names.map((name) => join('to/badges', name)));
    expect(JSON.parse(read('to/badges/module-.-lossy.mjs-tanh.json'))).toMatchObject({
      label: 'tanh',
      message: 'F sampled',
    });
  });

  it('refuses what has no grade, and a folder that cannot be', async () => {
    const some = ['--clause', 'relu/forward/nan', '--depth', 'smoke', '--record', 'some.record'];
    await rectify(['verify', 'module:./lossy.mjs', ...some], { cwd: folder });
    const none = await rectify(['badge', 'some.record', '--out', 'none'], { cwd: folder });
    expect([none.code, none.out]).toEqual([2, '']);
    expect(none.err).toMatch(/^USAGE: some\.record has no grade\. Hint: /);
    expect(existsSync(join(folder, 'none'))).toBe(false);
    const file = await rectify(['badge', 'run.record', '--out', 'run.record'], { cwd: folder });
    expect(file.code).toBe(2);
    expect(file.err).toMatch(/^OUTPUT_UNWRITABLE: run\.record cannot be written: EEXIST\. Hint: /);
  });
});

describe('an output that cannot be written', () => {
  // Whoever has all rights may write anywhere.
  const isFree = process.getuid?.() === 0;
  const refused = async (...argv: readonly string[]): Promise<string> => {
    const { code, err } = await rectify(argv, { cwd: folder });
    expect([code, err]).toEqual([2, expect.stringMatching(/^[A-Z_]+: [^\n]*\. Hint: [^\n]*\n$/)]);
    return err;
  };

  it('is refused with one line', async () => {
    expect(await refused('report', 'run.record', '--format', 'json=no/x')).toMatch(/ENOENT/);
    expect(await refused('report', 'run.record', '--format', 'json=.')).toMatch(/EISDIR/);
    if (isFree) return;
    mkdirSync(join(folder, 'shut'), { mode: 0o555 });
    expect(await refused('report', 'run.record', '--format', 'json=shut/x')).toMatch(/EACCES/);
    const argv = ['verify', 'module:./lossy.mjs', '--depth', 'smoke', '--record', 'shut/x'];
    expect(await refused(...argv)).toMatch(/^OUTPUT_UNWRITABLE/);
  });

  it('over what is read is refused, and leaves it as it is', async () => {
    const before = read('run.record');
    linkSync(join(folder, 'run.record'), join(folder, 'hard'));
    symlinkSync('run.record', join(folder, 'soft'));
    for (const name of ['run.record', 'hard', 'soft'])
      expect(await refused('report', 'run.record', '--format', `json=${name}`)).toMatch(
        /would be written over run\.record, which is read/,
      );
    const judging = ['verify', 'module:./lossy.mjs', '--depth', 'smoke'];
    expect(await refused(...judging, '--format', 'json=lossy.mjs')).toMatch(/over \.\/lossy\.mjs/);
    expect(await refused('merge', 'run.record', 'hard', '--record', 'soft')).toMatch(/over hard/);
    expect(await refused('diff', 'run.record', 'hard', '--format', 'json=hard')).toMatch(
      /over hard/,
    );
    expect(read('run.record')).toBe(before);
  });

  it.runIf(process.platform === 'linux')('for want of room fails with one line', async () => {
    const full = (...argv: readonly string[]): Promise<string> =>
      refused('report', 'run.record', '--format', ...argv);
    expect(await full('json=/dev/full')).toMatch(/^OUTPUT_UNWRITABLE: \/dev\/full .*ENOSPC/);
    const line = [process.execPath, '--conditions=@rectify/source', main, 'report', 'run.record'];
    const shell = spawnSync('sh', ['-c', '"$@" > /dev/full', 'sh', ...line], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([shell.status, shell.stderr]).toEqual([
      2,
      expect.stringMatching(/^OUTPUT_UNWRITABLE: standard output .*ENOSPC[^\n]*\n$/),
    ]);
    const record = ['verify', 'module:./lossy.mjs', '--depth', 'smoke', '--record', '/dev/full'];
    expect(await refused(...record)).toMatch(/^OUTPUT_UNWRITABLE: \/dev\/full .*a device/);
  });

  it.skipIf(process.platform === 'win32')(
    'a pipe is no record, and is not waited for',
    async () => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      expect(await refused('report', 'pipe')).toMatch(/^RECORD_UNREADABLE: pipe: it is no file/);
      const judging = ['verify', 'module:./lossy.mjs', '--depth', 'smoke'];
      expect(await refused(...judging, '--record', 'pipe')).toMatch(/^OUTPUT_UNWRITABLE: pipe /);
    },
  );
});
