import { describe, expect, it } from 'vitest';
import { tanhReport } from '../fixtures/tanh.ts';
import { unstyled } from '../words/style.ts';
import { braille } from './braille.ts';
import { curveOf } from './curve.ts';
import { plotPicture } from './plot-picture.ts';
import { plotText } from './plot-text.ts';
import { profilesOf } from './profile.ts';

const right = await tanhReport({});
// Wrong between −32 and −4 alone, where tanh is near −1: the ulp there is 2⁻²⁴.
const wrong = await tanhReport({ spoil: (x, y) => (x < -4 && x > -32 ? y * (1 - 2 ** -20) : y) });
const profiles = [...right.profiles, ...wrong.profiles.map((one) => ({ ...one, backend: '<b>' }))];
const plot = { op: 'tanh', passes: ['forward'], dtype: 'float32', profiles } as const;
const text = plotText(plot, { width: 110, style: unstyled });

it('curves are the true function', () => {
  const [first, middle, last] = [0, 8, 16].map((i) => curveOf('tanh', 'forward', 17)[i]);
  expect([first?.x, middle, last?.x]).toEqual([-8, { x: 0, y: 0 }, 8]);
  expect(last?.y).toBeCloseTo(Math.tanh(8), 12);
  expect(curveOf('sigmoid', 'vjp', 17)[8]).toEqual({ x: 0, y: 0.25 });
});

it('braille joins neighbours, and keeps to its box', () => {
  const corner = [0, 1, 1, 0].map((y, x) => ({ x, y }));
  expect(braille(corner, 1)).toEqual(['⡸⢱']);
  expect(braille(curveOf('relu', 'forward', 15), 3).map(({ length }) => length)).toEqual([8, 8, 8]);
});

it('binades stand in the order of the number line', () => {
  const { binades, backends } = profilesOf(profiles, { ...plot, pass: 'forward' });
  expect(binades.slice(1).every((one, i) => one >= (binades[i] ?? NaN))).toBe(true);
  expect(binades.filter((one) => one === 0).map((one) => Object.is(one, -0))).toEqual([
    true,
    false,
  ]);
  const bad = backends[1]?.errors.flatMap((one, i) =>
    one !== null && one.max > 4 ? [binades[i]] : [],
  );
  expect(bad).toEqual([-16, -8, -4]);
});

describe('in a terminal', () => {
  it('has the function, its derivative and two lines a backend', () => {
    expect(text).toMatch(/tanh: -1\.00 to 1\.00 +tanh′: 5e-7 to 1\.00/);
    expect(text).toMatch(/^ {2}mine {2}max {2}·+▁+·+▁+·+ {2}≥0\.50 ULP$/m);
    const spoiled = /^ {2}<b> +max {2}(.*) ≥16\.\d ULP$/m.exec(text)?.[1] ?? '';
    // Only left of the middle.
    expect(spoiled.indexOf('▆')).toBeGreaterThan(0);
    expect(spoiled.lastIndexOf('▆')).toBeLessThan(spoiled.length / 2);
  });

  it('is no wider than the terminal, and says where nothing was judged', () => {
    const narrow = plotText(
      { ...plot, op: 'sigmoid', passes: ['vjp'] },
      { width: 60, style: unstyled },
    );
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    const errors = plotText(plot, { width: 60, style: unstyled });
    expect(Math.max(...errors.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(narrow).toContain('no backend was judged');
  });
});

it('as a picture', () => {
  const picture = plotPicture(plot);
  expect(picture.match(/<g /g)).toHaveLength(3);
  expect(picture.match(/stroke-dasharray/g)).toHaveLength(2);
  expect(picture).toContain('● &lt;b&gt;<');
  expect(picture).not.toContain('NaN');
  expect(plotPicture({ ...plot, profiles: [] }).match(/<g /g)).toHaveLength(2);
});
