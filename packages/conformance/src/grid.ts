import type { KernelRequest } from '@rectify/backend';
import { criticalMagnitudes, infinityOrdinal } from './points.ts';
import { seeded } from './random.ts';
import type { Depth } from './types.ts';

const binade = 2 ** 23;

/** Strata of one binade (of magnitudes): each gives two adjacent floats at a random place, so that order is tested too. */
function strataOf(exponent: number, depth: Depth): number {
  if (depth === 'smoke') return 4;
  const power = exponent - 127;
  // Within [4, 128) strata are narrower than 0.005: a faulty band a hundredth wide holds whole strata.
  if (power >= 2 && power < 7) return 14_336;
  return power >= -24 && power < 2 ? 5_632 : 160;
}

/**
 * Magnitudes to judge, as ordinals, ascending and each once: neighbourhoods of critical points and stratified pairs of
 * every binade, and of further inputs (bits). Each is judged with both signs: `default` makes about 2²⁰ inputs.
 */
export function gridMagnitudes(
  request: KernelRequest,
  depth: Depth,
  seed: number,
  inputs: readonly string[] = [],
): Uint32Array {
  const draw = seeded(seed, `grid ${request.op}/${request.pass}`);
  const chosen = inputs.map((bits) => Number(bits) % 0x80000000);
  const reach = depth === 'smoke' ? 8 : 64;
  for (const centre of criticalMagnitudes(request)) {
    const near = centre % binade === 0 ? 3 : reach;
    for (let at = Math.max(0, centre - near); at <= Math.min(infinityOrdinal, centre + near); at++)
      chosen.push(at);
  }
  for (let exponent = 0; exponent < 255; exponent++) {
    const strata = strataOf(exponent, depth);
    for (let index = 0; index < strata; index++) {
      const low = exponent * binade + Math.floor((index * binade) / strata);
      const next = exponent * binade + Math.floor(((index + 1) * binade) / strata);
      const at = draw(low, next - 2);
      chosen.push(at, at + 1);
    }
  }
  const sorted = Uint32Array.from(chosen).toSorted();
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
}

/** Inputs −m … −m₀, m₀ … m of consecutive magnitudes: sorted, and the mirror of index i is length − 1 − i. */
export function symmetricBatch(magnitudes: Uint32Array): Float32Array {
  const count = magnitudes.length;
  const bits = new Uint32Array(2 * count);
  for (let index = 0; index < count; index++) {
    const magnitude = magnitudes[index] ?? 0;
    bits[count + index] = magnitude;
    bits[count - 1 - index] = magnitude | 0x80000000;
  }
  return new Float32Array(bits.buffer);
}
