import type { KernelRequest } from '@rectify/backend';
import { formatHex, floatTypes, parseHex, valueIn } from '@rectify/float';
import type { Witness } from '@rectify/record';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Batch, converse, type Observation } from './conversation.ts';
import { each, type KernelFault, nudge } from './fault.ts';
import { judgeKernel } from './judge.ts';
import { truthAt, truthOf } from './truth.ts';

const float32 = floatTypes.float32.codec;

/** A kernel that is right but for a fault. */
function wrong(
  request: KernelRequest,
  broken: KernelFault['break'],
): (batch: Batch) => Observation {
  const { valuesOf, from } = floatTypes[request.dtype].arrays;
  const compute = broken((x, dy) => truthOf(request, x, dy).due.slice());
  return ({ x, dy }) => ({
    kind: 'returned',
    y: from(compute(valuesOf(x)!, dy && valuesOf(dy))),
  });
}

/** The witness that judging a wrong kernel by one clause comes to. */
async function witnessOf(id: string, broken: KernelFault['break']): Promise<Witness> {
  const clause = clauses.find((one) => one.id === id)!;
  const request = { op: clause.op, pass: clause.pass, dtype: 'float32' } as const;
  const options = { depth: 'smoke', seed: 1, clauses: [clause] } as const;
  const { judged } = await converse(judgeKernel(request, options), wrong(request, broken));
  const witness = judged[0]?.witness;
  if (!witness) throw new Error(`${id} is not violated`);
  return witness;
}

const hex = (number: number): string => formatHex('float32', float32.encode(number));
const value = (bits: string): number => valueIn('float32', parseHex('float32', bits)!);

/** So many floats more where x is this number. */
const off = (at: number, steps: number): KernelFault['break'] =>
  each((x, y) => (x === at ? nudge('float32', y, steps) : y));

describe('a clause about two inputs blames the one that is wrong', () => {
  // f(2) is wrong: its neighbours, its mirror and what it is scaled from are right.
  test.each([
    ['sigmoid/forward/monotone', 2, 8, 'of greater inputs'],
    ['sigmoid/forward/monotone', 2, -8, 'of lesser inputs'],
    ['tanh/forward/monotone', -2, 8, 'of greater inputs'],
    ['tanh/forward/monotone', -2, -8, 'of lesser inputs'],
    ['tanh/forward/odd', 2, 1, 'of the mirror'],
    ['tanh/forward/odd', -2, 1, 'of the mirror'],
    ['sigmoid/forward/complement', 2, 8, 'of the mirror'],
    ['sigmoid/forward/complement', -2, 64, 'of the mirror'],
    ['sigmoid/vjp/even', 2, 8, 'of the mirror'],
    ['tanh/vjp/even', -2, 8, 'of the mirror'],
  ])('%s at %d, %d floats off, and not that %s', async (id, at, steps) => {
    const witness = await witnessOf(id, off(at, steps));
    const [op, pass] = id.split('/') as [KernelRequest['op'], KernelRequest['pass']];
    const { due } = truthAt({ op, pass, dtype: 'float32' }, at);
    expect(witness).toMatchObject({
      x: hex(at),
      due: hex(due),
      got: hex(nudge('float32', due, steps)),
      note: null,
    });
    const { other } = witness;
    expect(other?.x).not.toBe(witness.x);
    expect(other?.got).toBe(other?.due);
    expect(other?.ulp).toBeLessThanOrEqual(0.5);
    expect(witness.ulp).toBeGreaterThan(other?.ulp ?? NaN);
  });

  test.each([
    ['tanh/forward/odd', -0, 0],
    ['tanh/forward/odd', 0, -0],
  ])('%s: of two zeros, as far from what is due, the wrong one', async (id, at, got) => {
    const witness = await witnessOf(
      id,
      each((x, y) => (Object.is(x, at) ? got : y)),
    );
    expect(witness).toMatchObject({ x: hex(at), got: hex(got), due: hex(at) });
  });

  test('scale: the dy for which it is wrong', async () => {
    const witness = await witnessOf(
      'tanh/vjp/scale',
      each((_, y, dy) => (Math.abs(dy) >= 4 && y !== 0 ? nudge('float32', y, 8) : y)),
    );
    expect(Math.abs(value(witness.dy!))).toBeGreaterThanOrEqual(4);
    expect(Math.abs(value(witness.other!.dy!))).toBeLessThan(4);
    expect(witness.other).toMatchObject({ x: witness.x });
    expect(witness.other?.ulp).toBeLessThanOrEqual(0.5);
  });

  test('idempotent: both steps, with what each gave', async () => {
    const witness = await witnessOf(
      'relu/forward/idempotent',
      each((x, y) => (x === 0 ? 1 : x === 1 ? 2 : y)),
    );
    expect(witness).toMatchObject({ x: hex(0), got: hex(1), due: hex(0) });
    expect(witness.other).toMatchObject({ x: hex(1), got: hex(2), due: hex(1) });
  });

  test('lanes and repeat: what was due, and what the other call gave', async () => {
    const lanes = await witnessOf('tanh/forward/lanes', (right) => (x, dy) => {
      const y = right(x, dy);
      if (x.length > 1) y[1] = 7;
      return y;
    });
    expect(lanes).toMatchObject({ got: hex(7), lane: { length: 2, index: 1 } });
    expect(lanes.other).toMatchObject({ x: lanes.x, got: lanes.due, due: lanes.due });
    let calls = 0;
    const repeat = await witnessOf('tanh/forward/repeat', (right) => (x, dy) => {
      const by = 1 + (calls++ % 2);
      return right(x, dy).map((y) => y / by);
    });
    expect(repeat.other?.x).toBe(repeat.x);
    expect(repeat.other?.got).toBe(repeat.due);
  });
});

describe('of many violations the one that tells most is the witness', () => {
  test('a quiet NaN without payload before others', async () => {
    const lost = each((x, y) => (Number.isNaN(x) ? 0 : y));
    expect((await witnessOf('tanh/forward/nan', lost)).x).toBe('0x7fc00000');
  });

  test('a short number before a long one, and 1 before all', async () => {
    const leaky = each((x, y) => (x < 0 ? 0.01 * x : y));
    expect((await witnessOf('relu/forward/negative', leaky)).x).toBe(hex(-1));
    const far = each((x, y) => (x > 5 ? x + 1 : y));
    expect((await witnessOf('tanh/forward/range', far)).x).toBe(hex(6));
  });

  test('a normal number before a subnormal, and dy = 1 before every other', async () => {
    const flushing = each((x, y) => (x !== 0 && Math.abs(x) < 2 ** -126 ? 0 : y));
    const { x, dy } = await witnessOf('relu/vjp/active-subnormal', flushing);
    expect(Math.abs(value(x))).toBeGreaterThan(2 ** -149);
    expect([null, hex(1)]).toContain(dy);
    const negative = await witnessOf(
      'tanh/vjp/sign',
      each((_, y) => -y - 1),
    );
    expect([negative.x, negative.dy ?? hex(1)]).toEqual([hex(1), hex(1)]);
  });

  test('the greatest error where errors are bounded, and finite inputs before others', async () => {
    const far = each((x, y) => (x === 3 ? nudge('float32', y, 40) : nudge('float32', y, 20)));
    expect((await witnessOf('sigmoid/forward/faithful', far)).x).toBe(hex(3));
    const infinite = each((x, y, dy) =>
      Number.isFinite(dy) && x !== 2 ? y : Number.isFinite(dy) ? y + 1 : NaN,
    );
    const { x, dy } = await witnessOf('tanh/vjp/accuracy', infinite);
    expect([x, Number.isFinite(value(dy ?? hex(1)))]).toEqual([hex(2), true]);
  });
});
