import { isSuiteError, suiteError } from '@rectify/backend';
import type { Observation } from '@rectify/conformance';
import { truthOf } from '@rectify/conformance';
import type { DType, TypedArray, Values } from '@rectify/float';
import { bitsIn, formatHex, parseHex, signedUlpError, valueIn, floatTypes } from '@rectify/float';
import type { WitnessAddress } from '@rectify/report';
import { parseWitness, showFloat, showUlp } from '@rectify/report';
import type { BackendRef } from '@rectify/runner';
import { runOnce } from '@rectify/runner';
import { refOf } from '../registry.ts';
import type { Row } from '../rows.ts';
import { aligned } from '../rows.ts';
import { exitCodes } from '../suite.ts';

const shown = (dtype: DType, value: number): string =>
  showFloat(dtype, formatHex(dtype, bitsIn(dtype, value)));
const valueOf = (dtype: DType, hex: string): number =>
  valueIn(dtype, parseHex(dtype, hex) ?? bitsIn(dtype, NaN));

/** What is due for a witness, and the error of a result in ULP. */
function truth(
  address: WitnessAddress,
  x: number,
  dy: number | null,
): { readonly due: number; readonly errorOf: (got: number) => number } {
  const { dtype } = address;
  const one = (value: number): Values => floatTypes[dtype].arrays.newValues(1).fill(value);
  const found = truthOf(address, one(x), dy === null ? undefined : one(dy));
  const [due = NaN] = found.due;
  const [exact = NaN] = found.exact;
  const lacking = found.rest?.[0] ?? 0;
  return {
    due,
    errorOf: (got) =>
      Math.abs(signedUlpError(got, exact, due, floatTypes[dtype].format.ulpOf(due)) - lacking),
  };
}

/** Results as numbers, or the message of why there are none. */
function numbersIn(dtype: DType, observation: Observation): ArrayLike<number> | string {
  if (observation.kind === 'errored') return observation.message;
  return floatTypes[dtype].arrays.valuesOf(observation.y) ?? 'nothing';
}

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

/** Calls the kernel with one scalar, or with a call full of it where the witness says so. */
async function call(
  address: WitnessAddress,
  x: number,
  dy: number | null,
  lane: WitnessAddress['lane'],
): Promise<Observation> {
  const { length, offset } = lane ?? { length: 1, offset: 0 };
  const { op, pass, dtype } = address;
  const filled = (value: number): TypedArray =>
    floatTypes[dtype].arrays.from(floatTypes[dtype].arrays.newValues(length).fill(value));
  return runOnce(
    await refOfWitness(address),
    { op, pass, dtype },
    filled(x),
    dy === null ? undefined : filled(dy),
    offset,
  );
}

function laneRows(
  { dtype, lane }: WitnessAddress,
  within: ArrayLike<number> | string,
  alone: number,
): readonly Row[] {
  if (lane === null) return [];
  const where = `at ${lane.index} of length ${lane.length}, offset ${lane.offset}`;
  if (typeof within === 'string') return [{ head: ['within'], text: `${where}: ${within}` }];
  const differing = Array.from(within).flatMap((y, i) => (Object.is(y, alone) ? [] : [i]));
  const others = differing.length === 0 ? 'nowhere' : `at ${differing.join(', ')}`;
  return [
    { head: ['within'], text: `${shown(dtype, within[lane.index] ?? NaN)} ${where}` },
    {
      head: ['differs'],
      text: `${others} from what it gives alone, every neighbour being the same input`,
    },
  ];
}

/**
 * Runs a witness again and prints decimal, bits, what is due and what came back.
 * @param backend asked instead of the one that the witness names
 * @returns exit code: 0 if it ran
 * @throws SuiteError WITNESS_INVALID, BACKEND_UNKNOWN, BACKEND_MISSING or KERNEL_UNSUPPORTED
 */
export async function repro(text: string, backend?: string): Promise<number> {
  const given = parseWitness(text);
  const address = { ...given, backend: backend ?? given.backend };
  const { op, pass, dtype, lane } = address;
  const x = valueOf(dtype, address.x);
  const dy = pass === 'forward' ? null : address.dy === null ? 1 : valueOf(dtype, address.dy);
  const { due, errorOf } = truth(address, x, dy);
  const alone = numbersIn(dtype, await call(address, x, dy, null));
  const within = lane === null ? alone : numbersIn(dtype, await call(address, x, dy, lane));
  const got = typeof alone === 'string' ? undefined : alone[0];
  const rows: readonly Row[] = [
    { head: ['kernel'], text: `${op}/${pass}/${dtype} of ${address.backend}` },
    { head: ['x'], text: shown(dtype, x) },
    ...(dy === null ? [] : [{ head: ['dy'], text: shown(dtype, dy) }]),
    { head: ['due'], text: `${shown(dtype, due)}, correctly rounded` },
    ...(got === undefined
      ? [{ head: ['got'], text: typeof alone === 'string' ? alone : 'nothing' }]
      : [
          { head: ['got'], text: shown(dtype, got) },
          { head: ['error'], text: `${showUlp(errorOf(got))} ULP` },
          ...laneRows(address, within, got),
        ]),
  ];
  process.stdout.write(aligned(rows));
  return got === undefined || typeof within === 'string' ? exitCodes.failed : exitCodes.fine;
}
