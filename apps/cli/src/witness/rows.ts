import type { DType } from '@rectify/float';
import { bitsIn, formatHex, parseHex, valueIn } from '@rectify/float';
import type { AddressedInput, WitnessAddress } from '@rectify/report';
import { showFloat, showUlp } from '@rectify/report';
import type { AlignedRow } from '../aligned.ts';
import type { Answer } from './call.ts';
import { dueOf } from './truth.ts';

const shown = (dtype: DType, value: number): string =>
  showFloat(dtype, formatHex(dtype, bitsIn(dtype, value)));
const valueOf = (dtype: DType, hex: string): number =>
  valueIn(dtype, parseHex(dtype, hex) ?? bitsIn(dtype, NaN));

type Lane = NonNullable<AddressedInput['lane']>;

/** What the elements of a call are beside the one that is looked at. */
function neighboursText(dtype: DType, { others = [] }: Lane): string {
  const named = others.map(
    ({ index, x, dy }) =>
      `${showFloat(dtype, x)}${dy === null ? '' : ` with dy = ${showFloat(dtype, dy)}`} at ${index}`,
  );
  const rest = 'every neighbour being the same input';
  return named.length === 0 ? rest : `${rest}, but ${named.join(', ')}`;
}

function laneRows(
  { dtype }: WitnessAddress,
  lane: Lane,
  within: Answer,
  alone: number,
): readonly AlignedRow[] {
  const where = `at ${lane.index} of length ${lane.length}, offset ${lane.offset}`;
  if (typeof within === 'string') return [{ head: ['within'], text: `${where}: ${within}` }];
  const skipped = new Set(lane.others?.map(({ index }) => index));
  const differing = Array.from(within).flatMap((y, i) =>
    Object.is(y, alone) || skipped.has(i) ? [] : [i],
  );
  const places = differing.length === 0 ? 'nowhere' : `at ${differing.join(', ')}`;
  const neighbours = neighboursText(dtype, lane);
  return [
    { head: ['within'], text: `${shown(dtype, within[lane.index] ?? NaN)} ${where}` },
    { head: ['differs'], text: `${places} from what it gives alone, ${neighbours}` },
  ];
}

/** The results of one input: alone, then in the calls that its lane says. */
export interface InputAnswers {
  readonly alone: Answer;
  readonly within: readonly Answer[];
}

/** What an input gives alone, and in the calls that its lane says; `name` is what its x is called. */
export function inputRows(
  address: WitnessAddress,
  input: AddressedInput,
  { alone, within }: InputAnswers,
  name: string,
): readonly AlignedRow[] {
  const { pass, dtype } = address;
  const { lane } = input;
  const x = valueOf(dtype, input.x);
  const dy = pass === 'forward' ? null : input.dy === null ? 1 : valueOf(dtype, input.dy);
  const { due, errorOf } = dueOf(address, x, dy);
  const got = typeof alone === 'string' ? undefined : alone[0];
  const index = lane?.index ?? 0;
  const inCall = lane === null ? undefined : within[0];
  const again = lane === null ? within : within.slice(1);
  return [
    { head: [name], text: shown(dtype, x) },
    ...(dy === null ? [] : [{ head: ['dy'], text: shown(dtype, dy) }]),
    { head: ['due'], text: `${shown(dtype, due)}, correctly rounded` },
    ...(got === undefined
      ? [{ head: ['got'], text: typeof alone === 'string' ? alone : 'nothing' }]
      : [
          { head: ['got'], text: shown(dtype, got) },
          { head: ['error'], text: `${showUlp(errorOf(got))} ULP` },
        ]),
    ...(lane === null || got === undefined || inCall === undefined
      ? []
      : laneRows(address, lane, inCall, got)),
    ...again.map((one) => ({
      head: ['again'],
      text: typeof one === 'string' ? one : shown(dtype, one[index] ?? NaN),
    })),
  ];
}
