import type { KernelRequest } from '@rectify/backend';
import { newTrueValues, oracle } from '@rectify/oracle';
import type { Element } from './element.ts';

/** A double of a true value is off by less than this part of it. */
const doubt = 2 ** -49;

/** `RuleContext.sideOf`: from the double where that is enough, else from the true value in float64 and what it lacks. */
export function newSide({ op, pass }: KernelRequest): (e: Element) => number {
  const x = new Float64Array(1);
  const dy = new Float64Array(1);
  const into = newTrueValues('float64', 1);
  const { fill } = oracle(op, pass, 'float64');
  return (e) => {
    if (e.rest !== 0) return Math.sign(e.rest);
    const lacks = e.exact - e.due;
    if (Math.abs(lacks) > doubt * Math.abs(e.due)) return Math.sign(lacks);
    x[0] = e.x;
    dy[0] = e.dy;
    fill(x, dy, into);
    const { due, rest } = into;
    return Math.sign(due[0]! - e.due) || Math.sign(rest?.[0] ?? 0);
  };
}
