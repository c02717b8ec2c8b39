import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import { dtypes, parseHex } from '@rectify/float';
import type { Finding, Witness } from '@rectify/record';
import { opIds, passes } from '@rectify/spec';

/** An input as hex bits. */
export interface AddressedInput {
  readonly x: string;
  /** Null of forward, and where it is 1. */
  readonly dy: string | null;
}

/** What is needed to see a witness again. */
export interface WitnessAddress extends KernelRequest, AddressedInput {
  readonly backend: string;
  /** Length of the call, index in it and offset of its buffer; null where the scalar alone shows it. */
  readonly lane: Witness['lane'];
  /** The other input of a clause about two; null where there is none. */
  readonly other: AddressedInput | null;
}

/** Whether a clause about two inputs compares with another one, and not with another call of the same. */
export function isOtherInput({ x, dy, other }: Witness): boolean {
  return other !== undefined && (other.x !== x || other.dy !== dy);
}

/** Where the witness of a finding is to be seen again; null where it has none. */
export function addressOf(finding: Finding): WitnessAddress | null {
  const { backend, op, pass, dtype, witness } = finding;
  if (witness === null) return null;
  const { x, dy, lane, other = null } = witness;
  const beside = other !== null && isOtherInput(witness) ? { x: other.x, dy: other.dy } : null;
  return { backend, op, pass, dtype, x, dy, lane, other: beside };
}

const form = 'BACKEND:op/pass/dtype:x[:dy][@length/index/offset][~x[:dy]]';
const example = 'ts:sigmoid/forward/float32:0xc2b00000';
const hex = (name: string): string => String.raw`(?<${name}>0x[\da-f]+)`;
// Backends may hold colons (module:./mine.ts), so that the first group is greedy and the rest is exact.
const pattern = new RegExp(
  `^(?<backend>.+):(?<op>${opIds.join('|')})/(?<pass>${passes.join('|')})/(?<dtype>${dtypes.join('|')})` +
    String.raw`:${hex('x')}(?::${hex('dy')})?(?:@(?<length>\d+)/(?<index>\d+)/(?<offset>\d+))?` +
    `(?:~${hex('otherX')}(?::${hex('otherDy')})?)?$`,
  'i',
);

const inputText = ({ x, dy }: AddressedInput): string => (dy === null ? x : `${x}:${dy}`);

/** Writes a witness as one word: `BACKEND:op/pass/dtype:x[:dy][@length/index/offset][~x[:dy]]`. */
export function formatWitness(address: WitnessAddress): string {
  const { backend, op, pass, dtype, lane, other } = address;
  const at = lane === null ? '' : `@${lane.length}/${lane.index}/${lane.offset}`;
  const beside = other === null ? '' : `~${inputText(other)}`;
  return `${backend}:${op}/${pass}/${dtype}:${inputText(address)}${at}${beside}`;
}

function invalid(text: string, why: string): Error {
  return suiteError('WITNESS_INVALID', `'${text}' ${why}`, {
    hint: `write ${form}, for example ${example}`,
  });
}

function laneOf(groups: Readonly<Record<string, string | undefined>>): Witness['lane'] {
  if (groups.length === undefined) return null;
  return {
    length: Number(groups.length),
    index: Number(groups.index),
    offset: Number(groups.offset),
  };
}

const inputOf = (x: string, dy: string | undefined): AddressedInput => ({
  x: x.toLowerCase(),
  dy: dy?.toLowerCase() ?? null,
});

/**
 * Reads what `formatWitness` wrote.
 * @throws SuiteError WITNESS_INVALID
 */
export function parseWitness(text: string): WitnessAddress {
  const groups: Readonly<Record<string, string | undefined>> = pattern.exec(text)?.groups ?? {};
  const op = opIds.find((one) => one === groups.op);
  const pass = passes.find((one) => one === groups.pass);
  const dtype = dtypes.find((one) => one === groups.dtype);
  const { backend, x, dy, otherX, otherDy } = groups;
  if (!op || !pass || !dtype || !backend || !x) throw invalid(text, 'is not a witness');
  if ((dy ?? otherDy) !== undefined && pass === 'forward')
    throw invalid(text, 'has a dy, which forward does not take');
  for (const value of [x, dy, otherX, otherDy])
    if (value !== undefined && parseHex(dtype, value) === undefined)
      throw invalid(text, `has bits ${value}, which are not ${dtype}`);
  const lane = laneOf(groups);
  if (lane !== null && lane.index >= lane.length)
    throw invalid(text, `has index ${lane.index} in length ${lane.length}`);
  if (lane !== null && lane.length + lane.offset > 2 ** 24)
    throw invalid(text, 'is longer than 16777216 elements');
  const other = otherX === undefined ? null : inputOf(otherX, otherDy);
  return { backend, op, pass, dtype, ...inputOf(x, dy), lane, other };
}
