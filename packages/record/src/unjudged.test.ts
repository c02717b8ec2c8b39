import { describe, expect, it } from 'vitest';
import type { Asked } from './asked.ts';
import type { Finding } from './finding.ts';
import { emptyPart, kernel, met, reportWith } from './fixtures/minimal.ts';
import type { Report } from './report.ts';
import { unjudgedIn } from './unjudged.ts';

const everything: Asked = {
  backends: null,
  ops: null,
  passes: null,
  dtypes: null,
  clauses: null,
  judged: true,
  timed: null,
};
const asking = (asked: Partial<Asked>, run: Partial<Report['run']> = {}): { run: typeof run } => ({
  run: { ...run, asked: [{ ...everything, ...asked }] },
});
const lacking: Finding = {
  ...met,
  verdict: 'unsupported',
  outcome: 'skip',
  tested: 0,
  message: 'no-op: it has none',
};
const textsOf = (report: Report, ...parts: Parameters<typeof unjudgedIn>[1][]): readonly string[] =>
  unjudgedIn(report, parts[0]).map(({ backend, text }) => `${backend ?? 'all'}: ${text}`);

describe('nothing is missing', () => {
  it.each<[string, Report]>([
    ['of what was judged', reportWith([met], asking({ backends: ['ts'], dtypes: ['float32'] }))],
    [
      'where one of two that nobody named lacks all',
      reportWith([met, { ...lacking, backend: 'b' }]),
    ],
    ['of what failed', reportWith([{ ...met, verdict: 'violates', outcome: 'fail' }])],
    [
      'of what broke down',
      reportWith([{ ...met, verdict: 'errored', outcome: 'error', tested: 0 }]),
    ],
    [
      'of what was interrupted',
      reportWith([], asking({ backends: ['ts'] }, { interrupted: true })),
    ],
    [
      'of a clause below the level beside others',
      reportWith(
        [met, { ...met, clause: 'relu/vjp/mask', level: 'should' }],
        asking({ clauses: ['relu/vjp/nan', 'relu/vjp/mask'] }, { level: 'must' }),
      ),
    ],
  ])('%s', (_, report) => expect(unjudgedIn(report)).toEqual([]));

  it('of a shard that has none of the inputs', () => {
    const report = reportWith(
      [],
      asking({ backends: ['ts'], clauses: [met.clause] }, { shard: '4/4' }),
    );
    expect(unjudgedIn(report, [emptyPart])).toEqual([]);
  });
});

describe('what is missing is told', () => {
  it.each<[string, Report, readonly string[]]>([
    ['all', reportWith([lacking]), ['all: nothing was judged: no-op: it has none']],
    [
      'of what was never judged',
      reportWith([]),
      ['all: nothing was judged: none of the kernels that were asked for is there'],
    ],
    [
      'a backend that was named',
      reportWith([met, { ...lacking, backend: 'b' }], asking({ backends: ['ts', 'b'] })),
      ['b: nothing was judged: no-op: it has none'],
    ],
    [
      'a named backend that went away',
      reportWith([met], {
        ...asking({ backends: ['ts', 'b'] }),
        backends: [
          {
            id: 'b',
            runtime: 'b',
            name: null,
            version: null,
            device: null,
            threads: null,
            available: false,
            note: 'it is gone',
          },
        ],
      }),
      ['b: nothing was judged: it is gone'],
    ],
    [
      'an op, a pass and a dtype that were named',
      reportWith(
        [met],
        asking({
          ops: ['relu', 'tanh'],
          passes: ['forward', 'vjp'],
          dtypes: ['float16', 'float32'],
        }),
      ),
      [
        'all: nothing of op tanh was judged',
        'all: nothing of pass forward was judged',
        'all: nothing of dtype float16 was judged',
      ],
    ],
    [
      'a clause that was named',
      reportWith([met], asking({ clauses: [met.clause, 'tanh/vjp/nan'] })),
      ['all: nothing was judged by tanh/vjp/nan'],
    ],
    [
      'what cannot fail',
      reportWith([{ ...met, level: 'may' }]),
      ['all: nothing was judged: no clause that was asked for can fail at this level'],
    ],
    [
      'what is below the level',
      reportWith([{ ...met, level: 'should' }], { run: { level: 'must' } }),
      ['all: nothing was judged: no clause that was asked for can fail at this level'],
    ],
    [
      'what was judged on no input',
      reportWith([{ ...met, tested: 0 }]),
      ['all: nothing was judged: no clause that was asked for can fail at this level'],
    ],
    [
      'what was to be timed',
      reportWith(
        [met],
        asking({ timed: { dtypes: ['float32'], lengths: [9], inputs: ['mixed'], threads: [1] } }),
      ),
      ['all: nothing was timed: none of the kernels that were asked for is there'],
    ],
  ])('%s', (_, report, texts) => expect(textsOf(report)).toEqual(texts));

  it('of what was only timed, where one that was named was not', () => {
    const timed = { dtypes: ['float32'], lengths: [9], inputs: ['mixed'], threads: [1] } as const;
    const report = reportWith([], {
      ...asking({ backends: ['ts', 'b'], judged: false, timed }),
      refusals: [{ ...kernel, reason: 'fails' }],
    });
    expect(textsOf(report)).toEqual([
      'b: nothing was timed: none of the kernels that were asked for is there',
    ]);
  });
});
