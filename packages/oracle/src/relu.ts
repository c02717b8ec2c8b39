import type { Enclosure } from './interval.ts';
import { exactly } from './interval.ts';
import type { Oracle } from './oracle.ts';

/** max(x, 0): +0 for −0 and below, NaN for NaN. */
export function relu(x: number): number {
  return x > 0 || Number.isNaN(x) ? x : 0;
}

/** dy where x > 0; +0 where x ≤ 0 whatever dy is, as a selection; NaN where x is NaN. */
export function reluSlope(x: number, dy: number): number {
  return x > 0 ? dy : Number.isNaN(x) ? x : 0;
}

export function fillRelu(
  x: Float32Array,
  _dy: Float32Array | undefined,
  due: Float32Array,
  exact: Float64Array,
): void {
  for (let i = 0; i < x.length; i += 1) {
    const value = relu(x[i]!);
    due[i] = value;
    exact[i] = value;
  }
}

export function fillReluSlope(
  x: Float32Array,
  dy: Float32Array | undefined,
  due: Float32Array,
  exact: Float64Array,
): void {
  for (let i = 0; i < x.length; i += 1) {
    const value = reluSlope(x[i]!, dy === undefined ? 1 : dy[i]!);
    due[i] = value;
    exact[i] = value;
  }
}

export function encloseRelu(x: number): Enclosure {
  return exactly(relu(x));
}

export function encloseReluSlope(x: number, dy = 1): Enclosure {
  return exactly(reluSlope(x, dy));
}

/** Both sides of either pass: below zero all is +0, but for NaN. */
export function fillReluBoth(fill: Oracle['fill']): Oracle['fillBoth'] {
  return (x, due, exact, negativeDue, negativeExact) => {
    fill(x, undefined, due, exact);
    for (let i = 0; i < x.length; i += 1) {
      // 0, but NaN for NaN.
      const value = Math.min(x[i]!, 0);
      negativeDue[i] = value;
      negativeExact[i] = value;
    }
  };
}
