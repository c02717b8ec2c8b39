import type { TimedCell } from '@rectify/record';
import type { NonEmpty } from '../groups.ts';
import { groupsOf } from '../groups.ts';

/** Where a timed cell stands, beside its kernel. */
export type Axis = 'length' | 'inputs' | 'threads' | 'mode';

const axes: readonly Axis[] = ['length', 'inputs', 'threads', 'mode'];

/** The axes in which some entries differ: the others go without saying. */
export function differingAxes(entries: readonly Partial<Pick<TimedCell, Axis>>[]): readonly Axis[] {
  return axes.filter((axis) => new Set(entries.map((one) => one[axis])).size > 1);
}

/** Entries that stand in the same place, together, in the order of the first of each. */
export function byPlace<T extends Partial<Pick<TimedCell, Axis>>>(
  entries: readonly T[],
  shown: readonly Axis[] = axes,
): readonly NonEmpty<T>[] {
  return groupsOf(entries, (one) => shown.map((axis) => one[axis]).join(' '));
}

/** What stands in the columns of these axes. */
export function axisLabels(
  entry: Partial<Pick<TimedCell, Axis>>,
  shown: readonly Axis[],
): readonly string[] {
  return shown.map((axis) => String(entry[axis]));
}
