import type { KernelRequest } from '@rectify/backend';
import { passName } from '@rectify/backend';
import { floatTypes, type FloatType, type Magnitudes, parseHex, valueIn } from '@rectify/float';
import type { Depth } from '@rectify/record';
import { ops } from '@rectify/spec';
import { criticalMagnitudes } from './critical.ts';
import { sidesOf } from './sides.ts';
import { seeded } from './random.ts';

/** Strata of one binade (of magnitudes): each gives two adjacent floats at a random place, so that order is tested too. */
function strataOf(field: number, { line, sampling }: FloatType, depth: Depth): number {
  if (depth === 'smoke') return sampling.fewStrata;
  return sampling.strata(field - (line.infiniteField - 1) / 2);
}

/** Intervals to a binade of a table that is indexed by exponent and first bits of the mantissa. */
const tableIntervals = 16;
/** Strata of a binade that functions made of exp have something to do in. */
const denseStrata = 1000;

/** Where such a table's intervals meet: two polynomials need not agree there, and break the order of neighbours first. */
function tableEnds(field: number, { line }: FloatType): readonly number[] {
  return Array.from({ length: tableIntervals - 1 }, (_, index) =>
    line.at(field, ((index + 1) * line.fieldLength) / tableIntervals),
  );
}

/**
 * Magnitudes to judge, ascending and each once: neighbourhoods of critical points, both sides of where a table's intervals
 * meet, what is hardest to round, stratified pairs of every binade, and further inputs (bits). Each is judged with both signs:
 * `default` makes about 2²⁰ inputs. Of a 16-bit dtype all.
 */
export function gridMagnitudes(
  request: KernelRequest,
  depth: Depth,
  seed: number,
  inputs: readonly string[] = [],
): Magnitudes {
  const type = floatTypes[request.dtype] as FloatType;
  const { line } = type;
  if (type.sampling.everyInput === 'always')
    return line.pack(Array.from({ length: line.infinity + 1 }, (_, magnitude) => magnitude));
  const draw = seeded(seed, `grid ${passName(request)}`);
  const { hardest = {} } = ops[request.op][request.pass];
  const chosen = [...inputs, ...(hardest[request.dtype] ?? [])].flatMap((hex) => {
    const bits = parseHex(request.dtype, hex);
    return bits === undefined ? [] : [line.of(valueIn(request.dtype, bits))];
  });
  const reach = depth === 'smoke' ? 8 : 64;
  for (const centre of criticalMagnitudes(request, sidesOf(request))) {
    const near = line.at(line.fieldOf(centre), 0) === centre ? 3 : reach;
    let at = line.step(centre, -near);
    const last = Math.min(line.infinity, line.step(centre, near));
    for (; at < last; at = line.step(at, 1)) chosen.push(at);
    chosen.push(last);
  }
  for (let field = 0; field < line.infiniteField; field++) {
    const strata = strataOf(field, type, depth);
    if (strata > denseStrata)
      for (const end of tableEnds(field, type)) chosen.push(line.step(end, -1), end);
    for (let index = 0; index < strata; index++) {
      const low = Math.floor((index * line.fieldLength) / strata);
      const next = Math.floor(((index + 1) * line.fieldLength) / strata);
      const offset = draw(low, next - 2);
      chosen.push(line.at(field, offset), line.at(field, offset + 1));
    }
  }
  return line.pack(chosen);
}
