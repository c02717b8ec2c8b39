import { type Element, isFlushed, isFlushedInput } from '../element.ts';
import { each, isNearOne, type KernelFault, losesSignOfDy } from '../fault.ts';
import type { ElementRow } from '../row.ts';
import { truthAt } from '../truth.ts';

/** An error within a bound in ULP or one relative to dy, whichever is looser; a flushed subnormal is forgiven. */
export const accuracy: ElementRow<'accuracy'> = {
  form: 'element',
  fixedInputs: false,
  test(rule, { request, format, atZero }) {
    const maxUlp = rule.maxUlp[request.dtype];
    const absolute = rule.absolute?.[request.dtype] ?? 0;
    /** Of slopes that an error of the bound, or rounding, makes 0. */
    const least = Math.max(absolute, format.leastSubnormal / 2);
    /** An infinite dy gives ∞ with the sign of the product; where the slope may be 0, that or its product with dy will do. */
    const holdsInfinite = ({ x, y, due }: Element): boolean =>
      Math.abs(y) === Infinity
        ? y === due || Number.isNaN(due)
        : (y === 0 || Number.isNaN(y)) && Math.abs(truthAt(request, x).exact) <= least;
    return {
      applies: ({ x, dy, exact }) =>
        Number.isFinite(dy)
          ? Number.isFinite(x) && (rule.where === 'all' || Math.abs(exact) >= format.leastNormal)
          : !Number.isNaN(x) && !Number.isNaN(dy),
      holds(e) {
        if (!Number.isFinite(e.dy)) return holdsInfinite(e);
        const ulp = format.ulpOf(e.due);
        const bound = Math.max(maxUlp * ulp, absolute * Math.abs(e.dy));
        return (
          e.ulp <= maxUlp ||
          Math.abs(e.y - e.exact - e.rest * ulp) <= bound ||
          // What is flushed has its own error before.
          (e.y === 0 && Math.abs(e.exact) - bound < format.leastNormal) ||
          isFlushedInput(e, atZero, format)
        );
      },
      measuresUlp: true,
      strain(e) {
        if (!Number.isFinite(e.dy) || isFlushed(e, atZero, format)) return 0;
        const ulp = format.ulpOf(e.due);
        return (e.ulp * ulp) / Math.max(maxUlp * ulp, absolute * Math.abs(e.dy));
      },
    };
  },
  mutants(rule, { request: { dtype, pass }, format }) {
    const { precision, round, ulpOf } = format;
    const beyond = (y: number, dy: number): number => {
      const bound = Math.max(
        rule.maxUlp[dtype] * ulpOf(y),
        (rule.absolute?.[dtype] ?? 0) * Math.abs(dy),
      );
      // So much more that rounding to the dtype cannot lead back.
      return round(y + bound * (1 + 2 ** (2 - precision)) + 2 * ulpOf(y));
    };
    return [
      {
        fault: 'just beyond the bound',
        break: each((x, y, dy) => (isNearOne(x) && dy !== 0 ? beyond(y, dy) : y)),
      },
      ...(pass === 'vjp' ? faultsOfDy : []),
    ];
  },
};

/** Gradients that are right for dy = 1. */
const faultsOfDy: readonly KernelFault[] = [
  losesSignOfDy,
  {
    fault: 'takes the power of two below dy for dy',
    break: each((_, y, dy) =>
      dy === 0 || !Number.isFinite(dy)
        ? y
        : y * (2 ** Math.floor(Math.log2(Math.abs(dy))) / Math.abs(dy)),
    ),
  },
  { fault: 'takes 1 for dy', break: each((_, y, dy) => (Number.isFinite(dy) ? y / (dy || 1) : y)) },
  {
    fault: 'dy = ±∞ gives NaN',
    break: each((_, y, dy) => (Math.abs(dy) === Infinity ? NaN : y)),
  },
  {
    fault: 'dy = ±∞ is clamped to a number',
    break: each((_, y, dy) => (Math.abs(dy) === Infinity ? Math.sign(dy) : y)),
  },
];
