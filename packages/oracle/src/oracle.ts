import { type DType, type FloatFormat, floatTypes } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import type { Enclosure, WideFunction } from './interval.ts';
import { decide, enclose as encloseWide } from './interval.ts';
import { evenBoth, oddBoth } from './mirror.ts';
import { encloseRelu, encloseReluSlope, fillRelu, fillReluBoth, fillReluSlope } from './relu.ts';
import { above, below } from './rounding.ts';
import { fillSigmoid, fillSigmoidBoth, wideSigmoid } from './sigmoid.ts';
import type { Factor } from './slope.ts';
import { fillSlope, settleSlope, wideSlope } from './slope.ts';
import { fillTanh, wideTanh } from './tanh.ts';

export type NarrowDType = Exclude<DType, 'float64'>;

/**
 * True values of one op × pass in a dtype of at most 32 bits. Numbers of float16 and bfloat16 are held as float32, which
 * has every one of them.
 */
export interface Oracle {
  readonly op: OpId;
  readonly pass: Pass;
  /**
   * For every i: `due[i]` is the correctly rounded number of the dtype (round to nearest even, subnormals kept) and `exact[i]` the
   * true value as a double of relative error below 2⁻⁵⁰ (less precise, or 0, below 2⁻¹⁰²²). `dy` is 1 when left out.
   */
  readonly fill: (
    x: Float32Array,
    dy: Float32Array | undefined,
    due: Float32Array,
    exact: Float64Array,
  ) => void;
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
  readonly enclose: (x: number, dy?: number) => Enclosure;
}

/** The oracle of an op × pass. Derivatives are those of the spec; relu's is 0 at 0. */
export function oracle(op: OpId, pass: Pass, dtype: NarrowDType = 'float32'): Oracle {
  const subject = subjectOf(op, pass);
  return dtype === 'float32' ? subject : narrowed(subject, floatTypes[dtype].format);
}

/** The oracle in float32, and what decides where its double leaves the rounding to another format in doubt. */
interface Subject extends Oracle {
  settle(x: number, dy: number, format: FloatFormat): number;
}

function subjectOf(op: OpId, pass: Pass): Subject {
  const forward = pass === 'forward';
  switch (op) {
    case 'relu': {
      const fill = forward ? fillRelu : fillReluSlope;
      const enclose = forward ? encloseRelu : encloseReluSlope;
      // A result of relu is a number of the format already.
      const settle = (x: number, dy: number): number => enclose(x, dy).value.hi;
      return { op, pass, fill, fillBoth: fillReluBoth(fill), enclose, settle };
    }
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
): Subject {
  return {
    op,
    pass,
    fill,
    fillBoth,
    enclose: (x, dy = 1) => encloseWide(wide, x, dy),
    settle: (x, dy, format) => decide(wide, x, dy, format),
  };
}

function slope(op: OpId, pass: Pass, factor: Factor): Subject {
  const fill: Oracle['fill'] = (x, dy, due, exact) => fillSlope(factor, x, dy, due, exact);
  return {
    ...smooth(op, pass, fill, evenBoth(fill), wideSlope(factor)),
    settle: (x, dy, format) => settleSlope(factor, x, dy, format),
  };
}

/** The same in a format of fewer bits: rounded once more from the double, never from the float32. */
function narrowed(subject: Subject, format: FloatFormat): Oracle {
  const roundAll = (
    x: Float32Array,
    sign: 1 | -1,
    dy: Float32Array | undefined,
    due: Float32Array,
    exact: Float64Array,
  ): void => {
    for (let i = 0; i < x.length; i += 1) {
      const rounded = format.round(exact[i]! * below);
      due[i] =
        rounded === format.round(exact[i]! * above)
          ? rounded
          : subject.settle(sign * x[i]!, dy === undefined ? 1 : dy[i]!, format);
    }
  };
  return {
    ...subject,
    fill(x, dy, due, exact) {
      subject.fill(x, dy, due, exact);
      roundAll(x, 1, dy, due, exact);
    },
    fillBoth(x, due, exact, negativeDue, negativeExact) {
      subject.fillBoth(x, due, exact, negativeDue, negativeExact);
      roundAll(x, 1, undefined, due, exact);
      roundAll(x, -1, undefined, negativeDue, negativeExact);
    },
  };
}
