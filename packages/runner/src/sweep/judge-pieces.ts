import type { KernelRequest, TypedArray } from '@rectify/backend';
import type { Grid, JudgeOptions } from '@rectify/conformance';
import { openGrid } from '@rectify/conformance';
import { floatTypes } from '@rectify/float';
import type { PieceJudged } from './judge.ts';
import type { Piece } from './window.ts';
import { readAt } from './window.ts';

type Conversation = ReturnType<Grid['block']>;

/** Judges pieces of blocks from the results in a window: what `Judge` asks, in this thread. */
export interface PieceJudge {
  readonly take: (request: KernelRequest, options: JudgeOptions) => void;
  readonly judge: (piece: Piece) => Omit<PieceJudged, 'ms'>;
}

export function newPieceJudge(fd: number): PieceJudge {
  let open: { readonly request: KernelRequest; readonly grid: Grid } | null = null;
  /** The block that is being judged. */
  let current: {
    readonly conversation: Conversation;
    readonly revisited: number;
    step: ReturnType<Conversation['next']>;
    kept: TypedArray | null;
  } | null = null;
  /** Used again for each call of its length: to clear new memory would cost as much as to read. */
  let results: TypedArray = new Float32Array(0);
  const resultsOf = ({ dtype }: KernelRequest, length: number): TypedArray => {
    const { make, name } = floatTypes[dtype].arrays;
    if (results.length !== length || results.constructor.name !== name) results = make(length);
    return results;
  };
  return {
    take(request, options) {
      open = { request, grid: openGrid(request, options) };
    },
    judge({ block, first, count, at }) {
      if (open === null) throw new Error('no kernel is being judged');
      const { request, grid } = open;
      if (first === 0) {
        const conversation = grid.block(block);
        const revisited = grid.revisited(block);
        current = { conversation, revisited, step: conversation.next(), kept: null };
      }
      if (current === null) throw new Error('a block is judged from its first piece on');
      let next = at;
      for (let call = 0; call < count && current.step.done !== true; call++) {
        const y = resultsOf(request, current.step.value.x.length);
        if (!readAt(fd, y, next))
          return { outcome: 'the results of a call are not where they were due', kept: null };
        next += y.byteLength;
        if (first + call === current.revisited) current.kept = y.slice();
        current.step = current.conversation.next({ kind: 'returned', y });
      }
      const { step, kept } = current;
      return step.done === true ? { outcome: step.value, kept } : { outcome: null, kept: null };
    },
  };
}
