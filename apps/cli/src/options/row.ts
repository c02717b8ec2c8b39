import { Option } from 'commander';

/** An option as data. */
export interface OptionRow {
  /** The key of the row with hyphens, and what it takes: without that it is true where it is given. */
  readonly flags: `--${string}`;
  readonly help: string;
  /** Of a text what it stands for, and of what was given before, where an option may be repeated. */
  parse?(this: void, text: string, before: unknown): unknown;
  readonly initial?: unknown;
  /** The initial value in the words of help, where they are not its own. */
  readonly shown?: string;
  readonly required?: true;
}

/** Options by the names of their values. */
export type OptionRows = Readonly<Record<string, OptionRow>>;

type ValueOf<R> = R extends { parse(text: string, ...before: never[]): infer T }
  ? T
  : R extends { readonly flags: `--no-${string}` }
    ? boolean
    : R extends { readonly flags: `${string}<${string}` }
      ? string
      : true;

type Always<O> = {
  [K in keyof O]: O[K] extends { readonly initial: unknown } | { readonly required: true }
    ? K
    : never;
}[keyof O];

/** What rows of options give. */
export type ValuesOf<O> = { readonly [K in Always<O>]: ValueOf<O[K]> } & {
  readonly [K in Exclude<keyof O, Always<O>>]?: ValueOf<O[K]>;
};

/** A row as the parser of the command line takes it. */
export function optionOf(key: string, row: OptionRow): Option {
  const option = new Option(row.flags, row.help);
  if (option.attributeName() !== key) throw new Error(`${row.flags} stands at ${key}`);
  const { parse } = row;
  if (parse !== undefined) option.argParser((text, before: unknown) => parse(text, before));
  if ('initial' in row) option.default(row.initial, row.shown);
  return option.makeOptionMandatory(row.required === true);
}
