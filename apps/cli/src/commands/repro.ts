import { suiteError } from '@rectify/backend';
import type { Observation } from '@rectify/conformance';
import { bitsOf, codecs, formatHex, parseHex, signedUlpError } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import type { WitnessAddress } from '@rectify/report';
import { parseWitness, showFloat, showUlp } from '@rectify/report';
import { runOnce } from '@rectify/runner';
import { refOf } from '../registry.ts';
import type { Row } from '../rows.ts';
import { aligned } from '../rows.ts';
import { exitCodes } from '../suite.ts';

const hexOf = (value: number): string => formatHex('float32', bitsOf(value));
const shown = (value: number): string => showFloat('float32', hexOf(value));
const valueOf = (hex: string): number => codecs.float32.decode(parseHex('float32', hex) ?? 0);

/** The true value of a witness, correctly rounded and as a double. */
function truth(
  { op, pass }: WitnessAddress,
  x: number,
  dy: number | null,
): { due: number; exact: number } {
  const due = new Float32Array(1);
  const exact = new Float64Array(1);
  oracle(op, pass).fill(
    Float32Array.of(x),
    dy === null ? undefined : Float32Array.of(dy),
    due,
    exact,
  );
  return { due: due[0] ?? NaN, exact: exact[0] ?? NaN };
}

const elementOf = (observation: Observation, index: number): number | undefined =>
  observation.kind === 'returned' ? observation.y[index] : undefined;

/** Calls the kernel with one scalar, or with a call full of it where the witness says so. */
async function call(
  address: WitnessAddress,
  x: number,
  dy: number | null,
  lane: WitnessAddress['lane'],
): Promise<Observation> {
  const { length, offset } = lane ?? { length: 1, offset: 0 };
  const filled = (value: number): Float32Array => new Float32Array(length).fill(value);
  const { op, pass, dtype } = address;
  return runOnce(
    refOf(address.backend),
    { op, pass, dtype },
    filled(x),
    dy === null ? undefined : filled(dy),
    offset,
  );
}

function laneRows(address: WitnessAddress, within: Observation, alone: number): readonly Row[] {
  const { lane } = address;
  if (lane === null) return [];
  const where = `at ${lane.index} of length ${lane.length}, offset ${lane.offset}`;
  if (within.kind === 'errored') return [{ head: ['within'], text: `${where}: ${within.message}` }];
  const differing = [...within.y.keys()].filter((i) => !Object.is(within.y[i], alone));
  const others = differing.length === 0 ? 'nowhere' : `at ${differing.join(', ')}`;
  return [
    { head: ['within'], text: `${shown(elementOf(within, lane.index) ?? NaN)} ${where}` },
    {
      head: ['differs'],
      text: `${others} from what it gives alone, every neighbour being the same input`,
    },
  ];
}

/**
 * Runs a witness again and prints decimal, bits, what is due and what came back.
 * @returns exit code: 0 if it ran
 * @throws SuiteError WITNESS_INVALID, BACKEND_UNKNOWN, BACKEND_MISSING or KERNEL_UNSUPPORTED
 */
export async function repro(text: string): Promise<number> {
  const address = parseWitness(text);
  const { op, pass, dtype, backend, lane } = address;
  if (dtype !== 'float32')
    throw suiteError('KERNEL_UNSUPPORTED', `there is no oracle for ${dtype} yet`, {
      hint: 'give a float32 witness',
    });
  const x = valueOf(address.x);
  const dy = pass === 'vjp' ? valueOf(address.dy ?? '0x3f800000') : null;
  const { due, exact } = truth(address, x, dy);
  const observation = await call(address, x, dy, null);
  const within = lane === null ? observation : await call(address, x, dy, lane);
  const got = elementOf(observation, 0);
  const rows: readonly Row[] = [
    { head: ['kernel'], text: `${op}/${pass}/${dtype} of ${backend}` },
    { head: ['x'], text: shown(x) },
    ...(dy === null ? [] : [{ head: ['dy'], text: shown(dy) }]),
    { head: ['due'], text: `${shown(due)}, correctly rounded` },
    ...(got === undefined
      ? [{ head: ['got'], text: observation.kind === 'errored' ? observation.message : 'nothing' }]
      : [
          { head: ['got'], text: shown(got) },
          { head: ['error'], text: `${showUlp(Math.abs(signedUlpError(got, exact, due)))} ULP` },
          ...laneRows(address, within, got),
        ]),
  ];
  process.stdout.write(aligned(rows));
  return got === undefined || within.kind === 'errored' ? exitCodes.failed : exitCodes.fine;
}
