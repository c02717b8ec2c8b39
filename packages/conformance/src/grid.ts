import type { KernelRequest } from '@rectify/backend';
import { codecs, parseHex, valueIn } from '@rectify/float';
import { type Line, lines, type Magnitudes } from './line.ts';
import { criticalMagnitudes } from './points.ts';
import { seeded } from './random.ts';
import type { Depth } from './types.ts';

/** Whether the grid has every bit pattern: those of 16 bits always, those of 64 never. */
export function hasEveryInput({ dtype }: KernelRequest, depth: Depth): boolean {
  const { width } = codecs[dtype];
  return width === 16 || (width === 32 && depth === 'exhaustive');
}

/** Strata of one binade (of magnitudes): each gives two adjacent floats at a random place, so that order is tested too. */
function strataOf(field: number, line: Line, depth: Depth): number {
  if (depth === 'smoke') return line.infiniteField > 255 ? 1 : 4;
  const power = field - (line.infiniteField - 1) / 2;
  // float64 has eight times the binades, and exp reaches 2⁻¹⁰⁷⁴ at 745.
  if (line.infiniteField > 255) {
    if (power >= 2 && power < 10) return 9_000;
    return power >= -54 && power < 2 ? 2_600 : 16;
  }
  // Within [4, 128) strata are narrower than 0.005: a faulty band a hundredth wide holds whole strata.
  if (power >= 2 && power < 7) return 14_336;
  return power >= -24 && power < 2 ? 5_632 : 160;
}

/**
 * Magnitudes to judge, ascending and each once: neighbourhoods of critical points and stratified pairs of every binade,
 * and of further inputs (bits). Each is judged with both signs: `default` makes about 2²⁰ inputs. Of a 16-bit dtype all.
 */
export function gridMagnitudes(
  request: KernelRequest,
  depth: Depth,
  seed: number,
  inputs: readonly string[] = [],
): Magnitudes {
  const line = lines[request.dtype];
  if (codecs[request.dtype].width === 16)
    return line.pack(Array.from({ length: line.infinity + 1 }, (_, magnitude) => magnitude));
  const draw = seeded(seed, `grid ${request.op}/${request.pass}`);
  const chosen = inputs.flatMap((hex) => {
    const bits = parseHex(request.dtype, hex);
    return bits === undefined ? [] : [line.of(valueIn(request.dtype, bits))];
  });
  const reach = depth === 'smoke' ? 8 : 64;
  for (const centre of criticalMagnitudes(request)) {
    const near = line.at(line.fieldOf(centre), 0) === centre ? 3 : reach;
    let at = line.step(centre, -near);
    const last = Math.min(line.infinity, line.step(centre, near));
    for (; at < last; at = line.step(at, 1)) chosen.push(at);
    chosen.push(last);
  }
  for (let field = 0; field < line.infiniteField; field++) {
    const strata = strataOf(field, line, depth);
    for (let index = 0; index < strata; index++) {
      const low = Math.floor((index * line.fieldLength) / strata);
      const next = Math.floor(((index + 1) * line.fieldLength) / strata);
      const offset = draw(low, next - 2);
      chosen.push(line.at(field, offset), line.at(field, offset + 1));
    }
  }
  return line.pack(chosen);
}
