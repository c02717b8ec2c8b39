import type { Cell, Samples, TimedCell } from '@rectify/record';

/** The samples of a round that count. */
export function counted({ ns, warmup }: Samples): readonly number[] {
  return ns.slice(warmup);
}

/** What was timed, without the samples. */
export function timedCell(series: TimedCell): TimedCell {
  const { backend, op, pass, dtype, length, inputs, threads, mode } = series;
  return { backend, op, pass, dtype, length, inputs, threads, mode };
}

/** A cell's place, without backend and mode. */
export function cellKey({ op, pass, dtype, length, inputs, threads }: Cell): string {
  return `${op}/${pass}/${dtype} ${length} ${inputs} ${threads}`;
}
