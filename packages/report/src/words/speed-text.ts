import type { Change, Shift, Yardstick } from '@rectify/record';
import { digits, percent } from './quantities.ts';
import { sanitize } from './sanitize.ts';
import type { NamedStatement } from './statement.ts';
import { trustText } from './trust-text.ts';

const nameOf = (one: Yardstick): string =>
  one.kind === 'backend' ? sanitize(one.backend) : `the ${one.kind}`;

/** A shift with its interval: `by a copy +16.0% [+14.1%, +20.3%]`. */
export function shiftText({ yardstick, ratio, low, high }: Shift): string {
  return `by ${nameOf(yardstick)} ${percent(ratio)} [${percent(low)}, ${percent(high)}]`;
}

/** Speed of a cell in both runs, with what speaks for it. */
export function speedText({
  mode,
  length,
  inputs,
  threads,
  old,
  new: now,
  shifts,
  trust,
}: Omit<Extract<Change, { kind: 'speed' }>, 'kind' | 'trend'>): NamedStatement {
  const rare = [
    ...(inputs === 'mixed' ? [] : [inputs]),
    ...(threads === 1 ? [] : [`${threads} threads`]),
  ];
  const name = [`speed of ${mode}, length ${length}`, ...rare].join(', ');
  if (old === null || now === null) return { name, title: 'not timed in both', lines: [] };
  return {
    name,
    title: `${digits(old)} → ${digits(now)} ns per element`,
    lines: [...shifts.map(shiftText), sanitize(trustText(trust))],
  };
}
