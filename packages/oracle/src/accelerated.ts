import { type DType, type FloatFormat, floatTypes, type Values } from '@rectify/float';
import { bothFrom, type Fills } from './derived.ts';
import { decide, decideWithRest } from './exact/decide.ts';
import type { NamedFunction } from './exact/function.ts';
import type { FillFloat64 } from './fast/fill.ts';
import { above, below } from './fast/rounding.ts';
import type { PassTruth } from './row.ts';
import type { TrueValues } from './values.ts';

const float32 = floatTypes.float32.format;
const float64 = floatTypes.float64.format;

/** From what a row has for the dtype; undefined where it has nothing. */
export function accelerated(
  f: NamedFunction,
  { double, doubleDouble }: PassTruth,
  dtype: DType,
): Fills | undefined {
  const { format, arrays } = floatTypes[dtype];
  if (format === float64) return doubleDouble && inFloat64(f, doubleDouble);
  if (double === undefined || arrays.newValues(0) instanceof Float64Array) return undefined;
  const own = inFloat32(f, double);
  return format === float32 ? own : narrowed(f, own, format);
}

function inFloat64(f: NamedFunction, fill: FillFloat64): Fills {
  const settle = (x: number, dy: number): ReturnType<typeof decideWithRest> =>
    decideWithRest(f, x, dy, float64);
  return bothFrom((x, dy, { due, rest }) =>
    fill(
      x as Float64Array,
      dy as Float64Array | undefined,
      due as Float64Array,
      rest as Float64Array,
      settle,
    ),
  );
}

function inFloat32(f: NamedFunction, { fill, fillBoth }: NonNullable<PassTruth['double']>): Fills {
  const settle = (x: number, dy: number): number => decide(f, x, dy, float32);
  return {
    fill: (x, dy, { due, exact }) =>
      fill(x as Float32Array, dy as Float32Array | undefined, due as Float32Array, exact, settle),
    fillBoth: (x, positive, negative) =>
      fillBoth(
        x as Float32Array,
        positive.due as Float32Array,
        positive.exact,
        negative.due as Float32Array,
        negative.exact,
        settle,
      ),
  };
}

/** The same in a format of fewer bits: rounded once more from the double, never from the float32. */
function narrowed(f: NamedFunction, { fill, fillBoth }: Fills, format: FloatFormat): Fills {
  const roundAll = (
    x: Values,
    sign: 1 | -1,
    dy: Values | undefined,
    { due, exact }: TrueValues,
  ): void => {
    for (let i = 0; i < x.length; i += 1) {
      const rounded = format.round(exact[i]! * below);
      due[i] =
        rounded === format.round(exact[i]! * above)
          ? rounded
          : decide(f, sign * x[i]!, dy === undefined ? 1 : dy[i]!, format);
    }
  };
  return {
    fill(x, dy, into) {
      fill(x, dy, into);
      roundAll(x, 1, dy, into);
    },
    fillBoth(x, positive, negative) {
      fillBoth(x, positive, negative);
      roundAll(x, 1, undefined, positive);
      roundAll(x, -1, undefined, negative);
    },
  };
}
