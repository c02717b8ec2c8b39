import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { DType } from '@rectify/float';
import { dtypes, parseHex } from '@rectify/float';
import type { Lane } from '@rectify/record';
import type { Pass } from '@rectify/spec';
import { opIds, passes } from '@rectify/spec';

/** An input as hex bits. */
export interface InputBits {
  readonly x: string;
  /** Null of forward, and where it is 1. */
  readonly dy: string | null;
}

/** An input, and the call in which it shows something; null where it shows alone. */
export interface AddressedInput extends InputBits {
  readonly lane: Lane | null;
}

/** What is needed to see a witness again. */
export interface WitnessAddress extends KernelRequest {
  readonly backend: string;
  /** One, the two of a clause about two, or none: the empty call. */
  readonly inputs: readonly AddressedInput[];
  /** How many of the same calls it takes. */
  readonly calls: number;
}

/** How a witness is written as one word. */
export const witnessForm =
  'BACKEND:op/pass/dtype:x[:dy][@length/index/offset[/index=x[:dy],…]][~x…][*calls]';
const example = 'ts:sigmoid/forward/float32:0xc2b00000';
const emptyCall = 'empty';
// Backends may hold colons (module:./mine.ts), so that the first group is greedy and the rest is exact.
const pattern = new RegExp(
  `^(?<backend>.+):(?<op>${opIds.join('|')})/(?<pass>${passes.join('|')})/(?<dtype>${dtypes.join('|')})` +
    String.raw`:(?<inputs>[^:*][^*]*)(?:\*(?<calls>[1-9]\d{0,5}))?$`,
  'i',
);
const inputPattern =
  /^(?<bits>[\da-fx:]+)(?:@(?<length>\d+)\/(?<index>\d+)\/(?<offset>\d+)(?:\/(?<others>[\da-fx:=,]+))?)?$/i;
const bitsPattern = /^(?<x>0x[\da-f]+)(?::(?<dy>0x[\da-f]+))?$/i;

const bitsText = ({ x, dy }: InputBits): string => (dy === null ? x : `${x}:${dy}`);

function inputText({ lane, ...bits }: AddressedInput): string {
  if (lane === null) return bitsText(bits);
  const { length, index, offset, others = [] } = lane;
  const written = others.map((one) => `${one.index}=${bitsText(one)}`);
  const rest = written.length === 0 ? '' : `/${written.join(',')}`;
  return `${bitsText(bits)}@${length}/${index}/${offset}${rest}`;
}

/** Writes a witness as one word, as `witnessForm` says; the empty call is `empty`. */
export function formatWitness({ backend, op, pass, dtype, inputs, calls }: WitnessAddress): string {
  const written = inputs.length === 0 ? emptyCall : inputs.map(inputText).join('~');
  return `${backend}:${op}/${pass}/${dtype}:${written}${calls === 1 ? '' : `*${calls}`}`;
}

/** What the parts of a witness are read for. */
interface Reading {
  readonly text: string;
  readonly pass: Pass;
  readonly dtype: DType;
}

function invalid({ text }: Pick<Reading, 'text'>, why: string): Error {
  return suiteError('WITNESS_INVALID', `'${text}' ${why}`, {
    hint: `write ${witnessForm}, for example ${example}`,
  });
}

function parseBits(reading: Reading, text: string): InputBits {
  const { x, dy } = bitsPattern.exec(text)?.groups ?? {};
  if (x === undefined) throw invalid(reading, 'is not a witness');
  if (dy !== undefined && reading.pass === 'forward')
    throw invalid(reading, 'has a dy, which forward does not take');
  for (const value of [x, dy])
    if (value !== undefined && parseHex(reading.dtype, value) === undefined)
      throw invalid(reading, `has bits ${value}, which are not ${reading.dtype}`);
  return { x: x.toLowerCase(), dy: dy?.toLowerCase() ?? null };
}

function parseOthers(reading: Reading, text: string, length: number): NonNullable<Lane['others']> {
  return text.split(',').map((one) => {
    const [, index, bits = ''] = /^(\d+)=(.*)$/.exec(one) ?? [];
    if (index === undefined) throw invalid(reading, 'is not a witness');
    if (Number(index) >= length) throw invalid(reading, `has index ${index} in length ${length}`);
    return { index: Number(index), ...parseBits(reading, bits) };
  });
}

function parseInput(reading: Reading, text: string): AddressedInput {
  const { bits, others, ...where } = inputPattern.exec(text)?.groups ?? {};
  if (bits === undefined) throw invalid(reading, 'is not a witness');
  const input = parseBits(reading, bits);
  if (where.length === undefined) return { ...input, lane: null };
  const [length, index, offset] = [where.length, where.index, where.offset].map(Number) as [
    number,
    number,
    number,
  ];
  if (index >= length) throw invalid(reading, `has index ${index} in length ${length}`);
  if (length + offset > 2 ** 24) throw invalid(reading, 'is longer than 16777216 elements');
  const lane = { length, index, offset };
  if (others === undefined) return { ...input, lane };
  return { ...input, lane: { ...lane, others: parseOthers(reading, others, length) } };
}

/**
 * Reads what `formatWitness` wrote.
 * @throws SuiteError WITNESS_INVALID
 */
export function parseWitness(text: string): WitnessAddress {
  const groups: Readonly<Record<string, string | undefined>> = pattern.exec(text)?.groups ?? {};
  const op = opIds.find((one) => one === groups.op);
  const pass = passes.find((one) => one === groups.pass);
  const dtype = dtypes.find((one) => one === groups.dtype);
  const { backend, inputs, calls = '1' } = groups;
  if (!op || !pass || !dtype || !backend || inputs === undefined)
    throw invalid({ text }, 'is not a witness');
  const written = inputs === emptyCall ? [] : inputs.split('~');
  if (written.length > 2) throw invalid({ text }, 'has more than two inputs');
  const reading = { text, pass, dtype };
  return {
    backend,
    op,
    pass,
    dtype,
    inputs: written.map((one) => parseInput(reading, one)),
    calls: Number(calls),
  };
}
