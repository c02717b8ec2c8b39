import { truthOf } from '@rectify/conformance';
import type { OpId, Pass } from '@rectify/spec';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Inputs between which activations do what they do. */
const reach = 8;

/** The true function (or its derivative) at evenly spaced inputs, by the oracle. */
export function curveOf(op: OpId, pass: Pass, points: number): readonly CurvePoint[] {
  const x = Float32Array.from({ length: points }, (_, i) => reach * ((2 * i) / (points - 1) - 1));
  const { exact } = truthOf({ op, pass, dtype: 'float32' }, x, undefined);
  return Array.from(x, (one, i) => ({ x: one, y: exact[i] ?? NaN }));
}

/** How a function, or its derivative, is called. */
export const curveTitle = (op: OpId, pass: Pass): string => (pass === 'forward' ? op : `${op}′`);
