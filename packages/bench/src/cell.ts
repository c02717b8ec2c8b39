import { kernelName } from '@rectify/backend';
import type { Cell, Series, TimedCell } from '@rectify/record';

/** What was timed, without the samples. */
export function timedCell(series: TimedCell): TimedCell {
  const { backend, op, pass, dtype, length, inputs, threads, mode } = series;
  return { backend, op, pass, dtype, length, inputs, threads, mode };
}

/** A cell's place, without backend and mode. */
export function cellKey(cell: Cell): string {
  return `${kernelName(cell)} ${cell.length} ${cell.inputs} ${cell.threads}`;
}

/** Series by cell and mode, in the order in which they come. */
export function byCell(all: readonly Series[]): readonly (readonly Series[])[] {
  return [...Map.groupBy(all, (series) => `${cellKey(series)} ${series.mode}`).values()];
}
