import { describe, expect, it } from 'vitest';
import { diffReports } from '../diff/compare.ts';
import { gradientReport } from '../fixtures/gradient.ts';
import { render, renderDiff } from '../formats/index.ts';
import { changeText } from './change-text.ts';
import { unstyled } from './style.ts';

const options = { width: 100, style: unstyled };
const right = await gradientReport(() => 0);
/** By one float, where x is in [1, 2). */
const wrong = await gradientReport((x) => (x >= 1 && x < 2 ? 1 : 0));

describe('a gradient that is right for dy = 1 alone', () => {
  const text = render('pretty', wrong, options);
  it('is AA, and the table says why', () => {
    expect(wrong.profiles).toMatchObject([
      { grade: 'AA', misrounded: 0, coverage: 'lines', pairs: { misrounded: expect.any(Number) } },
    ]);
    expect(text).toMatch(/^ {2}sigmoid vjp float16 {2}all x {3}AA 0\.50 \(dy ≥1\.\d+\)$/m);
    expect(text.replaceAll(/\n {2}(?=\S)/g, ' ')).toContain(
      'dy: with another dy than 1 · all x: every x with dy = 1, and a sample of other dy',
    );
  });

  it('is listed with the pair that shows it, for people and in a summary', () => {
    const said =
      /mine sigmoid vjp float16: \d+ of \d+ pairs \(x, dy\) misrounded, worst ≥1\.\d+ ULP at x = 1\.\d+ 0x3[c-f]\w\w, dy = \S+ 0x\w{4}/;
    expect(text).toContain('Gradients with other dy than 1 (1)');
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(said);
    expect(render('markdown', wrong, options).replaceAll('\\', '')).toMatch(said);
  });

  it('is not said of one that is right for every dy that was asked', () => {
    const shown = render('pretty', right, options);
    expect(right.profiles).toMatchObject([{ grade: 'AAA', pairs: { misrounded: 0 } }]);
    expect(shown).toMatch(/^ {2}sigmoid vjp float16 {2}all x {3}AAA 0\.50$/m);
    expect(shown).not.toContain('Gradients with other dy');
  });
});

describe('a diff', () => {
  const worse = diffReports(right, wrong);
  it('notices that other dy got worse, and better', () => {
    const found = worse.changes.find(({ kind }) => kind === 'pairs');
    expect(found).toMatchObject({ trend: 'worse', coverage: { old: 'lines', new: 'lines' } });
    const { title, lines } = changeText(found!);
    expect(title).toMatch(/^0 → \d+ of \d+ misrounded$/);
    expect(lines[1]).toMatch(/^is: \d+ of \d+ pairs .* worst ≥1\.\d+ ULP at x = .*, dy = /);
    expect(diffReports(wrong, right).changes).toContainEqual(
      expect.objectContaining({ kind: 'pairs', trend: 'better' }),
    );
    const shown = renderDiff('pretty', worse, { ...options, fails: () => true });
    expect(shown).toContain('grade: AAA → AA\n');
    expect(shown).toMatch(/other dy than 1: 0 → \d+ of \d+ misrounded\n/);
  });

  it('holds a grade that other dy may have made by chance against nobody', () => {
    const [profile] = right.profiles;
    if (profile?.pairs === undefined) throw new Error('it has pairs');
    // One pair in thousands, by little: another seed sees it or not.
    const pairs = { ...profile.pairs, misrounded: 1, maxUlp: 0.7 };
    const rare = { ...right, profiles: [{ ...profile, grade: 'AA' as const, pairs }] };
    const { changes } = diffReports(right, { ...rare, run: { ...rare.run, seed: '2' } });
    expect(changes).toMatchObject([{ kind: 'grade', trend: 'different' }]);
    expect(diffReports(right, rare).changes).toMatchObject([
      { kind: 'grade', trend: 'worse' },
      { kind: 'pairs', trend: 'worse' },
    ]);
  });
});
