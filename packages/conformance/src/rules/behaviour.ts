import { type FloatFormat, floatTypes, type TypedArray, type Values } from '@rectify/float';
import { ask } from '../conversation.ts';
import { each } from '../fault.ts';
import { type Inputs, numbersOf } from '../inputs/calls.ts';
import type { CallsRow, RuleOf } from '../row.ts';
import { sightAt } from '../verdict/sight-at.ts';

interface Probe {
  readonly pairs: (format: FloatFormat) => readonly (readonly [x: number, dy: number])[];
  /** Names what one result shows, or undefined if it is none of the behaviours that the clause knows. */
  readonly name: (x: number, dy: number, y: number) => string | undefined;
}

const zeroOf = (y: number): string => (Object.is(y, -0) ? '−0' : '+0');

const probes: Readonly<Record<RuleOf<'behaviour'>['of'], Probe>> = {
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

/** Recorded, never judged: what frameworks disagree on. Only a result that is no known way is a violation. */
export const behaviour: CallsRow<'behaviour'> = {
  form: 'calls',
  fixedInputs: true,
  *judge(clause, { request: { dtype } }) {
    const probe = probes[clause.clause.rule.of];
    const pairs = probe.pairs(floatTypes[dtype].format);
    const column = (at: 0 | 1): TypedArray =>
      floatTypes[dtype].arrays.from(pairs.map((pair) => pair[at]));
    const inputs: Inputs = { dtype, x: column(0), dy: column(1) };
    const y = yield* ask([clause], inputs);
    if (y === undefined) return;
    clause.tally.tested += inputs.x.length;
    const { shown, strange } = namesOf(probe, inputs, y);
    clause.behaviour = shown;
    for (const index of strange)
      sightAt(clause.tally, inputs, index, {
        got: y[index] ?? NaN,
        due: null,
        ulp: null,
      });
  },
  mutants({ of }, { format }) {
    const { name, pairs } = probes[of];
    const isAsked = (x: number, dy: number): boolean =>
      pairs(format).some(([a, b]) => Object.is(a, x) && Object.is(format.round(b), dy));
    const strange = [5, format.leastNormal];
    return [
      {
        fault: 'no known way',
        break: each((x, y, dy) =>
          isAsked(x, dy) ? (strange.find((v) => name(x, dy, v) === undefined) ?? y) : y,
        ),
      },
    ];
  },
};

/** What the kernel does, several ways joined by a comma; `strange` is the index of a result that is no known way. */
function namesOf(
  { name }: Probe,
  inputs: Inputs,
  y: Values,
): { readonly shown: string; readonly strange: readonly number[] } {
  const { x, dy } = numbersOf(inputs);
  const names = new Set<string>();
  const strange: number[] = [];
  y.forEach((got, index) => {
    const named = name(x[index] ?? NaN, dy?.[index] ?? NaN, got);
    if (named === undefined) strange.push(index);
    else names.add(named);
  });
  return { shown: [...names].toSorted().join(', '), strange };
}
