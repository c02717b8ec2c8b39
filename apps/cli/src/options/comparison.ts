import { numberOf } from './parsers.ts';
import type { OptionRows, ValuesOf } from './row.ts';

export const selfTested = {
  flags: '--self-tested <file>',
  help: 'what --self-test --record wrote here: no smaller change is believed than it can see',
} as const;

/** What one backend is compared with. */
export const comparisonOptions = {
  against: {
    flags: '--against <ref>',
    help: 'whether the one backend named is slower than another, than a version of its runtime (ID@VERSION), or than itself at a git ref; both sides interleaved',
  },
  selfTest: {
    flags: '--self-test',
    help: 'how many false alarms identical code raises here, and whether a slow-down of 10 % is found',
  },
  comparisons: {
    flags: '--comparisons <number>',
    help: 'of each kind in a self-test',
    parse: numberOf('--comparisons', { low: 1, high: 10_000, whole: true }),
    initial: 12,
  },
  selfTested,
} as const satisfies OptionRows;

export type ComparisonOptions = ValuesOf<typeof comparisonOptions>;
