import type { KernelRequest } from '@rectify/backend';
import { fromBits } from '@rectify/float';
import type { Clause } from '@rectify/spec';
import { seeded } from './random.ts';
import type { Depth } from './types.ts';

/** Inputs of a call before it is a batch. */
export interface Inputs {
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
}

let units = new Float32Array(0);

/** Ones, the same array while the length is; nobody writes to it. */
function ones(length: number): Float32Array {
  if (units.length !== length) units = new Float32Array(length).fill(1);
  return units;
}

/** Adds dy = 1 for vjp. */
export function withUnitDy(request: KernelRequest, x: Float32Array): Inputs {
  return { x, dy: request.pass === 'vjp' ? ones(x.length) : undefined };
}

/** NaNs of both signs, quiet and signalling, with payloads; built from bits, because numbers lose them. */
export function nanInputs(request: KernelRequest, seed: number): Inputs {
  const draw = seeded(seed, 'nan');
  const bits = [0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001, 0x7fffffff, 0xffffffff];
  for (let index = 0; index < 64; index++) {
    const sign = draw(0, 1) === 0 ? 0 : 0x80000000;
    bits.push((0x7f800000 + draw(1, 0x7fffff) + sign) >>> 0);
  }
  return withUnitDy(request, new Float32Array(Uint32Array.from(bits).buffer));
}

/** The inputs of every case that these clauses name, all in one call. */
export function caseInputs(request: KernelRequest, clauses: readonly Clause[]): Inputs {
  const cases = clauses.flatMap(({ rule }) => (rule.kind === 'cases' ? rule.cases : []));
  const x = Float32Array.from(cases, (c) => fromBits(Number(c.x)));
  const dy = Float32Array.from(cases, (c) => (c.dy === undefined ? 1 : fromBits(Number(c.dy))));
  return { x, dy: request.pass === 'vjp' ? dy : undefined };
}

const signs = (magnitudes: readonly number[]): number[] => magnitudes.flatMap((m) => [m, -m]);
const edges = [0, 2 ** -149, 2 ** -127, 2 ** -126, 3.4028234663852886e38, Infinity];
const specialX = signs([...edges, 1e-30, 0.1, 0.5, 1, 2, 5, 9, 10, 20, 50, 88, 100, 200, 1e10]);
const specialDy = signs([...edges, 1e-20, 0.1, 0.5, 1, 1.5, 3, 1e3, 1e20]);

/** A float32 of random sign and mantissa with an exponent of [from, to]. */
function drawFloat(draw: (from: number, to: number) => number, from: number, to: number): number {
  const sign = draw(0, 1) === 0 ? 0 : 0x80000000;
  return fromBits((((draw(from, to) + 127) << 23) | draw(0, 0x7fffff) | sign) >>> 0);
}

/** vjp: special x with special dy, NaN among both, and random pairs. */
export function crossInputs(depth: Depth, seed: number): Inputs {
  const draw = seeded(seed, 'cross');
  const x: number[] = [];
  const dy: number[] = [];
  for (const a of [...specialX, NaN])
    for (const b of [...specialDy, NaN]) {
      x.push(a);
      dy.push(b);
    }
  const count = depth === 'smoke' ? 2 ** 10 : 2 ** 15;
  for (let index = 0; index < count; index++) {
    x.push(drawFloat(draw, -30, 6));
    dy.push(drawFloat(draw, -40, 40));
  }
  return { x: Float32Array.from(x), dy: Float32Array.from(dy) };
}

/** vjp: the same x with dy and with 2ᵏ·dy, in ranges where nothing under- or overflows. */
export function scaleInputs(depth: Depth, seed: number): { plain: Inputs; scaled: Inputs } {
  const draw = seeded(seed, 'scale');
  const count = depth === 'smoke' ? 2 ** 9 : 2 ** 13;
  const x = new Float32Array(count);
  const dy = new Float32Array(count);
  const more = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    x[index] = drawFloat(draw, -20, 4);
    dy[index] = drawFloat(draw, -20, 20);
    more[index] = (dy[index] ?? 0) * 2 ** draw(-20, 20);
  }
  return { plain: { x, dy }, scaled: { x, dy: more } };
}
