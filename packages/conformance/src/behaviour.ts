import { fromBits } from '@rectify/float';
import type { Rule } from '@rectify/spec';
import type { Inputs } from './calls.ts';

type Behaviour = Extract<Rule, { kind: 'behaviour' }>['of'];

interface Probe {
  readonly pairs: readonly (readonly [x: number, dy: number])[];
  /** Names what one result shows, or undefined if it is none of the behaviours that the clause knows. */
  readonly name: (x: number, dy: number, y: number) => string | undefined;
}

const zeroOf = (y: number): string => (Object.is(y, -0) ? '−0' : '+0');
const least = fromBits(1);

const probes: Readonly<Record<Behaviour, Probe>> = {
  'relu-vjp-nan': {
    pairs: [1, -2, 0.75, least, 3e30].map((dy) => [NaN, dy] as const),
    name: (_, dy, y) => {
      if (Number.isNaN(y)) return 'NaN';
      if (y === dy) return 'dy';
      return y === 0 ? '0' : undefined;
    },
  },
  'masked-zero-sign': {
    pairs: [-1, -0.001, -50, -3e38].flatMap((x) => [1, -1, 3, -0.5].map((dy) => [x, dy] as const)),
    name: (_, dy, y) => {
      if (y !== 0) return undefined;
      return dy < 0 ? `${zeroOf(y)} for dy < 0` : `${zeroOf(y)} for dy > 0`;
    },
  },
  'saturated-infinity': {
    pairs: [200, 1e10, Infinity].flatMap((m) =>
      [m, -m].flatMap((x) => [Infinity, -Infinity].map((dy) => [x, dy] as const)),
    ),
    name: (_, __, y) => {
      if (Number.isNaN(y)) return 'NaN';
      if (Math.abs(y) === Infinity) return '∞';
      return y === 0 ? '0' : undefined;
    },
  },
};

export function behaviourInputs(of: Behaviour): Inputs {
  const { pairs } = probes[of];
  return { x: Float32Array.from(pairs, ([x]) => x), dy: Float32Array.from(pairs, ([, dy]) => dy) };
}

/** What the kernel does, several ways joined by a comma; `strange` is the index of a result that is no known way. */
export function nameBehaviour(
  of: Behaviour,
  y: Float32Array,
): { readonly behaviour: string; readonly strange: readonly number[] } {
  const { pairs, name } = probes[of];
  const names = new Set<string>();
  const strange: number[] = [];
  pairs.forEach(([x, dy], index) => {
    const named = name(x, dy, y[index] ?? NaN);
    if (named === undefined) strange.push(index);
    else names.add(named);
  });
  return { behaviour: [...names].toSorted().join(', '), strange };
}
