import type { FillBothFloat32, FillFloat32 } from './fill.ts';

/** Both sides of an odd function. */
export function oddBoth(fill: FillFloat32): FillBothFloat32 {
  return (x, due, exact, negativeDue, negativeExact, decide) => {
    fill(x, undefined, due, exact, decide);
    for (let i = 0; i < x.length; i += 1) {
      negativeDue[i] = -due[i]!;
      negativeExact[i] = -exact[i]!;
    }
  };
}

/** Both sides of an even function. */
export function evenBoth(fill: FillFloat32): FillBothFloat32 {
  return (x, due, exact, negativeDue, negativeExact, decide) => {
    fill(x, undefined, due, exact, decide);
    negativeDue.set(due);
    negativeExact.set(exact);
  };
}
