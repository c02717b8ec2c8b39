import { isFlushed } from '../element.ts';
import { each, isNearOne } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** An error within a bound in ULP or an absolute one, whichever is looser; a flushed subnormal is forgiven. */
export const accuracy: ElementRow<'accuracy'> = {
  form: 'element',
  fixedInputs: false,
  test(rule, { request: { dtype }, format, atZero }) {
    const maxUlp = rule.maxUlp[dtype];
    const absolute = rule.absolute?.[dtype] ?? 0;
    return {
      applies: ({ x, dy, exact }) =>
        Number.isFinite(x) &&
        dy === 1 &&
        (rule.where === 'all' || Math.abs(exact) >= format.leastNormal),
      holds: (e) =>
        e.ulp <= maxUlp ||
        Math.abs(e.y - e.exact - e.rest * format.ulpOf(e.due)) <= absolute ||
        isFlushed(e, atZero, format),
      measuresUlp: true,
    };
  },
  mutants(rule, { request: { dtype }, format }) {
    const { precision, round, ulpOf } = format;
    const beyond = (y: number): number => {
      const bound = Math.max(rule.maxUlp[dtype] * ulpOf(y), rule.absolute?.[dtype] ?? 0);
      // So much more that rounding to the dtype cannot lead back.
      return round(y + bound * (1 + 2 ** (2 - precision)) + 2 * ulpOf(y));
    };
    return [
      { fault: 'just beyond the bound', break: each((x, y) => (isNearOne(x) ? beyond(y) : y)) },
    ];
  },
};
