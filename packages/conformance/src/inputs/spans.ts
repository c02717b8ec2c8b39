import type { Draw, Magnitudes } from '@rectify/float';

/** Magnitudes from `begin` to before `end`. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Neighbours that a sparse sweep looks at together: short runs are spread wide, and still show an order. */
const runMagnitudes = 2 ** 9;

/** Equal spans of a stretch, each of so many magnitudes that one in `stride` of them is a run. */
function spansOf({ begin, end }: Span, stride: number): readonly Span[] {
  const count = Math.max(1, Math.round((end - begin) / (runMagnitudes * stride)));
  const at = (index: number): number => begin + Math.floor((index * (end - begin)) / count);
  return Array.from({ length: count }, (_, index) => ({ begin: at(index), end: at(index + 1) }));
}

/**
 * One in `stride` of the magnitudes of a stretch, in runs of neighbours at random places of its spans, and those of a sample that
 * lie in it: ascending, each once.
 */
export function thinned(stretch: Span, stride: number, draw: Draw, sample: Magnitudes): Magnitudes {
  const own = sample.subarray(placeOf(sample, stretch.begin), placeOf(sample, stretch.end));
  const runs = spansOf(stretch, stride).map(({ begin, end }) => {
    const length = Math.ceil((end - begin) / stride);
    return { first: begin + draw(0, end - begin - length), length };
  });
  const all = new Uint32Array(own.length + runs.reduce((sum, { length }) => sum + length, 0));
  all.set(own);
  let at = own.length;
  for (const { first, length } of runs)
    for (let index = 0; index < length; index++) all[at++] = first + index;
  return all.toSorted().filter((one, index) => one !== all[index - 1]);
}

/** How many of ascending magnitudes are less. */
function placeOf(ascending: Magnitudes, magnitude: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < magnitude) low = middle + 1;
    else high = middle;
  }
  return low;
}
