import { kernelLabel } from '@rectify/backend';
import type { OpId } from '@rectify/spec';
import { passes } from '@rectify/spec';
import { showGreatest } from '../words/coverage.ts';
import { joinSections, shortened } from '../words/lines.ts';
import { digits } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import type { Tone } from '../words/style.ts';
import { styledLines } from '../words/styled-lines.ts';
import { braille, pointsIn } from './braille.ts';
import { curveOf, curveTitle } from './curve.ts';
import type { Plot } from './plot.ts';
import type { BinadeError, Profiles } from './profile.ts';
import { profilesOf } from './profile.ts';

const rows = 8;
const gap = 4;
const longestName = 20;

/** Errors up to which each height stands, in ULP; beyond the last is the full height. */
const steps = [
  [0, '·'],
  [0.5, '▁'],
  [1, '▂'],
  [2, '▃'],
  [4, '▄'],
  [16, '▅'],
  [256, '▆'],
  [65_536, '▇'],
] as const;

const legend = `greatest (≥: of a sample) and 99th percentile of the error in each range of inputs: · none, ▁ to ½ ULP · ▂ 1 · ▃ 2 · ▄ 4 · ▅ 16 · ▆ 256 · ▇ 65536 · █ beyond`;

const heightOf = (ulp: number): string => steps.find(([most]) => ulp <= most)?.[1] ?? '█';

const toneOf = (ulp: number): Tone => (ulp <= 1 ? 'good' : ulp <= 16 ? 'warn' : 'bad');

/** The function and its derivative side by side. */
function curves(op: OpId, { width, style }: RenderOptions): readonly string[] {
  const columns = Math.max(12, Math.floor((width - gap - 2) / 2));
  const panels = passes.map((pass) => {
    const points = curveOf(op, pass, pointsIn(columns));
    const ys = points.map(({ y }) => y);
    const [low, high] = [Math.min(...ys), Math.max(...ys)].map(digits);
    const [from, to] = [points[0]?.x, points.at(-1)?.x];
    return {
      head: `${curveTitle(op, pass)}: ${low} to ${high}`,
      lines: braille(points, rows),
      foot:
        String(from) +
        '0'.padStart(columns / 2 - String(from).length) +
        String(to).padStart(columns / 2 - 1),
    };
  });
  const beside = (of: (panel: (typeof panels)[number]) => string): string =>
    `  ${panels.map((panel) => of(panel).padEnd(columns)).join(' '.repeat(gap))}`.trimEnd();
  return [
    style(
      'title',
      beside(({ head }) => head),
    ),
    ...Array.from({ length: rows }, (_, row) => beside(({ lines }) => lines[row] ?? '')),
    style(
      'quiet',
      beside(({ foot }) => foot),
    ),
  ];
}

/** The columns' shares of the binades: each column shows the greatest of its own. */
function squeezed(
  errors: readonly (BinadeError | null)[],
  columns: number,
  of: (error: BinadeError) => number,
): readonly (number | null)[] {
  return Array.from({ length: columns }, (_, i) => {
    const [from, to] = [i, i + 1].map((one) => Math.floor((one * errors.length) / columns));
    const own = errors.slice(from, to).filter((one) => one !== null);
    return own.length === 0 ? null : Math.max(...own.map(of));
  });
}

/** Marks of some inputs below the columns. */
function axis(binades: readonly number[], columns: number): string {
  const marks = [-Infinity, -1, 0, 1, Infinity].map((value, i, all) => {
    const at = binades.findIndex((low) => low === value);
    const place = at < 0 ? (i / (all.length - 1)) * binades.length : at;
    const text = String(value).replace('Infinity', '∞');
    const column = Math.floor((place * columns) / Math.max(1, binades.length));
    return { text, column: Math.min(column, columns - text.length) };
  });
  return marks.reduce((line, { text, column }) => line.padEnd(column) + text, '');
}

function errorLines(
  { binades, backends }: Profiles,
  { width, style }: RenderOptions,
): readonly string[] {
  const names = backends.map(({ backend }) => shortened(sanitize(backend), longestName));
  const nameWidth = Math.max(...names.map(({ length }) => length));
  const columns = Math.min(binades.length, Math.max(12, width - nameWidth - 22));
  const lineOf = (
    head: string,
    errors: readonly (BinadeError | null)[],
    [label, of]: readonly [string, (error: BinadeError) => number],
    ofSample: boolean,
  ): string => {
    const values = squeezed(errors, columns, of);
    const bars = values.map((one) => (one === null ? ' ' : style(toneOf(one), heightOf(one))));
    const worst = Math.max(...values.filter((one) => one !== null));
    return `  ${head.padEnd(nameWidth)}  ${label}  ${bars.join('')}  ${showGreatest(worst, ofSample)} ULP`;
  };
  const kinds = [
    ['max', ({ max }: BinadeError) => max],
    ['p99', ({ p99 }: BinadeError) => p99],
  ] as const;
  return [
    ...backends.flatMap(({ errors, isSampled }, i) =>
      kinds.map((kind, k) =>
        lineOf(k === 0 ? (names[i] ?? '') : '', errors, kind, isSampled && k === 0),
      ),
    ),
    style('quiet', `${' '.repeat(nameWidth + 9)}${axis(binades, columns)}`),
  ];
}

/** The function, its derivative and the error profile of each backend, for a terminal. */
export function plotText(
  { op, passes: drawn, dtype, profiles }: Plot,
  options: RenderOptions,
): string {
  const { style } = options;
  const sections = drawn.flatMap((pass) => {
    const kernel = { op, pass, dtype };
    const own = profilesOf(profiles, kernel);
    const title = style('title', `Error of ${kernelLabel(kernel)} per binade of x`);
    return own.backends.length === 0
      ? [[title, '  no backend was judged']]
      : [[title, ...errorLines(own, options)]];
  });
  return joinSections([curves(op, options), ...sections, styledLines('quiet', legend, options)]);
}
