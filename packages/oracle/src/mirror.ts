import type { Oracle } from './oracle.ts';

/** Both sides of an odd function. */
export function oddBoth(fill: Oracle['fill']): Oracle['fillBoth'] {
  return (x, due, exact, negativeDue, negativeExact) => {
    fill(x, undefined, due, exact);
    for (let i = 0; i < x.length; i += 1) {
      negativeDue[i] = -due[i]!;
      negativeExact[i] = -exact[i]!;
    }
  };
}

/** Both sides of an even function. */
export function evenBoth(fill: Oracle['fill']): Oracle['fillBoth'] {
  return (x, due, exact, negativeDue, negativeExact) => {
    fill(x, undefined, due, exact);
    negativeDue.set(due);
    negativeExact.set(exact);
  };
}
