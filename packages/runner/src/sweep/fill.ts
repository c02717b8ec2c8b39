import type { KernelInputs, KernelRequest, TypedArray } from '@rectify/backend';
import type { GridCalls, GridOptions } from '@rectify/conformance';
import { gridCalls } from '@rectify/conformance';
import type { Filled } from '../process/protocol.ts';
import type { Piece } from './window.ts';
import { writeAt } from './window.ts';

interface Returned {
  readonly kind: 'returned';
  readonly y: TypedArray;
}

/** Makes the calls of pieces of a sweep, and writes what comes back into a window. */
export interface Filler {
  /** Gives the first answer that is no result. */
  fill<E extends { readonly kind: string }>(
    request: KernelRequest,
    options: GridOptions,
    piece: Piece,
    answer: (inputs: KernelInputs) => Promise<Returned | E>,
  ): Promise<Filled | Exclude<E, Returned>>;
}

const isReturned = (ran: { readonly kind: string }): ran is Returned => ran.kind === 'returned';

export function newFiller(fd: number): Filler {
  let planned: { readonly name: string; readonly calls: GridCalls } | null = null;
  const callsOf = (request: KernelRequest, options: GridOptions): GridCalls => {
    const name = JSON.stringify([request, options]);
    // To draw the inputs of a sample takes as long as to judge a block.
    if (planned?.name !== name) planned = { name, calls: gridCalls(request, options) };
    return planned.calls;
  };
  return {
    async fill(request, options, { block, first, count, at }, answer) {
      const { call } = callsOf(request, options).block(block);
      let next = at;
      for (let index = first; index < first + count; index++) {
        const { x, dy } = call(index).inputs;
        // The dy of all calls is one array, and a kernel may write into what it is given.
        const ran = await answer(dy === undefined ? { x } : { x, dy: dy.slice() });
        if (!isReturned(ran)) return ran as Exclude<typeof ran, Returned>;
        writeAt(fd, ran.y, next);
        next += ran.y.byteLength;
      }
      return { kind: 'filled' };
    },
  };
}
