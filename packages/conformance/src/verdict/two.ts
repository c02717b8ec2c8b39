import type { KernelRequest } from '@rectify/backend';
import { type DType, floatTypes, signedUlpError, valueIn } from '@rectify/float';
import { type TrueValue, truthAt } from '../truth.ts';
import type { PlacedInput } from './sight-at.ts';
import { rankOf, type Said, type Sight, type Sighting, sightingOf, sightOf } from './sighting.ts';

/** Error in ULP of a result beside its true value. */
export function ulpFrom(dtype: DType, got: number, { due, exact, rest }: TrueValue): number {
  const { ulpOf } = floatTypes[dtype].format;
  return Math.abs(signedUlpError(got, exact, due, ulpOf(due)) - rest);
}

/** The same as a distance, for results that are compared as they are. */
export function distanceFrom(dtype: DType, ulp: number, { due }: TrueValue): number {
  return Number.isFinite(due) && ulp !== 0 ? ulp * floatTypes[dtype].format.ulpOf(due) : ulp;
}

/** The witness of a clause about two results: one is blamed, and the other shown beside it. */
export function sightingOfTwo(
  dtype: DType,
  blamed: Sight,
  other: Sight,
  said: Partial<Omit<Said, 'other'>> = {},
): Sighting {
  return sightingOf(dtype, blamed, { rank: rankOf(blamed.ulp), ...said, other });
}

/** The same with the greater error in ULP blamed; of equal ones the first. */
export function sightingOfEither(
  dtype: DType,
  first: Sight,
  second: Sight,
  said: Partial<Omit<Said, 'other'>> = {},
): Sighting {
  return (second.ulp ?? 0) > (first.ulp ?? 0)
    ? sightingOfTwo(dtype, second, first, said)
    : sightingOfTwo(dtype, first, second, said);
}

/** What came back for an input, beside what is truly due there. */
export function judgedSight(
  request: KernelRequest,
  { xBits, dyBits, place }: PlacedInput,
  got: number,
): Sight {
  const { dtype } = request;
  const dy = dyBits === null ? 1 : valueIn(dtype, dyBits);
  const truth = truthAt(request, valueIn(dtype, xBits), dy);
  const ulp = ulpFrom(dtype, got, truth);
  return sightOf(dtype, xBits, dyBits, { got, due: truth.due, ulp }, place);
}
