import type { ArgumentRow } from './command-row.ts';
import { clauseOf } from './options/clause.ts';

/** Backends to run. */
export const backendNames = {
  name: '[backend...]',
  help: "ids (see `rectify list backends`; ID@VERSION is that version from npm, ID@git:REF what the repository had), module:<path or package> or 'exec:<command line>'; none: every one installed",
} as const satisfies ArgumentRow;

export const clauseName = {
  name: '<clause>',
  help: 'its id, as `rectify list clauses` shows it',
  parse: clauseOf,
} as const satisfies ArgumentRow;

/** Records to read. */
export const files = (help: string) => ({ name: '<file...>', help }) as const;
