import type { ComparedCell, Effect, SelfTested, Trial, Trust } from '@rectify/record';
import type { Cell } from './pretty/grid.ts';
import { verdictTones } from './diff/speed-table.ts';
import { trustText } from './machine.ts';
import { plain } from './plain.ts';
import { layOut } from './pretty/grid.ts';
import { kernelLabel } from './pretty/kernels.ts';
import { percent } from './quantity.ts';
import type { RenderOptions } from './render.ts';

function effectCell(effect: Effect | null): Cell {
  if (effect === null) return { text: '–', tone: 'quiet' };
  const { ratio, low, high, p, pairs } = effect;
  const text = `${percent(ratio)} [${percent(low)}, ${percent(high)}] p=${p.toPrecision(2)} n=${pairs}`;
  return { text, tone: null };
}

/** Two sides compared cell by cell: how much slower `b` is than `a`, and whether that is believed. */
export function showContest(
  {
    a,
    b,
    cells,
    trust,
  }: {
    readonly a: string;
    readonly b: string;
    readonly cells: readonly ComparedCell[];
    readonly trust: Trust | null;
  },
  options: RenderOptions,
): string {
  const grid = {
    labels: ['kernel', 'length'],
    columns: ['verdict', 'run', 'confirmation', ...(trust === null ? [] : ['trust'])],
    rows: cells.map((one) => ({
      labels: [kernelLabel(one), String(one.length)],
      cells: [
        { text: one.verdict, tone: verdictTones[one.verdict] },
        effectCell(one.first),
        effectCell(one.confirmation),
        ...(trust === null ? [] : [{ text: plain(trustText(trust)), tone: null }]),
      ],
    })),
    align: 'left',
  } as const;
  const title = options.paint('title', `Time of ${plain(b)} against ${plain(a)}`);
  return `${[title, ...layOut(grid, options)].join('\n')}\n`;
}

const perHundred = (count: number, of: number): string =>
  `${count} of ${of} (${((100 * count) / of).toFixed(1)}%)`;

function trialText(trials: readonly Trial[]): string {
  const ratios = trials.map(({ first }) => first.ratio).toSorted((x, y) => x - y);
  const longest = Math.max(...trials.map(({ seconds }) => seconds));
  const middle = ratios[ratios.length >> 1] ?? NaN;
  return `seen as ${percent(middle)} (${percent(ratios[0] ?? NaN)} to ${percent(ratios.at(-1) ?? NaN)}), at most ${longest.toFixed(0)} s each`;
}

/** What a self-test showed: false alarms, slow-downs found, and the smallest that can be seen. */
export function showSelfTest(
  { backend, injected, identical, slowed, falseAlarms, found, unclear, smallest }: SelfTested,
  { paint }: RenderOptions,
): string {
  const seen = smallest === null ? 'none up to double the time' : `${(smallest * 100).toFixed(0)}%`;
  return [
    paint('title', `Comparisons of ${plain(backend)} with itself`),
    `  false alarms        ${perHundred(falseAlarms, identical.length)} of identical code; ${trialText(identical)}`,
    `  unclear             ${perHundred(unclear, identical.length)} could not exclude a change`,
    `  slow-downs found    ${perHundred(found, slowed.length)} of ${(injected * 100).toFixed(0)}%; ${trialText(slowed)}`,
    `  smallest to be seen ${seen}, in 95 of 100 comparisons`,
    '',
  ].join('\n');
}
