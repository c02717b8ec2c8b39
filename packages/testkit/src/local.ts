import type { Kernel, TypedArray } from '@rectify/backend';
import type { Batch, Observation } from '@rectify/conformance';

/** The same elements `offset` places into a larger buffer. */
function placed(values: TypedArray, offset: number): TypedArray {
  if (!(values instanceof Float32Array) || offset === 0) return values;
  const buffer = new Float32Array(offset + values.length);
  buffer.set(values, offset);
  return buffer.subarray(offset);
}

/** Answers a judge's batches with a kernel of this process: what it throws is an errored observation. */
export function answerWith(kernel: Kernel): (batch: Batch) => Promise<Observation> {
  return async ({ x, dy, offset }) => {
    try {
      const inputs = { x: placed(x, offset) };
      await kernel.bind(dy === undefined ? inputs : { ...inputs, dy: placed(dy, offset) });
      await kernel.run();
      return { kind: 'returned', y: (await kernel.read()).slice() };
    } catch (error) {
      return { kind: 'errored', message: error instanceof Error ? error.message : String(error) };
    }
  };
}
