import { kernelLabel } from '@rectify/backend';
import type { Shift, SpeedChange, SpeedDiff, SpeedVerdict } from '@rectify/record';
import { digits, percent } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import { shiftText } from '../words/speed-text.ts';
import type { Tone } from '../words/style.ts';
import { styledLines } from '../words/styled-lines.ts';
import { trustText } from '../words/trust-text.ts';
import type { Axis } from './axes.ts';
import { axisLabels, differingAxes } from './axes.ts';
import type { TableCell } from './layout.ts';
import { layOut } from './layout.ts';

export const verdictTones: Readonly<Record<SpeedVerdict, Tone | null>> = {
  slower: 'bad',
  faster: 'good',
  same: null,
  unclear: 'warn',
};

/** The yardstick that shows the least change, which is the one that a verdict hangs on. */
function least(shifts: readonly Shift[]): Shift | undefined {
  const size = ({ ratio }: Shift): number => Math.abs(Math.log(ratio));
  return shifts.toSorted((a, b) => size(a) - size(b))[0];
}

function cellsOf({ verdict, old, new: now, shifts }: SpeedChange): readonly TableCell[] {
  const shift = least(shifts);
  return [
    { text: verdict, tone: verdictTones[verdict] },
    { text: `${digits(old)} → ${digits(now)}`, tone: null },
    { text: shift === undefined ? '' : shiftText(shift), tone: null },
  ];
}

/** Every cell with its verdict, and how far verdicts can be trusted. */
export function speedDiffTable(speed: SpeedDiff, options: RenderOptions): readonly string[] {
  const { cells, demands, trust } = speed;
  const differing = differingAxes(cells).filter((axis) => axis !== 'length');
  const axes: readonly Axis[] = ['length', ...differing];
  const rule = `slower or faster: by ${percent(1 + demands.change)} or more by the clock, by a copy and by every backend that is the same in both, p ≤ ${demands.significance} · ${trustText(trust)}`;
  const layout = {
    labels: ['backend', 'kernel', ...axes],
    columns: ['verdict', 'ns per element', 'least shift'],
    rows: cells.map((one) => ({
      labels: [sanitize(one.backend), kernelLabel(one), ...axisLabels(one, axes)],
      cells: cellsOf(one),
    })),
    align: 'left',
  } as const;
  return [
    options.style('title', 'Time of NEW over OLD'),
    ...layOut(layout, options),
    ...styledLines('quiet', sanitize(rule), options),
  ];
}
