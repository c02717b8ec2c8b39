import { type Element, isSubnormal } from '../element.ts';
import { each, nudge } from '../fault.ts';
import { isIn } from '../inputs/domain.ts';
import type { ElementRow, RuleContext, RuleOf } from '../row.ts';

/** Result equal to the input: x of forward, dy of vjp, where a subnormal dy counts as a subnormal input too. */
export const passesThrough: ElementRow<'passes-through'> = {
  form: 'element',
  fixedInputs: false,
  test(rule, context) {
    const isForward = context.request.pass === 'forward';
    return {
      applies: appliesTo(rule, context),
      holds: isForward ? ({ x, y }) => y === x : ({ y, dy }) => Object.is(y, dy),
      measuresUlp: false,
    };
  },
  mutants(rule, context) {
    const applies = appliesTo(rule, context);
    const { dtype } = context.request;
    return [
      {
        fault: 'one float off',
        break: each((x, y, dy) => (applies({ x, dy }) ? nudge(dtype, y, y > 0 ? -1 : 1) : y)),
      },
    ];
  },
};

function appliesTo(
  { domain }: RuleOf<'passes-through'>,
  { request: { pass }, format }: RuleContext,
): (e: Pick<Element, 'x' | 'dy'>) => boolean {
  if (pass === 'forward') return ({ x }) => isIn(format, domain, x);
  return domain === 'subnormal'
    ? ({ x, dy }) => isIn(format, domain, x) || (x > 0 && isSubnormal(format, dy))
    : ({ x, dy }) => isIn(format, domain, x) && !isSubnormal(format, dy);
}
