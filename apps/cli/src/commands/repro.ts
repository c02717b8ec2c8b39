import { kernelName } from '@rectify/backend';
import type { DType } from '@rectify/float';
import { bitsIn, formatHex, parseHex, valueIn } from '@rectify/float';
import { exitCodes } from '@rectify/record';
import type { AddressedInput, WitnessAddress } from '@rectify/report';
import { parseWitness, showFloat, showUlp } from '@rectify/report';
import type { AlignedRow } from '../aligned.ts';
import { aligned } from '../aligned.ts';
import { defineCommand } from '../command-row.ts';
import { callAgain } from '../witness/call.ts';
import { dueOf } from '../witness/truth.ts';

const shown = (dtype: DType, value: number): string =>
  showFloat(dtype, formatHex(dtype, bitsIn(dtype, value)));
const valueOf = (dtype: DType, hex: string): number =>
  valueIn(dtype, parseHex(dtype, hex) ?? bitsIn(dtype, NaN));

function laneRows(
  { dtype, lane }: WitnessAddress,
  within: ArrayLike<number> | string,
  alone: number,
): readonly AlignedRow[] {
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

/** What one input gives alone, and in the call that a lane says; `name` is what its x is called. */
async function inputRows(
  address: WitnessAddress,
  input: AddressedInput,
  lane: WitnessAddress['lane'],
  name: string,
): Promise<{ readonly rows: readonly AlignedRow[]; readonly answered: boolean }> {
  const { pass, dtype } = address;
  const x = valueOf(dtype, input.x);
  const dy = pass === 'forward' ? null : input.dy === null ? 1 : valueOf(dtype, input.dy);
  const { due, errorOf } = dueOf(address, x, dy);
  const alone = await callAgain(address, x, dy, null);
  const within = lane === null ? alone : await callAgain(address, x, dy, lane);
  const got = typeof alone === 'string' ? undefined : alone[0];
  const rows: readonly AlignedRow[] = [
    { head: [name], text: shown(dtype, x) },
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
  return { rows, answered: got !== undefined && typeof within !== 'string' };
}

export const repro = defineCommand({
  about: 'run one witness again: decimal, bits, due and got',
  arguments: [
    {
      name: '<witness>',
      help: 'BACKEND:op/pass/dtype:x[:dy][@length/index/offset][~x[:dy]], as a report prints it',
    },
    {
      name: '[backend]',
      help: "asked instead: needed for a harness, as 'exec:<command line>'",
    },
  ],
  examples: [['rectify repro ort-node:sigmoid/forward/float32:0xc2b00000', 'sigmoid(-88)']],
  async run([text, backend]) {
    const given = parseWitness(text);
    const address = { ...given, backend: backend ?? given.backend };
    const inputs = [
      await inputRows(address, address, address.lane, 'x'),
      ...(address.other === null ? [] : [await inputRows(address, address.other, null, 'other x')]),
    ];
    const kernel = { head: ['kernel'], text: `${kernelName(address)} of ${address.backend}` };
    process.stdout.write(aligned([kernel, ...inputs.flatMap(({ rows }) => rows)]));
    return inputs.every(({ answered }) => answered) ? exitCodes.fine : exitCodes.failed;
  },
});
