import { isSuiteError, suiteError } from '@rectify/backend';
import type { TypedArray } from '@rectify/float';
import { floatTypes } from '@rectify/float';
import type { WitnessAddress } from '@rectify/report';
import type { BackendRef } from '@rectify/runner';
import { runOnce } from '@rectify/runner';
import { refOf } from '../refs/argument.ts';

/** The backend to ask; a harness is not known by the id that a report calls it. */
async function refOfWitness({ backend }: WitnessAddress): Promise<BackendRef> {
  try {
    return await refOf(backend);
  } catch (error) {
    if (!isSuiteError(error) || error.code !== 'BACKEND_UNKNOWN') throw error;
    const hint = `${error.hint}; after the witness of a harness write its 'exec:<command line>'`;
    throw suiteError(error.code, error.message, { hint, cause: error });
  }
}

/**
 * Calls the kernel with one scalar, or with a call full of it where a lane is given.
 * @returns the results, or the message of why there are none
 * @throws SuiteError BACKEND_UNKNOWN, BACKEND_MISSING or KERNEL_UNSUPPORTED
 */
export async function callAgain(
  address: WitnessAddress,
  x: number,
  dy: number | null,
  lane: WitnessAddress['lane'],
): Promise<ArrayLike<number> | string> {
  const { length, offset } = lane ?? { length: 1, offset: 0 };
  const { op, pass, dtype } = address;
  const { arrays } = floatTypes[dtype];
  const filled = (value: number): TypedArray => arrays.from(arrays.newValues(length).fill(value));
  const observation = await runOnce(
    await refOfWitness(address),
    { op, pass, dtype },
    filled(x),
    dy === null ? undefined : filled(dy),
    offset,
  );
  if (observation.kind === 'errored') return observation.message;
  return arrays.valuesOf(observation.y) ?? 'nothing';
}
