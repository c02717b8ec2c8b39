import type { KernelRequest } from '@rectify/backend';
import { type DType, floatTypes } from '@rectify/float';
import type { Finding } from './finding.ts';
import type { Profile } from './profile.ts';
import type { Run } from './run.ts';
import type { Coverage, Depth } from './words.ts';

/** Whether every bit pattern of x is judged, but for what a stride leaves out. */
export function isSwept(dtype: DType, depth: Depth): boolean {
  const { everyInput } = floatTypes[dtype].sampling;
  return everyInput === 'always' || (everyInput === 'at-full-depth' && depth === 'exhaustive');
}

/** Whether a stride leaves something out: samples, and the few inputs of a 16-bit dtype, are judged whole. */
export function isThinned(dtype: DType, depth: Depth, stride: number): boolean {
  return stride > 1 && isSwept(dtype, depth) && floatTypes[dtype].sampling.everyInput !== 'always';
}

/** Which inputs of a kernel a run judged. */
export function coverageOf(
  { depth, stride }: Pick<Run, 'depth' | 'stride'>,
  { dtype, pass }: Pick<KernelRequest, 'dtype' | 'pass'>,
): Coverage {
  if (isThinned(dtype, depth, stride)) return 'sparse';
  if (!isSwept(dtype, depth)) return 'sample';
  return pass === 'vjp' ? 'lines' : 'all';
}

/** What was found, with which inputs it is of: documents say it, records do not, because it follows from the run. */
export function withCoverage<T extends Pick<Profile, 'dtype' | 'pass' | 'tested'> | Finding>(
  run: Pick<Run, 'depth' | 'stride'>,
  found: readonly T[],
): readonly (T & { readonly coverage?: Coverage })[] {
  return found.map((one) => (one.tested > 0 ? { ...one, coverage: coverageOf(run, one) } : one));
}
