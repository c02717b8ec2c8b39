import { type Element, slopeOf } from '../element.ts';
import { each, isNearOne, type KernelFault, losesSignOfDy } from '../fault.ts';
import type { ElementRow, RuleContext } from '../row.ts';
import { truthAt } from '../truth.ts';

/** Not 0, of the right sign, and within a bound in ULP if there is one, wherever the true result does not round to 0. */
export const tail: ElementRow<'tail'> = {
  form: 'element',
  fixedInputs: false,
  test({ maxUlp = Infinity }, context) {
    const { leastSubnormal, ulpOf } = context.format;
    /** How many ulps of the result an ulp of a subnormal slope comes to with dy. */
    const ulps = ({ dy, due }: Element): number =>
      Math.max(1, (leastSubnormal / ulpOf(due)) * Math.abs(dy));
    return {
      applies: appliesTo(context),
      holds: (e) =>
        e.y * Math.sign(e.due) > 0 && e.ulp <= (Number.isFinite(e.dy) ? maxUlp * ulps(e) : 0),
      measuresUlp: true,
      strain: (e) => e.ulp / maxUlp / ulps(e),
    };
  },
  mutants({ maxUlp }, { request: { pass }, format }) {
    const { leastNormal, round, ulpOf } = format;
    const far = Math.sqrt(leastNormal);
    return [
      {
        fault: 'small results are 0',
        break: each((_, y) => (Math.abs(y) < far ? 0 * y : y)),
      },
      { fault: 'the wrong sign', break: each((x, y) => (isNearOne(x) ? -y : y)) },
      ...(maxUlp === undefined
        ? []
        : [
            {
              fault: 'just beyond the bound',
              break: each((x, y) =>
                isNearOne(x) ? round(y + (maxUlp + 2) * Math.sign(y) * ulpOf(y)) : y,
              ),
            },
          ]),
      ...(pass === 'vjp' ? faultsOfDy : []),
    ];
  },
};

/** Beside ±1 a dy rounds once more: there neither what it meets nor what it gives may be on the way to 0. */
function appliesTo({ request, format }: RuleContext): (e: Element) => boolean {
  const { leastSubnormal } = format;
  return (e) => {
    if (!Number.isFinite(e.x) || Number.isNaN(e.dy)) return false;
    if (Math.abs(e.dy) === 1) return e.due !== 0;
    if (!Number.isFinite(e.dy)) return truthAt(request, e.x).due !== 0;
    return Math.abs(e.exact) >= leastSubnormal && slopeOf(e, format) >= leastSubnormal;
  };
}

/** Gradients that are right for dy = 1. */
const faultsOfDy: readonly KernelFault[] = [
  { fault: '0 for dy other than 1', break: each((_, y, dy) => (dy === 1 ? y : 0 * y)) },
  losesSignOfDy,
];
