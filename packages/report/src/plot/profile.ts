import type { KernelRequest } from '@rectify/backend';
import type { Profile } from '@rectify/record';
import { isSampled } from '../words/coverage.ts';
import { decimalOf } from '../words/decimals.ts';

/** Errors of a backend in one binade of inputs; null where it judged none there. */
export interface BinadeError {
  readonly max: number;
  readonly p99: number;
}

/** Error profiles of one kernel, all over the same binades, in the order of the number line. */
export interface Profiles {
  /** The magnitude at which each binade begins, with its sign. */
  readonly binades: readonly number[];
  readonly backends: readonly {
    readonly backend: string;
    /** Whether each error is the greatest of a sample. */
    readonly isSampled: boolean;
    readonly errors: readonly (BinadeError | null)[];
  }[];
}

/** What the profiles of some backends say of one kernel. */
export function profilesOf(
  profiles: readonly Profile[],
  { op, pass, dtype }: KernelRequest,
): Profiles {
  const own = profiles.filter((one) => one.op === op && one.pass === pass && one.dtype === dtype);
  const values = own.flatMap(({ binades }) =>
    binades.map(({ low }) => [low, Number(decimalOf(dtype, low))] as const),
  );
  // Zero of either sign begins a binade of its own.
  const place = (value: number): number => (Object.is(value, -0) ? -Number.MIN_VALUE : value);
  const lows = [...new Map(values)]
    .filter(([, value]) => !Number.isNaN(value))
    .toSorted(([, a], [, b]) => place(a) - place(b));
  return {
    binades: lows.map(([, value]) => value),
    backends: own.map((profile) => {
      const { backend, binades } = profile;
      const errors = new Map(
        binades.map(({ low, maxUlp, p99Ulp }) => [low, { max: maxUlp, p99: p99Ulp }]),
      );
      return {
        backend,
        isSampled: isSampled(profile),
        errors: lows.map(([low]) => errors.get(low) ?? null),
      };
    }),
  };
}
