import {
  type DType,
  type TypedArray,
  type Values,
  type FloatFormat,
  floatTypes,
} from '@rectify/float';
import type { Rule } from '@rectify/spec';
import { type Inputs, numbersOf } from './calls.ts';

type Behaviour = Extract<Rule, { kind: 'behaviour' }>['of'];

interface Probe {
  readonly pairs: (format: FloatFormat) => readonly (readonly [x: number, dy: number])[];
  /** Names what one result shows, or undefined if it is none of the behaviours that the clause knows. */
  readonly name: (x: number, dy: number, y: number) => string | undefined;
}

const zeroOf = (y: number): string => (Object.is(y, -0) ? '−0' : '+0');

const probes: Readonly<Record<Behaviour, Probe>> = {
  'relu-vjp-nan': {
    pairs: ({ leastSubnormal, greatest }) =>
      [1, -2, 0.75, leastSubnormal, greatest].map((dy) => [NaN, dy] as const),
    name: (_, dy, y) => {
      if (Number.isNaN(y)) return 'NaN';
      if (y === dy) return 'dy';
      return y === 0 ? '0' : undefined;
    },
  },
  'masked-zero-sign': {
    pairs: ({ greatest }) =>
      [-1, -0.001, -50, -greatest].flatMap((x) => [1, -1, 3, -0.5].map((dy) => [x, dy] as const)),
    name: (_, dy, y) => {
      if (y !== 0) return undefined;
      return dy < 0 ? `${zeroOf(y)} for dy < 0` : `${zeroOf(y)} for dy > 0`;
    },
  },
  'saturated-infinity': {
    // e⁻⁸⁰⁰ is 0 in every dtype.
    pairs: () =>
      [800, 1e10, Infinity].flatMap((m) =>
        [m, -m].flatMap((x) => [Infinity, -Infinity].map((dy) => [x, dy] as const)),
      ),
    name: (_, __, y) => {
      if (Number.isNaN(y)) return 'NaN';
      if (Math.abs(y) === Infinity) return '∞';
      return y === 0 ? '0' : undefined;
    },
  },
};

export function behaviourInputs(dtype: DType, of: Behaviour): Inputs {
  const pairs = probes[of].pairs(floatTypes[dtype].format);
  const column = (at: 0 | 1): TypedArray =>
    floatTypes[dtype].arrays.from(pairs.map((pair) => pair[at]));
  return { dtype, x: column(0), dy: column(1) };
}

/** What the kernel does, several ways joined by a comma; `strange` is the index of a result that is no known way. */
export function nameBehaviour(
  of: Behaviour,
  inputs: Inputs,
  y: Values,
): { readonly behaviour: string; readonly strange: readonly number[] } {
  const { name } = probes[of];
  const { x, dy } = numbersOf(inputs);
  const names = new Set<string>();
  const strange: number[] = [];
  y.forEach((got, index) => {
    const named = name(x[index] ?? NaN, dy?.[index] ?? NaN, got);
    if (named === undefined) strange.push(index);
    else names.add(named);
  });
  return { behaviour: [...names].toSorted().join(', '), strange };
}
