import type { Loops, OpLoops } from './loops.ts';
import { tabulated } from './sixteen.ts';

async function float64(): Promise<Loops<Float64Array>> {
  return (await import('./float64/tanh.ts')).loops;
}

export const loops: OpLoops = {
  Float32Array: async () => (await import('./float32/tanh.ts')).loops,
  Float64Array: float64,
  Uint16Array: async (dtype) => tabulated(dtype, await float64()),
};
