import type { DType, MaybePromise } from '@rectify/backend';
import type { Held } from '../holders.ts';

/** The loops of an op over arrays that are held as A. */
export interface Loops<A> {
  readonly forward: (x: A, y: A) => void;
  readonly vjp: (x: A, dy: A, dx: A) => void;
}

/** An op's loops for a dtype, by the type of array that has its elements; tables are built when they are asked for. */
export type OpLoops = {
  readonly [N in keyof Held]: (dtype: DType) => MaybePromise<Loops<Held[N]>>;
};

/** Loops of float64 that call a function for each element. */
export function elementwise(
  forward: (x: number) => number,
  vjp: (x: number, dy: number) => number,
): Loops<Float64Array> {
  return {
    forward(x, y) {
      for (let i = 0; i < y.length; i++) y[i] = forward(x[i]!);
    },
    vjp(x, dy, dx) {
      for (let i = 0; i < dx.length; i++) dx[i] = vjp(x[i]!, dy[i]!);
    },
  };
}
