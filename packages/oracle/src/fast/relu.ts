import type { FillBothFloat32, FillFloat32, FillFloat64 } from './fill.ts';

/** max(x, 0): +0 for −0 and below, NaN for NaN. */
function relu(x: number): number {
  return x > 0 || Number.isNaN(x) ? x : 0;
}

/** dy where x > 0; +0 where x ≤ 0 whatever dy is, as a selection; NaN where x is NaN. */
function reluSlope(x: number, dy: number): number {
  return x > 0 ? dy : Number.isNaN(x) ? x : 0;
}

export const fillRelu: FillFloat32 = (x, _dy, due, exact) => {
  for (let i = 0; i < x.length; i += 1) {
    const value = relu(x[i]!);
    due[i] = value;
    exact[i] = value;
  }
};

export const fillReluSlope: FillFloat32 = (x, dy, due, exact) => {
  for (let i = 0; i < x.length; i += 1) {
    const value = reluSlope(x[i]!, dy === undefined ? 1 : dy[i]!);
    due[i] = value;
    exact[i] = value;
  }
};

/** Both sides of either pass: below zero all is +0, but for NaN. */
export function fillReluBoth(fill: FillFloat32): FillBothFloat32 {
  return (x, due, exact, negativeDue, negativeExact, decide) => {
    fill(x, undefined, due, exact, decide);
    for (let i = 0; i < x.length; i += 1) {
      // 0, but NaN for NaN.
      const value = Math.min(x[i]!, 0);
      negativeDue[i] = value;
      negativeExact[i] = value;
    }
  };
}

export const fillReluFloat64: FillFloat64 = (x, _dy, due, rest) => {
  for (let i = 0; i < x.length; i += 1) due[i] = relu(x[i]!);
  rest.fill(0);
};

export const fillReluSlopeFloat64: FillFloat64 = (x, dy, due, rest) => {
  for (let i = 0; i < x.length; i += 1) due[i] = reluSlope(x[i]!, dy === undefined ? 1 : dy[i]!);
  rest.fill(0);
};
