import { type Element, isSubnormal } from '../element.ts';
import { each, nudge } from '../fault.ts';
import { isIn } from '../inputs/domain.ts';
import type { ElementRow, RuleContext, RuleOf } from '../row.ts';

/** Result equal to the input as a number: x of forward, dy of vjp, where a subnormal dy counts as a subnormal input too. */
export const passesThrough: ElementRow<'passes-through'> = {
  form: 'element',
  fixedInputs: false,
  test(rule, context) {
    const isForward = context.request.pass === 'forward';
    return {
      applies: appliesTo(rule, context),
      holds: ({ x, dy, y }) => {
        const due = isForward ? x : dy;
        return y === due || (Number.isNaN(y) && Number.isNaN(due));
      },
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
      ...(context.request.pass === 'forward'
        ? []
        : [
            {
              fault: 'a NaN in dy gives 0',
              break: each((x, y, dy) => (applies({ x, dy }) && Number.isNaN(dy) ? 0 : y)),
            },
          ]),
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
