import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, Series } from '@rectify/record';
import { afterAll, describe, expect, it } from 'vitest';
import { writeDoubles } from '../fixtures/doubles.ts';
import type { Ended } from '../fixtures/outside.ts';
import { cleanUp, outside, rectify, rectifyUntil } from '../fixtures/outside.ts';

afterAll(cleanUp);

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
/** Everything but the header, which says when, by what command and how long it took. */
const results = (path: string): string => read(path).replace(/^.*\n/, '');
const seriesIn = (path: string): readonly Series[] =>
  read(path)
    .split('\n')
    .filter((line) => line.startsWith('{"kind":"series"'))
    .map((line) => JSON.parse(line).series as Series);

/** A run in which tanh hangs for ever where `at` holds, until it is freed; what it is asked is counted by op. */
function hanging(at: string): {
  readonly record: string;
  readonly backend: string;
  readonly free: () => void;
  readonly hangs: () => boolean;
  readonly asked: (op: string) => number;
} {
  const folder = outside();
  const [free, log, hangs] = ['free', 'log', 'hangs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const fault = `const fs = process.getBuiltinModule('fs');
    fs.appendFileSync(${JSON.stringify(log)}, op + '\\n');
    if (op === 'relu') x.forEach((v, i) => { if (v > 1 && v < 40) y[i] *= 1 + 2 ** -21; });
    if (op === 'tanh' && ${at} && !fs.existsSync(${JSON.stringify(free)})) {
      fs.writeFileSync(${JSON.stringify(hangs)}, '');
      while (!fs.existsSync(${JSON.stringify(free)}));
    }`;
  return {
    record: join(folder, 'run.jsonl'),
    backend: writeDoubles(folder, 'hanging', fault),
    free: () => writeFileSync(free, ''),
    hangs: () => existsSync(hangs),
    asked: (op) => read(log).split(`${op}\n`).length - 1,
  };
}

const signals = ['SIGKILL', 'SIGINT'] as const;

// Windows has no signals to send.
describe.skipIf(process.platform === 'win32').each(signals)('%s', (signal) => {
  const endOf = ({ code }: Ended): number | null => code;
  const due = signal === 'SIGINT' ? 130 : null;

  it('in verify loses no finished kernel, and --resume gives the record of one run', async () => {
    const { record, backend, free, asked } = hanging('true');
    const argv = ['verify', backend, '--op', 'relu,tanh', '--pass', 'forward', '--record'];
    const killed = await rectifyUntil(
      [...argv, record],
      () => read(record).includes('"clause":"relu/forward/repeat"'),
      (child) => child.kill(signal),
    );
    expect(endOf(killed)).toBe(due);
    const shown = await rectify(['report', record, '--format', 'json']);
    expect(shown).toMatchObject(
      signal === 'SIGINT' ? { code: 130 } : { code: 2, err: expect.stringContaining('--resume') },
    );
    if (signal === 'SIGINT')
      expect((JSON.parse(shown.out) as Report).profiles.map(({ op }) => op)).toEqual(['relu']);

    free();
    const before = asked('relu');
    expect((await rectify([...argv, record, '--resume'])).code).toBe(1);
    // Only its witnesses were asked for again.
    expect(asked('relu') - before).toBeLessThan(before / 4);
    const whole = record.replace('run', 'whole');
    expect((await rectify([...argv, whole])).code).toBe(1);
    expect(results(record)).toBe(results(whole));
  });

  it('in measure loses no finished cell, and --resume times the rest', async () => {
    // Of a length that no judge asks for.
    const { record, backend, free } = hanging('x.length === 5000');
    const some = ['--op', 'tanh', '--pass', 'forward', '--lengths', '256,5000', '--quick'];
    const argv = ['measure', backend, ...some, '--format', 'json', '--record', record];
    const killed = await rectifyUntil(
      argv,
      () => seriesIn(record).length > 0,
      (child) => child.kill(signal),
    );
    expect(endOf(killed)).toBe(due);
    const left = seriesIn(record);
    expect(left.map(({ length, mode, rounds }) => [length, mode, rounds.length])).toEqual([
      [256, 'run', 1],
      [256, 'roundtrip', 1],
    ]);
    const shown = await rectify(['report', record, '--format', 'json']);
    if (signal === 'SIGINT') {
      expect(shown.code).toBe(130);
      expect(JSON.parse(shown.out)).toEqual(JSON.parse(killed.out));
      expect((JSON.parse(shown.out) as Report).measurements).toMatchObject([
        { length: 256, mode: 'run', rounds: 1 },
        { length: 256, mode: 'roundtrip', rounds: 1 },
      ]);
    } else expect(shown.err).toContain('--resume');

    free();
    const { code, out } = await rectify([...argv, '--resume']);
    expect(code).toBe(0);
    const all = seriesIn(record);
    expect(all.map(({ length, mode }) => [length, mode])).toEqual([
      [256, 'run'],
      [256, 'roundtrip'],
      [5000, 'run'],
      [5000, 'roundtrip'],
    ]);
    // The very samples that were taken before.
    expect(all.slice(0, 2).map(({ rounds }) => rounds[0])).toEqual(
      left.map(({ rounds }) => rounds[0]),
    );
    const again = await rectify(['report', record, '--format', 'json']);
    expect(JSON.parse(again.out)).toEqual(JSON.parse(out));
  });
});

// Windows has no signals to send.
it.skipIf(process.platform === 'win32')('Control-C in a comparison is 130', async () => {
  const { backend, hangs } = hanging('x.length === 5000');
  const some = ['--op', 'tanh', '--pass', 'forward', '--lengths', '5000'];
  const { code, out } = await rectifyUntil(
    ['measure', backend, '--against', 'ts', ...some],
    hangs,
    (child) => child.kill('SIGINT'),
  );
  expect([code, out]).toEqual([130, '']);
});

it('a whole record is said again and left as it is', async () => {
  const { record, backend, free, asked } = hanging('false');
  free();
  const argv = ['verify', backend, '--op', 'relu', '--depth', 'smoke', '--record', record];
  const made = await rectify(argv);
  const [text, times] = [read(record), asked('relu')];
  expect(await rectify([...argv, '--resume'])).toEqual(made);
  expect([read(record), asked('relu')]).toEqual([text, times]);
});
