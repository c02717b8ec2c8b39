import { floatTypes, type Values } from '@rectify/float';
import { newTrueValues, oracle, type TrueValues } from '@rectify/oracle';
import { type Conversation, askOnce } from '../conversation.ts';
import { numbersOf, packet, withDy } from '../inputs/calls.ts';
import type { GridBlock } from '../sweep/block.ts';
import { dropNans, findSuspects, scratchOf } from '../sweep/find-suspects.ts';
import { type GridResult, judgeSide, type Observe, tallyOf } from '../sweep/judge.ts';
import { countWithin } from '../sweep/magnitude-ranges.ts';
import { endOfBinade } from '../sweep/measure.ts';
import type { GridPlan } from '../sweep/plan.ts';
import { measureSuspects } from '../sweep/suspects.ts';
import { addBinadeErrors } from '../verdict/profile.ts';
import { type Asked, type Known, knownOf } from './known.ts';

/** Inputs of one sign, ascending in size, which the search asks for. */
export interface SideInputs extends Asked {
  readonly negative: boolean;
}

/** Inputs of one call, and judged at a time. */
const callInputs = 2 ** 14;
const windowInputs = 2 ** 12;

let scratch: { readonly values: Values; readonly truth: TrueValues } | undefined;

/** Truths of a window's inputs by place: valid until the next call. */
function truthOfWindow(
  { op, pass, dtype }: GridPlan['context']['request'],
  x: Values,
  negative: boolean,
): TrueValues {
  if (scratch?.values.constructor !== x.constructor)
    scratch = {
      values: floatTypes[dtype].arrays.newValues(windowInputs + 1),
      truth: newTrueValues(dtype, windowInputs + 1),
    };
  const { truth } = scratch;
  const values = scratch.values.subarray(0, x.length);
  values.set(x);
  if (negative) values.reverse();
  return oracle(op, pass, dtype).fill(values, undefined, truth);
}

/** Asks for inputs and judges those that were not before; gives the message of why an answer lacked. */
export function* judgeInputs(
  plan: GridPlan,
  inputs: SideInputs,
  asked: readonly Asked[],
  result: GridResult,
  observe: Observe | undefined,
): Conversation<string | undefined> {
  const { magnitudes, negative } = inputs;
  const { request } = plan.context;
  const { line } = floatTypes[request.dtype];
  for (let start = 0; start < magnitudes.length; start += callInputs) {
    // Each call sees the magnitude before it too, so that neighbours are compared across calls.
    const own = magnitudes.subarray(Math.max(0, start - 1), start + callInputs);
    const length = Math.ceil(own.length / packet) * packet;
    const batch = withDy(request, line.oneSided(own, negative, length));
    const y = yield* askOnce(batch);
    if (typeof y === 'string') return y;
    const x = numbersOf(batch).x.subarray(0, own.length);
    const known = knownOf(asked, own);
    if (start > 0) known.isStale[0] = 1;
    judgeCall(
      plan,
      { ...inputs, magnitudes: own },
      known,
      x,
      y.subarray(0, own.length),
      result,
      observe,
    );
  }
  return undefined;
}

function judgeCall(
  plan: GridPlan,
  { magnitudes, negative, isOrdered }: SideInputs,
  { isStale, isPaired }: Known,
  x: Values,
  y: Values,
  result: GridResult,
  observe: Observe | undefined,
): void {
  const { context, sides } = plan;
  for (let start = 0; start < magnitudes.length; start += windowInputs) {
    const first = Math.max(0, start - 1);
    const own = magnitudes.subarray(first, start + windowInputs);
    const begin = negative ? magnitudes.length - first - own.length : first;
    const truth = truthOfWindow(context.request, x.subarray(begin, begin + own.length), negative);
    const block: GridBlock = {
      context,
      sides,
      dy: 1,
      magnitudes: own,
      from: 0,
      first,
      x,
      y,
      positive: truth,
      negative: truth,
      stretches: null,
    };
    // Seen again only to be held against the next.
    if (start > 0) isStale[first] = 1;
    const suspects = suspectsOf(block, negative);
    judgeWindow(
      plan,
      block,
      negative,
      suspects,
      isStale.subarray(first, first + own.length),
      result,
      observe,
    );
    if (isOrdered)
      for (const { id, judge } of plan.orders)
        judge(block, suspects, negative, isPaired.subarray(first), tallyOf(result, id));
  }
}

function suspectsOf(block: GridBlock, negative: boolean): Uint32Array {
  const { length } = block.magnitudes;
  const { suspects } = scratchOf(length, negative);
  const found = findSuspects(block, negative, 0, length, suspects, 0);
  return suspects.subarray(0, dropNans(block, negative, suspects, 0, found));
}

function judgeWindow(
  plan: GridPlan,
  block: GridBlock,
  negative: boolean,
  suspects: Uint32Array,
  isStale: Uint8Array,
  result: GridResult,
  observe: Observe | undefined,
): void {
  const { magnitudes, context } = block;
  const { line } = floatTypes[context.request.dtype];
  const { profile } = result;
  const stale: number[] = [];
  for (let place = 0; place < isStale.length; place++)
    if (isStale[place] === 1) stale.push(magnitudes[place]!);
  profile.tested += magnitudes.length - stale.length;
  const places = suspects.filter((place) => isStale[place] === 0);
  const ulps = new Float64Array(places.length);
  for (let at = 0, end: number; at < places.length; at = end) {
    const last = endOfBinade(line, magnitudes, places[at]!);
    end = at + 1;
    while (end < places.length && places[end]! < last) end++;
    const own = places.subarray(at, end);
    const { max } = measureSuspects(block, negative, own, ulps.subarray(at, end), profile);
    const field = line.fieldOf(magnitudes[places[at]!]!);
    const key = field + (negative ? line.infiniteField + 1 : 0);
    addBinadeErrors(profile, key, { ...noErrors, searched: max, histogram: new Map() });
  }
  observe?.(block, { places, ulps }, negative);
  const before = line.pack(stale);
  for (const { id, test, ranges } of plan.elements) {
    const own = ranges[negative ? 'negative' : 'positive'];
    const applicable = countWithin(own, magnitudes) - countWithin(own, before);
    const tally = tallyOf(result, id);
    tally.tested += applicable;
    if (applicable > 0) judgeSide(test, block, { places, ulps }, false, negative, tally);
  }
}

const noErrors = { tested: 0, max: 0, absolute: 0n, signed: 0n, infinite: 0 } as const;
