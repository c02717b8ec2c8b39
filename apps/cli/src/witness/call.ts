import { isSuiteError, suiteError } from '@rectify/backend';
import type { Batch, Observation } from '@rectify/conformance';
import { filled } from '@rectify/conformance';
import type { TypedArray } from '@rectify/float';
import { bitsIn, floatTypes, parseHex } from '@rectify/float';
import type { AddressedInput, InputBits, WitnessAddress } from '@rectify/report';
import type { BackendRef, CallsOptions } from '@rectify/runner';
import { runCalls } from '@rectify/runner';
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

/** The call that an input shows something in: itself alone, or what its lane says. */
export function batchOf({ pass, dtype }: WitnessAddress, input: AddressedInput): Batch {
  const { arrays } = floatTypes[dtype];
  const { length, offset, others = [] } = input.lane ?? { length: 1, offset: 0 };
  const ofHex = (hex: string | null): TypedArray =>
    arrays.ofBits((hex === null ? undefined : parseHex(dtype, hex)) ?? bitsIn(dtype, 1));
  const part = (hexOf: (bits: InputBits) => string | null): TypedArray => {
    const placed = others.map((one) => ({ index: one.index, one: ofHex(hexOf(one)) }));
    return filled(dtype, ofHex(hexOf(input)), length, placed);
  };
  const x = part((bits) => bits.x);
  return pass === 'forward' ? { x, offset } : { x, dy: part(({ dy }) => dy), offset };
}

/** Length 0. */
export function emptyBatch({ pass, dtype }: WitnessAddress): Batch {
  const none = floatTypes[dtype].arrays.make(0);
  return pass === 'forward' ? { x: none, offset: 0 } : { x: none, dy: none, offset: 0 };
}

/** What came back, or the message of why nothing did. */
export type Answer = ArrayLike<number> | string;

function answerOf({ dtype }: WitnessAddress, observation: Observation): Answer {
  if (observation.kind === 'errored') return observation.message;
  return floatTypes[dtype].arrays.valuesOf(observation.y) ?? 'nothing';
}

/**
 * Makes these calls of the witness's kernel, one after the other in one process.
 * @throws SuiteError BACKEND_UNKNOWN, BACKEND_MISSING or KERNEL_UNSUPPORTED
 */
export async function callAgain(
  address: WitnessAddress,
  batches: readonly Batch[],
  options: CallsOptions,
): Promise<readonly Answer[]> {
  const { op, pass, dtype } = address;
  const ref = await refOfWitness(address);
  const observations = await runCalls(ref, { op, pass, dtype }, batches, options);
  return observations.map((one) => answerOf(address, one));
}
