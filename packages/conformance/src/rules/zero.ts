import type { Element } from '../element.ts';
import { each } from '../fault.ts';
import { isIn } from '../inputs/domain.ts';
import type { ElementRow, RuleContext, RuleOf } from '../row.ts';

/** Result zero, of either sign. */
export const zero: ElementRow<'zero'> = {
  form: 'element',
  fixedInputs: false,
  test: (rule, context) => ({
    applies: appliesTo(rule, context),
    holds: ({ y, dy }) =>
      y === 0 || (rule.dy === 'product' && Number.isNaN(y) && !Number.isFinite(dy)),
    measuresUlp: false,
  }),
  mutants(rule, context) {
    const applies = appliesTo(rule, context);
    const { pass } = context.request;
    const { leastSubnormal } = context.format;
    return [
      {
        fault: 'a leak of 1/100',
        break: each((x, y, dy) => (applies({ x, dy }) ? 0.01 * (pass === 'vjp' ? dy : x) : y)),
      },
      {
        fault: 'the least number above 0',
        break: each((x, y, dy) => (applies({ x, dy }) ? leastSubnormal : y)),
      },
    ];
  },
};

function appliesTo(
  rule: RuleOf<'zero'>,
  { format }: RuleContext,
): (e: Pick<Element, 'x' | 'dy'>) => boolean {
  return ({ x, dy }) =>
    isIn(format, rule.domain, x) &&
    (rule.dy === 'any' || rule.dy === 'product' || Number.isFinite(dy) === (rule.dy === 'finite'));
}
