import type { Asked, Change, Diff, Report, Trend } from '@rectify/record';
import { describe, expect, it } from 'vitest';
import { tanhReport } from '../fixtures/tanh.ts';
import { changeText } from '../words/change-text.ts';
import { diffReports } from './compare.ts';

const right = await tanhReport({});
/** Wrong by 32 ULP where it matters, and a little in another place. */
const spoilt = (x: number, y: number): number => {
  if (x > -32 && x < -8) return y * (1 - 2 ** -19);
  return x > 1 && x < 2 ? y * (1 + 2 ** -25) : y;
};
const wrong = await tanhReport({ version: '1.1.0', spoil: spoilt });

const texts = (changes: readonly Change[]): readonly string[] =>
  changes.map((one) => `${one.trend} ${changeText(one).name}: ${changeText(one).title}`);
const figures = ({ changes }: Diff): readonly string[] =>
  texts(changes.filter(({ kind }) => kind !== 'clause'));

/** A report with another run. */
const inRun = (report: Report, run: Partial<Report['run']>): Report => ({
  ...report,
  run: { ...report.run, ...run },
});
/** Backend and kernels called otherwise. */
const renamed = (report: Report, id: string): Report => ({
  ...report,
  backends: report.backends.map((one) => ({ ...one, id })),
  findings: report.findings.map((one) => ({ ...one, backend: id })),
  profiles: report.profiles.map((one) => ({ ...one, backend: id })),
});
const together = (a: Report, b: Report): Report => ({
  ...a,
  backends: [...a.backends, ...b.backends],
  findings: [...a.findings, ...b.findings],
  profiles: [...a.profiles, ...b.profiles],
});

describe('a run against itself', () => {
  it('has no change', () => {
    for (const report of [right, wrong]) {
      const { changes, kernels } = diffReports(report, report);
      expect(changes).toEqual([]);
      expect(kernels).toMatchObject([{ backend: 'mine', op: 'tanh', sameInputs: true }]);
    }
  });
});

describe('the same inputs', () => {
  const worse = diffReports(right, wrong);
  it('tell what got worse: outcomes, grade, figures, and where', () => {
    expect(figures(worse)).toEqual([
      'worse grade: AAA sampled → F sampled',
      'worse worst error: ≥0.50 → ≥32.5 ULP',
      expect.stringMatching(/^worse misrounded: 0 → \d+ of \d+$/),
      'worse accuracy on (-32, -8]: p99 0.50 → 32.5 ULP, worst ≥0.50 → ≥32.5 ULP',
      expect.stringMatching(/^worse accuracy on \[1, 2\): p99 0\.\d+ → 0\.\d+ ULP/),
    ]);
    expect(texts(worse.changes)).toContainEqual(
      expect.stringMatching(
        /^worse tanh\/forward\/accuracy: pass → fail \(must\), 0 → \d+ of \d+, worst ≥32.5 ULP$/,
      ),
    );
    expect(worse.runtimes).toMatchObject([{ backend: 'mine', old: '1.0.0', new: '1.1.0' }]);
  });
  it('tell the same backwards as better', () => {
    const better = diffReports(wrong, right);
    expect(better.summary).toEqual({
      ...worse.summary,
      worse: 0,
      better: worse.summary.worse,
    });
  });
  it('tell what moved while every clause still passes', async () => {
    const spoil = (x: number, y: number): number => (x > 1 && x < 2 ? y * (1 + 2 ** -25) : y);
    const { changes } = diffReports(right, await tanhReport({ spoil }));
    const moved = changes.filter(({ trend }) => trend === 'worse');
    // Odd is a should; what is about accuracy passes as before.
    expect(texts(moved)).toContainEqual(expect.stringMatching(/^worse accuracy on \[1, 2\)/));
    expect(texts(changes).join()).not.toMatch(/tanh.forward.(accuracy|faithful)/);
  });
});

describe('other inputs', () => {
  it('of another seed make no difference by themselves', async () => {
    const at = async (seed: number): Promise<Report> => tanhReport({ seed, spoil: spoilt });
    const { changes, kernels } = diffReports(await at(2), await at(3));
    expect(changes).toEqual([]);
    expect(kernels[0]?.sameInputs).toBe(false);
  });
  it('of another seed show what is beyond chance', async () => {
    const seeded = await tanhReport({ seed: 9, spoil: spoilt, depth: 'default' });
    const { changes } = diffReports(await tanhReport({ depth: 'default' }), seeded);
    const worse = texts(changes.filter(({ trend }) => trend === 'worse'));
    expect(worse).toContain('worse grade: AAA sampled → F sampled');
    expect(worse).toContainEqual(expect.stringContaining('accuracy on (-32, -8]'));
    // 0.98 where it was 0.5 has not doubled.
    expect(worse).not.toContainEqual(expect.stringContaining('accuracy on [1, 2)'));
  });
  it('do not make worse what chance explains, but clauses with fixed inputs', async () => {
    const once = await tanhReport({ seed: 2, spoil: (x, y) => (x === 2 ? y * 1.01 : y + 0) });
    const { changes } = diffReports(right, once);
    const said = texts(changes);
    expect(said).toContainEqual(expect.stringMatching(/^different tanh\/forward\/faithful: pass/));
    expect(said).toContainEqual(expect.stringMatching(/^worse tanh\/forward\/zero: pass → fail/));
  });
  it('of another depth compare verdicts alone', async () => {
    const { changes } = diffReports(wrong, await tanhReport({ depth: 'default', spoil: spoilt }));
    expect(changes).toEqual([]);
  });
});

describe('what is listed', () => {
  /** Every failure expected, where it is not better or worse as well. */
  const listed = (report: Report): Report => ({
    ...report,
    findings: report.findings.map((one) =>
      one.outcome === 'fail'
        ? { ...one, outcome: 'known', deviation: { reason: 'it rounds twice', url: null } }
        : one,
    ),
  });
  it('is no better for it', () => {
    const { changes, summary } = diffReports(wrong, listed(wrong));
    expect(summary).toMatchObject({ worse: 0, better: 0, different: 0, listed: changes.length });
    expect(texts(changes)).toContainEqual(
      expect.stringMatching(/^listed tanh.forward.accuracy: fail → known \(must\), now listed, \d/),
    );
  });
  it('is better or worse where its figures are', async () => {
    const most = await tanhReport({ spoil: (x, y) => (x > 0 && x < 2 ? spoilt(x, y) : y) });
    const trend = (old: Report, now: Report): Trend | undefined =>
      diffReports(old, now).changes.find(
        (one) => one.kind === 'clause' && one.clause === 'tanh/forward/odd',
      )?.trend;
    expect(trend(wrong, listed(most))).toBe('better');
    expect(trend(most, listed(wrong))).toBe('worse');
  });
  it('is worse where it is listed no longer, which is told', () => {
    const { changes } = diffReports(listed(wrong), wrong);
    expect(texts(changes)).toContainEqual(
      expect.stringMatching(
        /^worse tanh.forward.accuracy: known → fail \(must\), no longer excused/,
      ),
    );
    expect(diffReports(listed(wrong), listed(wrong)).changes).toEqual([]);
  });
});

describe('what comes and goes', () => {
  const other = renamed(right, 'other');
  it('are kernels', () => {
    expect(diffReports(right, together(right, other)).changes).toMatchObject([
      { kind: 'kernel', trend: 'appeared', backend: 'other' },
    ]);
    expect(diffReports(together(right, other), right).changes).toMatchObject([
      { kind: 'kernel', trend: 'vanished', backend: 'other' },
    ]);
  });
  it('are clauses', () => {
    const fewer = { ...right, findings: right.findings.slice(1), profiles: [] };
    expect(diffReports(right, fewer).changes).toMatchObject([
      { kind: 'clause', trend: 'vanished', new: null },
    ]);
  });
  it('are what the later run was asked for alone', () => {
    const all = { ops: null, passes: null, dtypes: null, clauses: null, judged: true, timed: null };
    const asked = (more: Partial<Asked>): Report =>
      inRun(right, { asked: [{ ...all, backends: null, ...more }] });
    const two = together(right, other);
    const { changes, notAsked } = diffReports(two, asked({ backends: ['mine'] }));
    expect([changes, notAsked]).toMatchObject([[], [{ backend: 'other', what: 'judged' }]]);
    for (const more of [{}, { backends: ['mine', 'other'] }, { dtypes: ['float32'] as const }])
      expect(diffReports(two, asked(more)).summary.vanished).toBe(1);
    // An op that another run was asked for; a run that only timed.
    for (const more of [{ ops: ['relu'] as const }, { judged: false }])
      expect(diffReports(two, asked(more)).summary.vanished).toBe(0);
    const [first, ...rest] = right.findings;
    const fewer = (clauses: readonly string[] | null): Report => ({
      ...asked({ clauses }),
      findings: rest,
    });
    expect(diffReports(right, fewer(rest.map(({ clause }) => clause))).changes).toEqual([]);
    expect(diffReports(right, fewer(null)).changes).toMatchObject([
      { trend: 'vanished', clause: first?.clause },
    ]);
  });
  it('an error is worse, whatever the inputs', () => {
    const dead = {
      ...right,
      profiles: [],
      findings: right.findings.map((one) => ({
        ...one,
        verdict: 'errored' as const,
        outcome: 'error' as const,
        message: 'died of SIGKILL',
      })),
    };
    const { changes } = diffReports(right, inRun(dead, { depth: 'default' }));
    expect(new Set(changes.map(({ trend }) => trend))).toEqual(new Set(['worse', 'different']));
    expect(changes.map(changeText)[0]?.lines).toEqual(['died of SIGKILL']);
  });
});

describe('what cannot be compared is refused', () => {
  it.each<[string, Report, RegExp]>([
    ['an interrupted run', inRun(right, { interrupted: true }), /NEW was interrupted/],
    ['a shard', inRun(right, { shard: '1/4' }), /NEW is shard 1\/4/],
    ['another specification', inRun(right, { spec: '2031.1' }), /NEW by spec 2031\.1/],
    ['another level', inRun(right, { level: 'must' }), /NEW by level must/],
    ['other kernels', renamed(right, 'other'), /no kernel in common.*NEW has other float32/],
  ])('%s', (_, now, said) => {
    expect(() => diffReports(right, now)).toThrow(said);
  });
});
