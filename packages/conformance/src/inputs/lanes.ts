import type { KernelRequest } from '@rectify/backend';
import { type FloatFormat, floatTypes } from '@rectify/float';
import type { Depth } from '@rectify/record';
import { type Inputs, withUnitDy } from './calls.ts';
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

/** Each value of the pool by itself: what it gives there is what it must give everywhere. */
export function laneReferences(request: KernelRequest): readonly Inputs[] {
  const { dtype } = request;
  return pool(floatTypes[dtype].format).map((value) =>
    withUnitDy(request, floatTypes[dtype].arrays.from([value])),
  );
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
  const values = pool(floatTypes[request.dtype].format);
  const call = (length: number, offset: number): LaneCall => {
    const members = Uint16Array.from({ length }, () => draw(0, values.length - 1));
    const x = floatTypes[request.dtype].arrays.from(
      Array.from(members, (member) => values[member] ?? NaN),
    );
    return { inputs: withUnitDy(request, x), offset, members };
  };
  const rounds = depth === 'smoke' ? 1 : 3;
  for (let round = 0; round < rounds; round++)
    for (let length = 1; length <= 67; length++) yield call(length, (length + round * 3) % 8);
  yield call(depth === 'smoke' ? 4_099 : 100_003, 1);
}
