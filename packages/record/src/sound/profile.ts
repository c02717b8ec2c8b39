import type { Profile } from '../profile.ts';
import { binadesOf, fits } from './bits.ts';

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

/** What is wrong with a profile beyond its form; null when nothing is. */
export function profileFault(profile: Profile): string | null {
  const { dtype, pass, tested, misrounded, overOneUlp, binades, pairs } = profile;
  if (!(tested >= misrounded && misrounded >= overOneUlp))
    return `has ${tested} tested, ${misrounded} misrounded and ${overOneUlp} over 1 ULP`;
  if (profile.maxUlpForgiven > profile.maxUlp) return 'has a greater error with flushing forgiven';
  if (binades.length > binadesOf(dtype)) return `has more binades than ${dtype}`;
  const inBinades = sumOf(binades.map((one) => one.tested));
  // NaN is in none.
  if (inBinades > tested) return `has ${tested} tested, and ${inBinades} in binades`;
  const { x = null, dy = null } = pairs?.maxUlpAt ?? {};
  if (!fits(dtype, profile.maxUlpAt, x, dy, ...binades.flatMap(({ low, high }) => [low, high])))
    return `has bits that are not ${dtype}`;
  if (pairs === undefined) return null;
  if (pass === 'forward') return 'has pairs, which are of vjp';
  const { tested: asked, misrounded: off } = pairs;
  return off > asked ? `has ${asked} pairs, and ${off} misrounded` : null;
}
