import { floatTypes } from '@rectify/float';
import { accelerated } from '../accelerated.ts';
import { decideWithRest } from '../exact/decide.ts';
import type { NamedFunction } from '../exact/function.ts';
import type { PassTruth } from '../row.ts';
import { buildRows, type Mirror } from './rows.ts';
import { openStretches, type Stretches } from './stretches.ts';

/** Rows take some tenths of a second to build. */
const built = new WeakMap<PassTruth, Stretches | undefined>();

/** Stretches of a row that has values in double-double arithmetic, and in double arithmetic for what is in doubt. */
export function stretchesOf(
  f: NamedFunction,
  row: PassTruth,
  mirror: Mirror,
): Stretches | undefined {
  if (!built.has(row)) built.set(row, open(f, row, mirror));
  return built.get(row);
}

function open(f: NamedFunction, row: PassTruth, mirror: Mirror): Stretches | undefined {
  const { doubleDouble } = row;
  const fills = accelerated(f, row, 'float32');
  if (doubleDouble === undefined || fills === undefined) return undefined;
  const { fill: intoTruth } = fills;
  const one = new Float32Array(1);
  const upstream = new Float32Array(1);
  const truth = { due: new Float32Array(1), exact: new Float64Array(1), rest: null };
  return openStretches(
    () =>
      buildRows(doubleDouble, mirror, (x, dy) =>
        decideWithRest(f, x, dy, floatTypes.float64.format),
      ),
    mirror,
    (x, dy) => {
      one[0] = x;
      upstream[0] = dy;
      intoTruth(one, upstream, truth);
      return { due: truth.due[0]!, exact: truth.exact[0]! };
    },
  );
}
