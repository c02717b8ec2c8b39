import type { OptionRows, ValuesOf } from './row.ts';

export const expectations = {
  flags: '--expectations <file>',
  help: 'deviations of your own (JSON with comments)',
} as const;

/** Where it is not given, `ownDeviations` is true. */
export const ownDeviations = {
  flags: '--no-own-deviations',
  help: 'deviations that a module: or exec: backend lists itself excuse nothing',
  initial: true,
} as const;

/** Known deviations that are the caller's own. */
export const expectationOptions = {
  expectations,
  ownDeviations,
  writeExpectations: {
    flags: '--write-expectations',
    help: 'add what fails to that file, each with its bound and an empty reason, and set bounds anew',
  },
  pruneExpectations: {
    flags: '--prune-expectations',
    help: 'take what is stale out of that file',
  },
} as const satisfies OptionRows;

export type ExpectationOptions = ValuesOf<typeof expectationOptions>;
