import type { KernelRequest } from '@rectify/backend';
import { type FloatFormat, floatTypes } from '@rectify/float';
import type { Depth } from '@rectify/record';
import type { Inputs } from './calls.ts';
import { seeded } from './random.ts';

/** Values whose results must not depend on where they stand: every code path of a kernel, and bad neighbours. */
const pool = ({ leastSubnormal, leastNormal, greatest }: FloatFormat): readonly number[] => [
  0,
  -0,
  leastSubnormal,
  -leastSubnormal,
  leastNormal / 12,
  -leastNormal / 12,
  leastNormal,
  1e-30,
  -1e-30,
  2 ** -24,
  3e-4,
  -3e-4,
  0.01,
  -0.01,
  0.1,
  -0.1,
  0.3,
  -0.3,
  0.5,
  -0.5,
  0.625,
  0.7,
  -0.7,
  1,
  -1,
  1.3,
  -1.3,
  2,
  -2,
  2.7,
  -2.7,
  4.2,
  -4.2,
  6.1,
  -6.1,
  7.9,
  -7.9,
  8.5,
  -8.5,
  8.99,
  -8.99,
  9.1,
  -9.1,
  12,
  -12,
  15.5,
  -15.5,
  17,
  -17,
  18.5,
  -18.5,
  25,
  -25,
  40,
  -40,
  60,
  -60,
  80,
  -80,
  87,
  -87,
  88.5,
  -88.5,
  95,
  -95,
  103,
  -103,
  110,
  -110,
  1e4,
  -1e4,
  1e20,
  -1e20,
  greatest,
  -greatest,
  Infinity,
  -Infinity,
  NaN,
];

type Pair = readonly [x: number, dy: number];

/** The pool of a kernel: for vjp with dy of many sizes and both signs, whole significands, and bad neighbours among them. */
function membersOf({ dtype, pass }: KernelRequest): readonly Pair[] {
  const values = pool(floatTypes[dtype].format);
  if (pass === 'forward') return values.map((x) => [x, 1]);
  const drawn = values.map((x, index): Pair => {
    const fraction = (index * Math.SQRT2) % 1;
    return [x, (index % 2 === 0 ? 1 : -1) * (1 + fraction) * 2 ** ((index % 13) - 6)];
  });
  return [...drawn, [1.3, 1], [-0.7, NaN], [0.3, Infinity], [-2.7, -Infinity], [0.5, 0], [0.1, -0]];
}

/** These members of the pool as a call; forward has no dy. */
function callOf({ dtype, pass }: KernelRequest, members: readonly Pair[]): Inputs {
  const { from } = floatTypes[dtype].arrays;
  const x = from(members.map(([one]) => one));
  return { dtype, x, dy: pass === 'vjp' ? from(members.map(([, dy]) => dy)) : undefined };
}

/** Each member of the pool by itself: what it gives there is what it must give everywhere. */
export function laneReferences(request: KernelRequest): readonly Inputs[] {
  return membersOf(request).map((member) => callOf(request, [member]));
}

export interface LaneCall {
  readonly inputs: Inputs;
  readonly offset: number;
  /** Index in the pool of each element. */
  readonly members: Uint16Array;
}

/** Calls of every length 1 … 67 at several offsets, and one long enough to be split among threads. */
export function* laneCalls(
  request: KernelRequest,
  depth: Depth,
  seed: number,
): Generator<LaneCall> {
  const draw = seeded(seed, 'lanes');
  const all = membersOf(request);
  const call = (length: number, offset: number): LaneCall => {
    const members = Uint16Array.from({ length }, () => draw(0, all.length - 1));
    const inputs = callOf(
      request,
      Array.from(members, (member) => all[member] ?? [NaN, NaN]),
    );
    return { inputs, offset, members };
  };
  const rounds = depth === 'smoke' ? 1 : 3;
  for (let round = 0; round < rounds; round++)
    for (let length = 1; length <= 67; length++) yield call(length, (length + round * 3) % 8);
  yield call(depth === 'smoke' ? 4_099 : 100_003, 1);
}
