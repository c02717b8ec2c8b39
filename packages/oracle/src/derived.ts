import { type DType, floatTypes, type Values } from '@rectify/float';
import { decideWithDouble, decideWithRest } from './exact/decide.ts';
import type { NamedFunction } from './exact/function.ts';
import type { TrueValues } from './values.ts';

/** How arrays are filled: see `Truth`. */
export interface Fills {
  readonly fill: (x: Values, dy: Values | undefined, into: TrueValues) => void;
  readonly fillBoth: (x: Values, positive: TrueValues, negative: TrueValues) => void;
}

/** From the exact function alone, one number after another. */
export function derived(f: NamedFunction, dtype: DType): Fills {
  const format = floatTypes[dtype].format;
  return bothFrom((x, dy, { due, exact, rest }) => {
    for (let i = 0; i < x.length; i += 1) {
      const cotangent = dy === undefined ? 1 : dy[i]!;
      if (rest === null) {
        const decided = decideWithDouble(f, x[i]!, cotangent, format);
        due[i] = decided.due;
        exact[i] = decided.exact;
      } else {
        const decided = decideWithRest(f, x[i]!, cotangent, format);
        due[i] = decided.due;
        rest[i] = decided.rest;
      }
    }
  });
}

/** Both sides, one after the other. */
export function bothFrom(fill: Fills['fill']): Fills {
  return {
    fill,
    fillBoth(x, positive, negative) {
      fill(x, undefined, positive);
      fill(
        x.map((value) => -value),
        undefined,
        negative,
      );
    },
  };
}
