import type { Cell, Limits } from '@rectify/record';

/** Less than a cycle of any processor. */
const leastCallNs = 1;

/** Arrays that a kernel must read: x, or x and dy. */
const arraysRead = { forward: 1, vjp: 2 } as const;

/** A kernel that reads two arrays at once was seen to take 0.63 of two reads one after the other, and one of one array 0.9. */
const slack = 2;

const shown = (ns: number): string => (ns < 1000 ? ns.toPrecision(2) : String(Math.round(ns)));

/**
 * Why no kernel can have taken so little for a call; null where one can.
 * @param limits what moving the same bytes takes where it ran; null on another device than this CPU
 */
export function impossibility(
  { pass, length, threads }: Pick<Cell, 'pass' | 'length' | 'threads'>,
  callNs: number,
  limits: Pick<Limits, 'copyNs' | 'readNs'> | null,
): string | null {
  const took = `a call on ${length} elements in ${shown(callNs)} ns cannot be`;
  if (!(callNs >= leastCallNs)) return `${took}: no processor does anything in less than a cycle`;
  if (limits === null) return null;
  // A C library may search slowly and copy fast: the faster of both has read all of it.
  const oneNs = Math.min(limits.readNs, limits.copyNs);
  const readNs = (arraysRead[pass] * oneNs) / threads;
  return callNs * slack >= readNs
    ? null
    : `${took}: to read their bytes takes ${shown(readNs)} ns here, by as many threads`;
}
