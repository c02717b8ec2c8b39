import type { FloatFormat } from '@rectify/float';
import type { Domain } from '@rectify/spec';

/** Whether an input is one of those that a clause is about. */
export function isIn({ leastNormal }: FloatFormat, domain: Domain, x: number): boolean {
  switch (domain) {
    case 'negative':
      return x < 0;
    case 'nonpositive':
      return x <= 0;
    case 'positive-normal':
      return x >= leastNormal && x !== Infinity;
    case 'positive-normal-or-infinite':
      return x >= leastNormal;
    case 'subnormal':
      return x > 0 && x < leastNormal;
    case 'zero':
      return x === 0;
    case 'infinite':
      return Math.abs(x) === Infinity;
    default:
      return domain satisfies never;
  }
}
