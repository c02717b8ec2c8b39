import type { Arithmetic, RealInterval } from './interval.ts';

/** A function of finite doubles as it is computed to any precision. */
export interface ExactFunction {
  /**
   * The result where an argument is NaN or infinite, and where a zero of a certain sign is due; undefined where `interval`
   * says. An exact 0 of `interval` is +0.
   */
  readonly special: (x: number, dy: number) => number | undefined;
  /** An expression that contains the true value: exact, or of relative width → 0 as precision grows. */
  readonly interval: (x: number, dy: number, at: Arithmetic) => RealInterval;
  /**
   * For true values so near a midpoint that `interval` needs thousands of bits, or never tells: bounds of which neither
   * is the true value, as in x − x³ < tanh x < x; or without width, where the true value is known exactly. Undefined elsewhere.
   */
  readonly tie?: (x: number, dy: number, at: Arithmetic) => RealInterval | undefined;
}

/** One that says whose it is, where it fails. */
export interface NamedFunction extends ExactFunction {
  readonly name: string;
}
