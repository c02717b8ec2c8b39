import type { Series } from '@rectify/record';
import { cellKey } from './cell.ts';

/** One series for each backend, cell and mode, of series that hold some of its rounds each. */
export function joinedSeries(parts: readonly Series[]): readonly Series[] {
  const groups = Map.groupBy(parts, (one) => `${one.backend} ${cellKey(one)} ${one.mode}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const rounds = group.flatMap((one) => one.rounds).toSorted((a, b) => a.round - b.round);
    return first === undefined ? [] : [{ ...first, rounds }];
  });
}
