import type { KernelRequest } from '@rectify/backend';
import { floatTypes } from '@rectify/float';
import type { Depth } from '@rectify/record';
import { isSwept } from '@rectify/record/coverage';
import { seeded } from './random.ts';

/** dy of the lines on which every x is judged at full depth: of the first 1, of each other one a number of its sign a block. */
const signs = [1, 1, -1] as const;

/** How many lines of dy a kernel is swept on: (x, dy) for every x. */
export function sweptLines(request: KernelRequest, depth: Depth): number {
  const { dtype, pass } = request;
  return depth === 'exhaustive' && pass === 'vjp' && isSwept(dtype, depth) ? signs.length : 1;
}

/** dy of a block of a line: on the first 1, else of any exponent, with a random significand. */
export function dyOf({ dtype }: KernelRequest, line: number, block: number, seed: number): number {
  if (line === 0) return 1;
  const { at, fieldLength, infiniteField, valueOf } = floatTypes[dtype].line;
  const draw = seeded(seed, `line ${line} block ${block}`);
  const field = draw(0, infiniteField - 1);
  return (signs[line] ?? 1) * valueOf(at(field, draw(1, fieldLength - 1)));
}
