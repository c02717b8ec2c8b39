import { type DType, floatTypes } from '@rectify/float';
import type { Case } from '@rectify/spec';
import { ask } from '../conversation.ts';
import { each, nudge } from '../fault.ts';
import type { Inputs } from '../inputs/calls.ts';
import type { CallContext, SharedCallsRow } from '../row.ts';
import { sightAt } from '../verdict/sight-at.ts';

/** A number of a case in a dtype. */
function numberOf(dtype: DType, text: string): number {
  if (text === 'greatest') return floatTypes[dtype].format.greatest;
  return text === 'least-subnormal' ? floatTypes[dtype].format.leastSubnormal : Number(text);
}

function inputsOf({ request }: Pick<CallContext, 'request'>, cases: readonly Case[]): Inputs {
  const { dtype, pass } = request;
  const column = (texts: readonly string[]): Inputs['x'] =>
    floatTypes[dtype].arrays.from(texts.map((text) => numberOf(dtype, text)));
  const x = column(cases.map((one) => one.x));
  return { dtype, x, dy: pass === 'vjp' ? column(cases.map(({ dy = '1' }) => dy)) : undefined };
}

/** Inputs with fixed results: those of every clause in one call. */
export const cases: SharedCallsRow<'cases'> = {
  form: 'shared-calls',
  fixedInputs: true,
  *judge(clauses, context) {
    const { dtype } = context.request;
    const inputs = inputsOf(
      context,
      clauses.flatMap(({ clause }) => clause.rule.cases),
    );
    const y = yield* ask(clauses, inputs);
    if (y === undefined) return;
    let index = 0;
    for (const { clause, tally } of clauses) {
      for (const { y: allowed } of clause.rule.cases) {
        tally.tested++;
        const got = y[index] ?? NaN;
        const results = allowed.map((text) => numberOf(dtype, text));
        const due = results[0] ?? NaN;
        if (!results.some((one) => Object.is(one, got)))
          sightAt(tally, inputs, index, { got, due, ulp: null });
        index++;
      }
    }
  },
  mutants(rule, { request: { dtype } }) {
    const only = (one: Case | undefined, wrong: (y: number) => number) =>
      each((x, y, dy) => {
        const isIts =
          one !== undefined &&
          Object.is(x, numberOf(dtype, one.x)) &&
          Object.is(dy, numberOf(dtype, one.dy ?? '1'));
        return isIts ? wrong(y) : y;
      });
    return [
      { fault: 'the first case gives NaN', break: only(rule.cases[0], () => NaN) },
      {
        fault: 'the last case is one float off',
        break: only(rule.cases.at(-1), (y) => nudge(dtype, y, y > 0 ? -1 : 1)),
      },
    ];
  },
};
