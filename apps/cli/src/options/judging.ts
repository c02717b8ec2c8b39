import { depths } from '@rectify/record';
import { levels } from '@rectify/spec';
import { clauseOf } from './clause.ts';
import { listOf, oneOf } from './parsers.ts';
import type { OptionRows, ValuesOf } from './row.ts';

export const depth = {
  flags: '--depth <depth>',
  help: `how many inputs are judged: ${depths.join(', ')}`,
  parse: oneOf('depth', depths),
  initial: 'default',
} as const;

const level = {
  flags: '--level <level>',
  help: 'what may fail the run: must, or should as well',
  parse: oneOf(
    'level',
    levels.filter((one) => one !== 'may'),
  ),
  initial: 'should',
} as const;

/** How all clauses are judged. */
export const judgingOptions = { level, depth } as const satisfies OptionRows;

/** How some clauses, or all, are judged. */
export const clauseOptions = {
  clause: {
    flags: '--clause <list>',
    help: 'clauses by id, as `rectify list clauses` shows them',
    parse: listOf((text) => clauseOf(text).id),
  },
  ...judgingOptions,
} as const satisfies OptionRows;

export type ClauseOptions = ValuesOf<typeof clauseOptions>;
