import type { OptionRows, ValuesOf } from './options/row.ts';

/** What a command knows of how it was called. */
export interface Invocation {
  /** What the program was given. */
  readonly argv: readonly string[];
  /** The same as a command line that can be given again. */
  readonly command: string;
  /** Of this program. */
  readonly version: string;
  readonly signal: AbortSignal;
}

/** An argument as data. */
export interface ArgumentRow {
  /** As help shows it: `<needed>`, `[optional]`, `[several...]`. */
  readonly name: `<${string}>` | `[${string}]`;
  readonly help?: string;
  parse?(this: void, text: string): unknown;
}

type ArgumentValue<R> = R extends { parse(text: string): infer T }
  ? T
  : R extends { readonly name: `${string}...${string}` }
    ? readonly string[]
    : R extends { readonly name: `<${string}` }
      ? string
      : string | undefined;

type ArgumentValues<A extends readonly ArgumentRow[]> = {
  readonly [K in keyof A]: ArgumentValue<A[K]>;
};

type ExitCode = number | void;

/** A command: what it takes, what help says of it, and what runs. */
export interface CommandRow<
  A extends readonly ArgumentRow[] = readonly ArgumentRow[],
  O extends OptionRows = OptionRows,
> {
  readonly about: string;
  readonly arguments?: A;
  readonly options?: O;
  /** Command lines with what they do. */
  readonly examples?: readonly (readonly [line: string, does: string])[];
  /** What help ends with. */
  readonly notes?: string;
  readonly commands?: Readonly<Record<string, CommandRow>>;
  /** Gives the exit code, where it may be another than 0. */
  run(
    values: ArgumentValues<A>,
    options: ValuesOf<O>,
    invocation: Invocation,
  ): ExitCode | Promise<ExitCode>;
}

/** Ties what runs to the types of its arguments and options. */
export function defineCommand<
  const A extends readonly ArgumentRow[] = readonly [],
  const O extends OptionRows = {},
>(row: CommandRow<A, O>): CommandRow {
  return row;
}
