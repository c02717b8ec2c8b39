import { type FloatFormat, floatTypes } from '@rectify/float';
import { ask } from '../conversation.ts';
import { each, nudge } from '../fault.ts';
import { drawFloat, type Inputs, numbersOf } from '../inputs/calls.ts';
import { seeded } from '../inputs/random.ts';
import type { CallContext, CallsRow } from '../row.ts';
import { truthOf } from '../truth.ts';
import { inputAt } from '../verdict/sight-at.ts';
import { countViolation, offer } from '../verdict/tally.ts';
import { judgedSight, sightingOfEither } from '../verdict/two.ts';

/** 2ᵏ·dy gives 2ᵏ·dx to the bit, while nothing under- or overflows. */
export const scale: CallsRow<'scale'> = {
  form: 'calls',
  fixedInputs: false,
  *judge(clause, context) {
    const { request } = context;
    const { plain, scaled } = scaleInputs(context);
    const format = floatTypes[request.dtype].format;
    const before = yield* ask([clause], plain);
    const after = yield* ask([clause], scaled);
    if (before === undefined || after === undefined) return;
    const { x, dy: upstream } = numbersOf(plain);
    const { dy: more } = numbersOf(scaled);
    const truths = [upstream, more].map((factor) => truthOf(request, x, factor).exact);
    for (const [index, got] of after.entries()) {
      if (!truths.every((exact) => isSafe(format, exact[index] ?? 0))) continue;
      clause.tally.tested++;
      const ratio = (more?.[index] ?? NaN) / (upstream?.[index] ?? NaN);
      const unscaled = before[index] ?? NaN;
      if (Object.is(got, unscaled * ratio)) continue;
      countViolation(clause.tally);
      const sights = [
        judgedSight(request, inputAt(plain, index), unscaled),
        judgedSight(request, inputAt(scaled, index), got),
      ] as const;
      offer(clause.tally, sightingOfEither(request.dtype, ...sights));
    }
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'one float high for dy of every second binade',
      break: each((_x, y, dy) =>
        dy !== 1 && y !== 0 && Math.floor(Math.log2(Math.abs(dy))) % 2 === 0
          ? nudge(dtype, y, 1)
          : y,
      ),
    },
  ],
};

/** The same x with dy and with 2ᵏ·dy, in ranges where nothing under- or overflows. */
function scaleInputs({ request: { dtype }, depth, seed }: CallContext): {
  readonly plain: Inputs;
  readonly scaled: Inputs;
} {
  const { arrays, format, sampling } = floatTypes[dtype];
  const { reach } = sampling;
  const draw = seeded(seed, 'scale');
  const count = depth === 'smoke' ? 2 ** 9 : 2 ** 13;
  const x = new Float64Array(count);
  const dy = new Float64Array(count);
  const more = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    x[index] = drawFloat(draw, -reach, 4);
    dy[index] = format.round(drawFloat(draw, -reach, reach));
    more[index] = (dy[index] ?? 0) * 2 ** draw(-reach, reach);
  }
  const inputs = (upstream: Float64Array): Inputs => ({
    dtype,
    x: arrays.from(x),
    dy: arrays.from(upstream),
  });
  return { plain: inputs(dy), scaled: inputs(more) };
}

/** Far from under- and overflow. */
function isSafe({ leastNormal, greatest }: FloatFormat, v: number): boolean {
  return Math.abs(v) > leastNormal * 2 ** 6 && Math.abs(v) < greatest * 2 ** -8;
}
