import { type Element, isSubnormal } from '../element.ts';
import { each } from '../fault.ts';
import type { ElementRow, RuleContext, RuleOf } from '../row.ts';

/** Between 0 and dy: at x = ±0, or where x > 0 and either is subnormal. */
export const subgradient: ElementRow<'subgradient'> = {
  form: 'element',
  fixedInputs: false,
  test: (rule, context) => ({
    applies: appliesTo(rule, context),
    holds({ y, dy }) {
      if (Number.isNaN(dy)) return Number.isNaN(y) || y === 0;
      if (Number.isNaN(y)) return Math.abs(dy) === Infinity;
      return y >= Math.min(0, dy) && y <= Math.max(0, dy);
    },
    measuresUlp: false,
  }),
  mutants(rule, context) {
    const applies = appliesTo(rule, context);
    return [
      { fault: 'twice dy', break: each((x, y, dy) => (applies({ x, dy }) ? 2 * dy : y)) },
      { fault: 'against dy', break: each((x, y, dy) => (applies({ x, dy }) ? -dy : y)) },
      {
        fault: 'a NaN in dy gives 1',
        break: each((x, y, dy) => (applies({ x, dy }) && Number.isNaN(dy) ? 1 : y)),
      },
      {
        fault: 'infinite dy turned round',
        break: each((x, y, dy) => (applies({ x, dy }) && Math.abs(dy) === Infinity ? -dy : y)),
      },
    ];
  },
};

function appliesTo(
  { domain }: RuleOf<'subgradient'>,
  { format }: RuleContext,
): (e: Pick<Element, 'x' | 'dy'>) => boolean {
  return domain === 'zero'
    ? ({ x }) => x === 0
    : ({ x, dy }) => x > 0 && (isSubnormal(format, x) || isSubnormal(format, dy));
}
