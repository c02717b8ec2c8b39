import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Part } from '../part.ts';
import { parseRecord, parseUnfinished } from '../read.ts';
import { beginningText, entryText } from '../write.ts';
import { demandOnce, demandSound } from './demand.ts';

const folder = new URL('../../../../records/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const committed = globSync('**/*.jsonl', { cwd: folder });

it.each(committed)('%s, which is committed, is read', (name) => {
  demandSound(name, parseRecord(name, textOf(name)));
});

type Line = Record<string, unknown> & { readonly kind: string };
const lines: readonly Line[] = textOf('2026-11-21/linux-x64-avx512/ort-node.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const bodyOf = (line: Line | undefined): Record<string, unknown> => Object(line?.[line.kind]);

/** The record with the first line that is meant changed, and the footer that goes with it. */
function changed(
  isMeant: (line: Line) => boolean,
  change: (line: Line) => readonly Line[],
): string {
  const at = lines.findIndex(isMeant);
  const line = lines[at];
  if (line === undefined) throw new Error('no such line');
  const all = [...lines.slice(0, at), ...change(structuredClone(line)), ...lines.slice(at + 1, -1)];
  const footer = { kind: 'footer', entries: all.length - 1, interrupted: false };
  return [...all, footer].map((one) => JSON.stringify(one)).join('\n');
}

const finding =
  (verdict: string, outcome: string) =>
  (line: Line): boolean =>
    line.kind === 'finding' &&
    bodyOf(line)['verdict'] === verdict &&
    bodyOf(line)['outcome'] === outcome;
const first =
  (kind: string) =>
  (line: Line): boolean =>
    line.kind === kind;
const withBody =
  (more: object) =>
  (line: Line): readonly Line[] => [{ ...line, [line.kind]: { ...bodyOf(line), ...more } }];
const header = (more: object): string =>
  changed(first('header'), (line) => [{ ...line, run: { ...Object(line['run']), ...more } }]);
const twice = (line: Line): readonly Line[] => [line, line];

describe('what its schema cannot say is refused', () => {
  it.each<[string, string, RegExp]>([
    ['a finding twice', changed(finding('violates', 'known'), twice), /is there twice/],
    ['a profile twice', changed(first('profile'), twice), /is there twice/],
    ['a backend twice', changed(first('backend'), twice), /is there twice/],
    ['no backend', changed(first('backend'), () => []), /not among those of the run/],
    [
      'a violation that passes',
      changed(finding('violates', 'known'), withBody({ outcome: 'pass' })),
      /outcome pass, which does not follow from its verdict violates/,
    ],
    [
      'one that is known without a deviation',
      changed(finding('violates', 'known'), withBody({ deviation: null })),
      /outcome known, which does not follow/,
    ],
    [
      'one that is known without a reason',
      changed(finding('violates', 'known'), withBody({ deviation: { reason: ' ', url: null } })),
      /outcome known, which does not follow/,
    ],
    [
      'a pass that fails',
      changed(finding('conforms', 'pass'), withBody({ outcome: 'fail' })),
      /outcome fail, which does not follow from its verdict conforms/,
    ],
    [
      'a violation that conforms',
      changed(finding('violates', 'known'), withBody({ verdict: 'conforms', outcome: 'pass' })),
      /conforms, with \d+ violations/,
    ],
    [
      'more violations than inputs',
      changed(finding('violates', 'known'), withBody({ tested: 0 })),
      /has \d+ violations in 0 tested/,
    ],
    [
      'a violation of nothing',
      changed(finding('violates', 'known'), withBody({ violations: 0, ranges: [] })),
      /violates, without a violation/,
    ],
    [
      'a clause of another op',
      changed(finding('conforms', 'pass'), withBody({ clause: 'gelu/forward/nan' })),
      /is not about relu\/forward/,
    ],
    [
      'bits of another dtype',
      changed(finding('violates', 'known'), (line) =>
        withBody({ witness: { ...Object(bodyOf(line)['witness']), x: '0x0000' } })(line),
      ),
      /bits that are not float32/,
    ],
    [
      'a grade that its findings do not come to',
      changed((line) => bodyOf(line)['grade'] === 'A', withBody({ grade: 'AAA' })),
      /has the grade AAA, and its findings come to A$/,
    ],
    [
      'a grade without findings',
      [lines[0], ...lines.filter(({ kind }) => kind === 'backend' || kind === 'profile')]
        .map((line) => JSON.stringify(line))
        .concat(JSON.stringify({ kind: 'footer', entries: 7, interrupted: false }))
        .join('\n'),
      /has the grade \w+, and no finding/,
    ],
    [
      'more misrounded than inputs',
      changed(first('profile'), withBody({ misrounded: 2 ** 40 })),
      /has \d+ tested, 1099511627776 misrounded/,
    ],
    [
      'a shard that is none',
      header({ shard: '1/100000000' }),
      /its shard '1\/100000000' is no part/,
    ],
    ['a shard after the last', header({ shard: '3/2' }), /its shard '3\/2' is no part/],
    ['a seed that is none', header({ seed: 'NaN' }), /its seed 'NaN' is none/],
    ['a stride of nothing', header({ stride: 0 }), /its stride is 0/],
  ])('%s', (_, text, message) => {
    const record = parseRecord('x', text);
    expect(() => demandSound('x', record)).toThrow(
      expect.objectContaining({
        code: 'RECORD_UNREADABLE',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('the same twice in records that are joined', () => {
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const record = parseRecord('x', text);
    const findings = record.entries.filter(({ kind }) => kind === 'finding');
    demandOnce('x', record);
    const joined = { ...record, entries: [...record.entries, ...findings.slice(0, 1)] };
    expect(() => demandOnce('x', joined)).toThrow(/is there twice/);
  });
});

describe('parts', () => {
  const { run } = parseRecord('x', lines.map((line) => JSON.stringify(line)).join('\n'));
  const none = { tested: 0, violations: 0, maxUlp: null, best: null, intervals: 0, binades: [] };
  const zeros = { maxUlp: 0, maxUlpForgiven: 0, maxUlpFlushedInput: 0, maxUlpFlushedResult: 0 };
  const counts = { misrounded: 0, overOneUlp: 0, subnormalInputs: 0, flushedInputs: 0 };
  const flushed = { subnormalResults: 0, flushedResults: 0 };
  const figures = { ...zeros, ...counts, ...flushed, maxUlpBits: null, binades: [] };
  const part: Part = {
    backend: 'ts',
    op: 'tanh',
    pass: 'forward',
    dtype: 'float32',
    origin: 'native',
    clauses: ['tanh/forward/nan', 'tanh/forward/odd'],
    total: 2048,
    blocks: [
      [0, 3],
      [7, 7],
    ],
    grid: { profile: { tested: 8, ...figures }, tallies: [['tanh/forward/odd', none]] },
    rest: null,
    error: null,
  };
  const backend = { id: 'ts', runtime: 'ts', name: 'ts', version: '1.0.0', device: 'cpu' };
  const judge = (changes: object): void => {
    const text = [
      beginningText(run, []),
      entryText({
        kind: 'backend',
        backend: { ...backend, threads: 1, available: true, note: null },
      }),
      entryText({ kind: 'part', part: { ...part, ...changes } }),
    ].join('');
    demandSound('x', parseUnfinished('x', text));
  };
  const grid = (changes: object): object => ({
    grid: { ...part.grid, profile: { ...part.grid.profile, ...changes } },
  });

  it('that are right are read', () => {
    judge({});
  });

  it.each<[string, object, RegExp]>([
    ['a hundred million blocks', { blocks: [[0, 99_999_999]] }, /blocks that are none/],
    ['a hundred million in all', { total: 100_000_000 }, /is of 100000000 blocks/],
    ['more blocks than there are', { total: 4 }, /has 5 blocks of 4/],
    [
      'a block twice',
      {
        blocks: [
          [0, 3],
          [3, 4],
        ],
      },
      /not in order/,
    ],
    ['blocks backwards', { blocks: [[3, 0]] }, /not in order/],
    [
      'results of another clause',
      { clauses: ['tanh/forward/nan'] },
      /clause that it is not judged/,
    ],
    ['clauses of another op', { clauses: ['relu/forward/nan'] }, /not of tanh\/forward/],
    ['more misrounded than inputs', grid({ misrounded: 9 }), /has 8 tested, 9 misrounded/],
    ['bits of another dtype', grid({ maxUlpBits: 2 ** 32 }), /bits that are not float32/],
    ['bits that are text', grid({ maxUlpBits: 'what' }), /bits that are not float32/],
    [
      'binades that are none',
      grid({
        binades: [
          [512, { tested: 1, max: 0, absolute: '0', signed: '0', infinite: 0, histogram: [] }],
        ],
      }),
      /binades that are none of float32/,
    ],
  ])('with %s are refused', (_, changes, message) => {
    expect(() => judge(changes)).toThrow(message);
  });
});
