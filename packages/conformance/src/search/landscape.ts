import { floatTypes, type FloatType, type Magnitudes } from '@rectify/float';
import type { DType } from '@rectify/float';
import type { Element } from '../element.ts';
import { indexOf, truthOfSide } from '../sweep/block.ts';
import type { Observe } from '../sweep/judge.ts';
import type { GridPlan } from '../sweep/plan.ts';
import { placeFrom } from './known.ts';
import { type Measure, measuresOf } from './measures.ts';

/**
 * What has been seen of a kernel's errors, by stretches of the line: stretch i has the magnitudes from edge i on, with their
 * sign; those of −x follow on all of x.
 */
export interface Landscape {
  readonly edges: Magnitudes;
  /** Stretches of one side. */
  readonly count: number;
  readonly measures: readonly Measure[];
  /** How many inputs of each were asked. */
  readonly tested: Float64Array;
  /** By measure: the greatest of each, and the sum of the eighth powers. */
  readonly greatest: readonly Float64Array[];
  readonly powers: readonly Float64Array[];
}

/** Strata of the sample that make a stretch; there are 512 of a binade at most, of 2¹⁴ floats in float32. */
const strataPerStretch = 11;
const mostPerBinade = 512;

/** Edges of stretches: numbers of few bits, from 0 to ∞. */
function edgesOf(dtype: DType): Magnitudes {
  const { line, sampling } = floatTypes[dtype] as FloatType;
  const edges: number[] = [];
  for (let field = 0; field < line.infiniteField; field++) {
    const strata = sampling.strata(field - (line.infiniteField - 1) / 2);
    const wanted = Math.max(1, Math.floor(strata / strataPerStretch));
    const parts = Math.min(mostPerBinade, 2 ** Math.floor(Math.log2(wanted)));
    for (let part = 0; part < parts; part++)
      edges.push(line.at(field, (line.fieldLength / parts) * part));
  }
  return line.pack([...edges, line.infinity]);
}

export function newLandscape(plan: GridPlan): Landscape {
  const edges = edgesOf(plan.context.request.dtype);
  const count = edges.length - 1;
  const measures = measuresOf(
    plan.context,
    plan.elements.map(({ test }) => test),
  );
  const zeros = (): Float64Array => new Float64Array(2 * count);
  return {
    edges,
    count,
    measures,
    tested: zeros(),
    greatest: measures.map(zeros),
    powers: measures.map(zeros),
  };
}

/** The stretch of one side that a magnitude is in. */
export function stretchOf(edges: Magnitudes, magnitude: number): number {
  const place = placeFrom(edges, magnitude);
  return edges[place] === magnitude ? place : place - 1;
}

/** Counts inputs that are asked, ascending. */
export function countAsked(
  { edges, count, tested }: Landscape,
  magnitudes: Magnitudes,
  negative: boolean,
): void {
  const shift = negative ? count : 0;
  for (let start = 0; start < magnitudes.length;) {
    const stretch = stretchOf(edges, magnitudes[start]!);
    if (stretch >= count) return;
    const end = placeFrom(magnitudes, edges[stretch + 1]!, start);
    tested[shift + stretch]! += end - start;
    start = end;
  }
}

/** Notes what is not right to the bit. */
export function noteOn({ edges, count, measures, greatest, powers }: Landscape): Observe {
  const element: Element = { x: 0, dy: 1, y: 0, due: 0, exact: 0, rest: 0, ulp: 0 };
  return (block, { places, ulps }, negative) => {
    const { from, magnitudes, x, y } = block;
    const { due, exact, rest } = truthOfSide(block, negative);
    let stretch = -1;
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!;
      if (place < from) continue;
      const magnitude = magnitudes[place]!;
      if (stretch < 0 || magnitude >= edges[stretch + 1]!) stretch = stretchOf(edges, magnitude);
      if (stretch === count) return;
      const index = indexOf(block, place, negative);
      element.x = x[index]!;
      element.y = y[index]!;
      element.due = due[place]!;
      element.exact = exact[place]!;
      if (rest !== null) element.rest = rest[place]!;
      element.ulp = ulps[at]!;
      const own = negative ? count + stretch : stretch;
      for (let k = 0; k < measures.length; k++) {
        const size = measures[k]!.of(element);
        // Some are NaN.
        if (!(size > 0)) continue;
        if (size > greatest[k]![own]!) greatest[k]![own] = size;
        const square = size * size;
        powers[k]![own]! += square * square * square * square;
      }
    }
  };
}
