import type { Diff, Environment, Report, Series, Trust } from '@rectify/record';
import { diffSchema } from '@rectify/record';
import shipped from '@rectify/record/diff.schema.json' with { type: 'json' };
import { XmlDocument } from 'libxml2-wasm';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { diffReports } from '../diff/compare.ts';
import type { TimedRuns } from '../diff/speed.ts';
import type { Fails } from '../diff/test-cases.ts';
import { readMarkdown } from '../fixtures/markdown.ts';
import { readSarif } from '../fixtures/sarif.ts';
import { tanhReport } from '../fixtures/tanh.ts';
import { readCommands } from '../fixtures/workflow-commands.ts';
import { unstyled } from '../words/style.ts';
import type { Format } from './index.ts';
import { formats, renderDiff } from './index.ts';

const right = await tanhReport({});
const wrong = await tanhReport({
  version: '2.0.0',
  spoil: (x, y) => (Math.abs(x) > 4 ? y * 2 : y),
});
/** What else a round has. */
const limits = { copyNs: 100, fillNs: 50, readNs: 50, emptyNs: 1 };
const counts = { warmup: 0, steady: true, calls: 1, collections: 0, collectingMs: 0 };
const rest = { ...limits, ...counts };

/** Rounds of a cell that take these times. */
const series = (length: number, times: readonly number[]): Series => ({
  backend: 'mine',
  op: 'tanh',
  pass: 'forward',
  dtype: 'float32',
  inputs: 'mixed',
  length,
  threads: 1,
  mode: 'run',
  rounds: times.map((ns, round) => ({ round, ns: [ns], ...rest })),
});
const few = [1000, 1011, 993, 1005, 996];
const twice = few.map((one) => 2 * one + one / 1000);
const trust: Trust = {
  backend: 'mine',
  comparisons: 100,
  falseAlarms: 0,
  found: 99,
  smallest: 0.15,
};
const timed: TimedRuns = {
  old: [series(256, few), series(1024, few), series(4096, few)],
  new: [series(256, twice), series(1024, few), series(16384, few)],
  trust,
};
const diff = diffReports(right, wrong, timed);
const worse: Fails = ({ trend }) => trend === 'worse';
const show = (format: Format, one: Diff = diff, fails = worse): string =>
  renderDiff(format, one, { width: 100, style: unstyled, fails });

/** A diff with a text in every place that another hand may fill. */
function withText(text: string): Diff {
  const run = { ...diff.new, command: text, seed: text, spec: text };
  return {
    ...diff,
    old: { ...run, environment: { ...run.environment, libc: text } },
    new: run,
    runtimes: [{ backend: text, runtime: text, old: text, new: text }],
    kernels: diff.kernels.map((one) => ({ ...one, backend: text, sameInputs: false })),
    changes: diff.changes.map((one) => ({ ...one, backend: text })),
    speed: {
      demands: { change: 0.1, significance: 0.01, excluded: 0.1 },
      trust: { ...trust, backend: text },
      cells: (diff.speed?.cells ?? []).map((one) => ({
        ...one,
        backend: text,
        shifts: one.shifts.map((shift) => ({
          ...shift,
          yardstick: { kind: 'backend', backend: text } as const,
        })),
      })),
    },
  };
}

it('the document is valid after the shipped schema, in another validator, and read back', () => {
  const valid = new Ajv2020({ validateFormats: false }).compile(shipped);
  const made: unknown = JSON.parse(show('json'));
  expect(valid(made), JSON.stringify(valid.errors)).toBe(true);
  expect(diffSchema.parse(made)).toEqual(diff);
  expect(show('jsonl').trimEnd().split('\n')).toHaveLength(diff.changes.length + 2);
});

it('pretty says versions, changes and counts', () => {
  const text = show('pretty');
  expect(text).toContain('  mine: lossy-runtime 1.0.0 → 2.0.0\n');
  expect(text).toMatch(
    /^Worse \(\d+\)\n {2}mine tanh forward\n {4}grade: AAA sampled → F sampled$/m,
  );
  expect(text).toMatch(/^ {4}accuracy on \[4, ∞\]: p99 /m);
  expect(text).toMatch(
    /\n1 kernel compared: \d+ worse · 0 better · 1 appeared · 1 vanished · .*\n/,
  );
  expect(text).toMatch(/^ {4}speed of run, length 256: 3\.91 → 7\.82 ns per element$/m);
  expect(text).toContain('\n2 timed: 1 slower · 0 faster · 1 same · 0 unclear\n');
});

it('every format of tests has what fails, and what does not', () => {
  const { worse: failing } = diff.summary;
  const xml = XmlDocument.fromString(show('junit'));
  expect(xml.find('//failure')).toHaveLength(failing);
  xml.dispose();
  const asserts = Parser.parse(show('tap'), { strict: true }).filter(([kind]) => kind === 'assert');
  // Of what did not change, the cell that is as fast as it was.
  expect(asserts).toHaveLength(diff.changes.length + 1);
  expect(readSarif(show('sarif')).results).toHaveLength(failing);
  expect(readMarkdown(show('markdown')).items).toHaveLength(diff.changes.length + 1);
  // GitHub shows ten, and a notice says so.
  expect(readCommands(show('github')).length).toBe(Math.min(failing, 10) + (failing > 10 ? 1 : 0));
});

it('what is as it was passes', () => {
  const same = diffReports(right, right);
  expect(show('tap', same)).toBe(
    'TAP version 13\n1..1\nok 1 - mine tanh/forward float32 unchanged\n',
  );
  expect(show('github', same)).toBe('');
  expect(readSarif(show('sarif', same)).results).toEqual([]);
});

it('a verdict of speed has its grounds and what a self-test said beside it', () => {
  const change = diff.changes.find(({ kind, trend }) => kind === 'speed' && trend === 'worse');
  expect(change).toMatchObject({ length: 256, trust });
  const said =
    /by the clock \+100\.\d% .*by the copy \+100\.\d% .*self-test of mine: 0 of 100 .* sees 15%/s;
  for (const format of ['pretty', 'tap', 'junit', 'github', 'sarif', 'markdown'] as const) {
    // A workflow command writes a per cent sign as its code.
    const text = show(format, diff, ({ kind }) => kind === 'speed').replaceAll('%25', '%');
    expect(text).toMatch(said);
  }
});

describe('speed is refused', () => {
  const refused = (o: Partial<TimedRuns>, now = wrong): (() => void) => {
    return () => void diffReports(right, now, { ...timed, ...o });
  };
  const elsewhere = (more: Partial<Environment>): Report => ({
    ...wrong,
    run: { ...wrong.run, environment: { ...wrong.run.environment, ...more } },
  });
  it.each([
    ['of another CPU', { cpu: { model: 'other', cores: 1, isa: [] } }, /CPU/],
    ['of another Node', { node: '1.2.3' }, /Node .* there, 1 here/],
    ['with other threads', { threads: 7 }, /threads/],
  ])('%s', (_, more, said) => expect(refused({}, elsewhere(more))).toThrow(said));
  it('where the self-test is over its budget, or saw nothing', () => {
    expect(refused({ trust: { ...trust, falseAlarms: 2 } })).toThrow('2 of 100 false alarms');
    expect(refused({ trust: { ...trust, found: 94 } })).toThrow('94 of 100 slow-downs found');
    expect(refused({ trust: { ...trust, smallest: null } })).toThrow('none that it can be sure');
  });
  it('of few rounds, or without a common cell', () => {
    expect(refused({ old: [series(256, few.slice(1))] })).toThrow('OLD has 4 rounds and NEW 5');
    expect(refused({ old: [series(512, few)] })).toThrow('no measurement in common');
  });
});

it('what fails is for the caller to say', () => {
  expect(show('github', diff, () => false)).toBe('');
  expect(readSarif(show('sarif', diff, ({ kind }) => kind === 'grade')).results).toHaveLength(1);
});

it('has no picture', () => {
  expect(() => show('svg')).toThrow('a diff has no picture');
});

describe.each(formats.filter((one) => one !== 'svg'))('%s', (format) => {
  it('is harmless with any text', () => {
    const hostile =
      '\u001b]0;x\u0007\u202e\r\n::error::x\n##[error]y </testcase>]]>&#0; # TODO | `<b> [x](y)\ud800';
    const output = show(format, withText(hostile));
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    const commands = readCommands(output);
    expect(commands).toHaveLength(format === 'github' ? readCommands(show('github')).length : 0);
    if (format === 'junit') XmlDocument.fromString(output).dispose();
    if (format === 'sarif') readSarif(output);
    if (format === 'markdown') expect(readMarkdown(output).kinds['html'] ?? 0).toBe(0);
  });
});
