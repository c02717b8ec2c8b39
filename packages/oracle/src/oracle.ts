import type { OpId, Pass } from '@rectify/spec';
import type { Enclosure, WideFunction } from './interval.ts';
import { enclose } from './interval.ts';
import { evenBoth, oddBoth } from './mirror.ts';
import { encloseRelu, encloseReluSlope, fillRelu, fillReluBoth, fillReluSlope } from './relu.ts';
import { fillSigmoid, fillSigmoidBoth, wideSigmoid } from './sigmoid.ts';
import type { Factor } from './slope.ts';
import { fillSlope, wideSlope } from './slope.ts';
import { fillTanh, wideTanh } from './tanh.ts';

/** True values of one op × pass in float32. */
export interface Oracle {
  readonly op: OpId;
  readonly pass: Pass;
  /**
   * For every i: `due[i]` is the correctly rounded float32 (round to nearest even, subnormals kept) and `exact[i]` the
   * true value as a double of relative error below 2⁻⁵⁰ (less precise, or 0, below 2⁻¹⁰²²). `dy` is 1 when left out.
   */
  fill(x: Float32Array, dy: Float32Array | undefined, due: Float32Array, exact: Float64Array): void;
  /**
   * The same for x ≥ 0 (or NaN) and −x with dy = 1, for less than two calls cost: what a sweep asks for. `negativeDue[i]`
   * and `negativeExact[i]` are for −x[i].
   */
  fillBoth(
    x: Float32Array,
    due: Float32Array,
    exact: Float64Array,
    negativeDue: Float32Array,
    negativeExact: Float64Array,
  ): void;
  /**
   * An interval that contains the true value: it is in [value − error, value + error]; relative width below 2⁻⁹⁰, or
   * 0 ± 2⁻⁹⁰⁰ for values below that. NaN and infinite values have error 0. `dy` is 1 when left out, unused by forward.
   */
  enclose(x: number, dy?: number): Enclosure;
}

/** The oracle of an op × pass. Derivatives are those of the spec; relu's is 0 at 0. */
export function oracle(op: OpId, pass: Pass): Oracle {
  const forward = pass === 'forward';
  switch (op) {
    case 'relu':
      return forward
        ? { op, pass, fill: fillRelu, fillBoth: fillReluBoth(fillRelu), enclose: encloseRelu }
        : {
            op,
            pass,
            fill: fillReluSlope,
            fillBoth: fillReluBoth(fillReluSlope),
            enclose: encloseReluSlope,
          };
    case 'sigmoid':
      return forward
        ? smooth(op, pass, fillSigmoid, fillSigmoidBoth, wideSigmoid)
        : slope(op, pass, 1);
    case 'tanh':
      return forward ? smooth(op, pass, fillTanh, oddBoth(fillTanh), wideTanh) : slope(op, pass, 2);
    default:
      return op satisfies never;
  }
}

function smooth(
  op: OpId,
  pass: Pass,
  fill: Oracle['fill'],
  fillBoth: Oracle['fillBoth'],
  wide: WideFunction,
): Oracle {
  return { op, pass, fill, fillBoth, enclose: (x, dy = 1) => enclose(wide, x, dy) };
}

function slope(op: OpId, pass: Pass, factor: Factor): Oracle {
  const fill: Oracle['fill'] = (x, dy, due, exact) => fillSlope(factor, x, dy, due, exact);
  return smooth(op, pass, fill, evenBoth(fill), wideSlope(factor));
}
