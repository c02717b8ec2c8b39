import type { KernelRequest } from '@rectify/backend';
import { bitsIn, type DType, floatTypes, parseHex, type Values } from '@rectify/float';
import type { Lane, Witness } from '@rectify/record';
import { clauses } from '@rectify/spec';
import { expect, test } from 'vitest';
import { type Batch, converse, type Observation } from './conversation.ts';
import { type Compute, nudge } from './fault.ts';
import { filled } from './inputs/filled.ts';
import { judgeKernel } from './judge.ts';
import { shrinkGrid } from './shrink.ts';
import { openGrid } from './sweep/blocks.ts';
import { addGridResult, newGridResult } from './sweep/judge.ts';
import { truthOf } from './truth.ts';
import { gridFrom, portableGrid } from './verdict/portable.ts';

type Spoil = (x: Values, y: Values, call: number) => Values;

const tanhOf = (dtype: DType): KernelRequest => ({ op: 'tanh', pass: 'forward', dtype });

/** tanh that is right but for what spoils it. */
function kernelOf(dtype: DType, spoil: Spoil): (batch: Batch) => Observation {
  let calls = 0;
  const compute: Compute = (x) => spoil(x, truthOf(tanhOf(dtype), x, undefined).due, calls++);
  const { valuesOf, from } = floatTypes[dtype].arrays;
  return ({ x }) => ({ kind: 'returned', y: from(compute(valuesOf(x)!, undefined)) });
}

async function witnessOf(clause: string, spoil: Spoil, dtype: DType = 'float32'): Promise<Witness> {
  const own = clauses.filter(({ id }) => id === clause);
  const options = { depth: 'smoke', seed: 1, clauses: own } as const;
  const conversation = judgeKernel(tanhOf(dtype), options);
  const { judged } = await converse(conversation, kernelOf(dtype, spoil));
  const witness = judged[0]?.witness;
  if (!witness) throw new Error(`${clause} is not violated`);
  return witness;
}

/** What a kernel gives in the call that a witness says. */
function within(spoil: Spoil, hex: string, lane: Lane, dtype: DType = 'float32'): number {
  const arrayOf = (bits: string) => floatTypes[dtype].arrays.ofBits(parseHex(dtype, bits)!);
  const others = (lane.others ?? []).map(({ index, x }) => ({ index, one: arrayOf(x) }));
  const x = filled(dtype, arrayOf(hex), lane.length, others);
  const observation = kernelOf(dtype, spoil)({ x, offset: lane.offset });
  if (observation.kind === 'errored') throw new Error(observation.message);
  return floatTypes[dtype].arrays.valuesOf(observation.y)?.[lane.index] ?? NaN;
}

const range = 'tanh/forward/range';
const where = (wrong: (x: Values, i: number) => boolean): Spoil => {
  return (x, y) => y.map((v, i) => (wrong(x, i) ? 2 : v));
};

test('a violation that shows alone needs no call', async () => {
  const witness = await witnessOf(
    range,
    where((x, i) => x[i] === 3),
  );
  expect(witness).toMatchObject({ lane: null, note: null });
});

test.each<[string, Spoil, Partial<Lane>]>([
  ['a length', where((x, i) => x[i] === 3 && x.length > 40), { length: 41 }],
  ['a place', where((x, i) => x[i] === 3 && i > 20), { length: 22, index: 21 }],
  [
    'one neighbour',
    where((x, i) => x[i] === 3 && x[i - 2]! < 3),
    { length: 3, index: 2, others: [expect.objectContaining({ index: 0 })] },
  ],
  [
    'an element far away',
    (x, y) => {
      const isThere = x.includes(-80);
      return y.map((v, i) => (x[i] === 3 && isThere ? 2 : v));
    },
    { others: [expect.objectContaining({ x: '0xc2a00000' })] },
  ],
])('of a longer call the least that shows it is found: %s', async (_, spoil, lane) => {
  const witness = await witnessOf(range, spoil);
  expect(witness.x).toBe('0x40400000');
  expect(witness.lane).toMatchObject(lane);
  expect(witness.note).toMatch(/only within a longer call/);
  expect(within(spoil, witness.x, witness.lane!)).toBe(2);
});

test('each of two inputs has the call that it needs', async () => {
  const spoil: Spoil = (x, y) =>
    y.map((v, i) => (x[i] === 3 && i > 3 ? nudge('float32', v, 4) : v));
  const odd = await witnessOf('tanh/forward/odd', spoil);
  expect(odd).toMatchObject({ x: '0x40400000', lane: { index: 4 } });
  expect(odd.other).toMatchObject({ x: '0xc0400000' });
  expect(odd.other).not.toHaveProperty('lane');
  expect(bitsIn('float32', within(spoil, odd.x, odd.lane!))).toBe(parseHex('float32', odd.got!));
});

test('a call of a sweep is found again', async () => {
  const spoil = where((x, i) => x[i] === 3 && x[i + 1]! > 3);
  const witness = await witnessOf(range, spoil, 'bfloat16');
  expect(witness.lane).toMatchObject({ length: 2, index: 0, others: [{ index: 1 }] });
  expect(within(spoil, witness.x, witness.lane!, 'bfloat16')).toBe(2);
  const nan = await witnessOf(
    'tanh/forward/nan',
    (x, y) => (x.length > 9 ? y.map((v, i) => (Number.isNaN(x[i]) ? 0 : v)) : y),
    'float16',
  );
  expect(nan).toMatchObject({ x: '0x7e00', lane: { length: 10 } });
});

test('what happens once is said to be lost, and so is what needs too many neighbours', async () => {
  const once = await witnessOf(range, (_, y, call) => (call === 0 ? y.fill(2) : y));
  expect(once).toMatchObject({ lane: null, reproduces: false });
  expect(once.note).toMatch(/seen once, and not again/);
  const crowd = await witnessOf(range, (x, y) => {
    const negative = Array.from(x).filter((v) => v < 0).length;
    const isCrowd = negative > 99 && negative < x.length - 99;
    return y.map((v, i) => (x[i] === 3 && isCrowd ? 2 : v));
  });
  expect(crowd).toMatchObject({ lane: null, reproduces: false });
  expect(crowd.note).toMatch(/only within the very call/);
});

test('blocks come to the same witnesses in any order, shrunk or not, and through a record', async () => {
  const request = tanhOf('float32');
  const own = clauses.filter(({ op, pass }) => op === 'tanh' && pass === 'forward');
  const grid = openGrid(request, { depth: 'default', seed: 7, clauses: own });
  const answer = kernelOf('float32', (x, y) =>
    y.map((v, i) => (Math.abs(x[i]!) > 1 && i % 3 === 0 ? nudge('float32', v, (i % 5) - 3) : v)),
  );
  const chosen = Array.from({ length: 6 }, (_, at) => Math.floor((grid.blocks * (3 + at)) / 9));
  const sum = async (blocks: readonly number[]): Promise<unknown> => {
    const result = newGridResult();
    for (const block of blocks) {
      const part = await converse(grid.block(block), answer);
      if (typeof part === 'string') throw new Error(part);
      addGridResult(result, gridFrom(portableGrid(part)));
    }
    await converse(shrinkGrid(grid, result), answer);
    const found = portableGrid(result).tallies;
    expect(found.filter(([, { best }]) => best?.other !== undefined)).toHaveLength(2);
    return found;
  };
  expect(await sum(chosen.toReversed())).toEqual(await sum(chosen));
});
