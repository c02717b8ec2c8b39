import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import { dtypes, parseHex } from '@rectify/float';
import type { Witness } from '@rectify/record';
import { opIds, passes } from '@rectify/spec';

/** What is needed to see a witness again. */
export interface WitnessAddress extends KernelRequest {
  readonly backend: string;
  /** Hex bits. */
  readonly x: string;
  /** Hex bits; null for forward. */
  readonly dy: string | null;
  /** Length of the call, index in it and offset of its buffer; null where the scalar alone shows it. */
  readonly lane: Witness['lane'];
}

const form = 'BACKEND:op/pass/dtype:x[:dy][@length/index/offset]';
const example = 'ts:sigmoid/forward/float32:0xc2b00000';
// Backends may hold colons (module:./mine.ts), so that the first group is greedy and the rest is exact.
const pattern = new RegExp(
  `^(?<backend>.+):(?<op>${opIds.join('|')})/(?<pass>${passes.join('|')})/(?<dtype>${dtypes.join('|')})` +
    String.raw`:(?<x>0x[\da-f]+)(?::(?<dy>0x[\da-f]+))?(?:@(?<length>\d+)/(?<index>\d+)/(?<offset>\d+))?$`,
  'i',
);

/** Writes a witness as one word: `BACKEND:op/pass/dtype:x[:dy][@length/index/offset]`. */
export function formatWitness({ backend, op, pass, dtype, x, dy, lane }: WitnessAddress): string {
  const at = lane === null ? '' : `@${lane.length}/${lane.index}/${lane.offset}`;
  return `${backend}:${op}/${pass}/${dtype}:${x}${dy === null ? '' : `:${dy}`}${at}`;
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

/**
 * Reads what `formatWitness` wrote.
 * @throws SuiteError WITNESS_INVALID
 */
export function parseWitness(text: string): WitnessAddress {
  const groups: Readonly<Record<string, string | undefined>> = pattern.exec(text)?.groups ?? {};
  const op = opIds.find((one) => one === groups.op);
  const pass = passes.find((one) => one === groups.pass);
  const dtype = dtypes.find((one) => one === groups.dtype);
  const { backend, x } = groups;
  if (!op || !pass || !dtype || !backend || !x) throw invalid(text, 'is not a witness');
  const dy = groups.dy ?? null;
  if (dy !== null && pass === 'forward')
    throw invalid(text, 'has a dy, which forward does not take');
  for (const value of [x, dy ?? x])
    if (parseHex(dtype, value) === undefined)
      throw invalid(text, `has bits ${value}, which are not ${dtype}`);
  const lane = laneOf(groups);
  if (lane !== null && lane.index >= lane.length)
    throw invalid(text, `has index ${lane.index} in length ${lane.length}`);
  if (lane !== null && lane.length + lane.offset > 2 ** 24)
    throw invalid(text, 'is longer than 16777216 elements');
  return { backend, op, pass, dtype, x: x.toLowerCase(), dy: dy?.toLowerCase() ?? null, lane };
}
