import type { Shift, SpeedChange, SpeedDiff, SpeedVerdict, Yardstick } from '@rectify/record';
import type { Cell } from '../pretty/grid.ts';
import { trustText } from '../machine.ts';
import type { Tone } from '../paint.ts';
import { plain, wrap } from '../plain.ts';
import { layOut } from '../pretty/grid.ts';
import { kernelLabel } from '../pretty/kernels.ts';
import { digits, percent } from '../quantity.ts';
import type { RenderOptions } from '../render.ts';

export const verdictTones: Readonly<Record<SpeedVerdict, Tone | null>> = {
  slower: 'bad',
  faster: 'good',
  same: null,
  unclear: 'warn',
};

const nameOf = (one: Yardstick): string =>
  one.kind === 'backend' ? plain(one.backend) : `the ${one.kind}`;

/** A shift with its interval: `by a copy +16.0% [+14.1%, +20.3%]`. */
export function shiftText({ yardstick, ratio, low, high }: Shift): string {
  return `by ${nameOf(yardstick)} ${percent(ratio)} [${percent(low)}, ${percent(high)}]`;
}

/** The yardstick that shows the least change, which is the one that a verdict hangs on. */
function least(shifts: readonly Shift[]): Shift | undefined {
  const size = ({ ratio }: Shift): number => Math.abs(Math.log(ratio));
  return shifts.toSorted((a, b) => size(a) - size(b))[0];
}

function cellsOf({ verdict, old, new: now, shifts }: SpeedChange): readonly Cell[] {
  const shift = least(shifts);
  return [
    { text: verdict, tone: verdictTones[verdict] },
    { text: `${digits(old)} → ${digits(now)}`, tone: null },
    { text: shift === undefined ? '' : shiftText(shift), tone: null },
  ];
}

/** How many cells have each verdict, in a line. */
export function verdictCounts({ cells }: SpeedDiff): string {
  const verdicts = Object.keys(verdictTones).map(
    (verdict) => `${cells.filter((one) => one.verdict === verdict).length} ${verdict}`,
  );
  return `${cells.length} timed: ${verdicts.join(' · ')}`;
}

/** Every cell with its verdict, and how far verdicts can be trusted. */
export function speedTable(speed: SpeedDiff, options: RenderOptions): readonly string[] {
  const { cells, demands, trust } = speed;
  const axes = (['length', 'inputs', 'threads', 'mode'] as const).filter(
    (axis) => axis === 'length' || new Set(cells.map((one) => one[axis])).size > 1,
  );
  const rule = `slower or faster: by ${percent(1 + demands.change)} or more by the clock, by a copy and by every backend that is the same in both, p ≤ ${demands.significance} · ${trustText(trust)}`;
  const grid = {
    labels: ['backend', 'kernel', ...axes],
    columns: ['verdict', 'ns per element', 'least shift'],
    rows: cells.map((one) => ({
      labels: [plain(one.backend), kernelLabel(one), ...axes.map((axis) => String(one[axis]))],
      cells: cellsOf(one),
    })),
    align: 'left',
  } as const;
  return [
    options.paint('title', 'Time of NEW over OLD'),
    ...layOut(grid, options),
    ...wrap(plain(rule), options.width, '  ').map((line) => options.paint('quiet', line)),
  ];
}
