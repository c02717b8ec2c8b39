import { type AnyBits, type Draw, floatTypes, type Magnitudes } from '@rectify/float';
import type { Conversation } from '../conversation.ts';
import { seeded } from '../inputs/random.ts';
import { type GridResult, newGridResult } from '../sweep/judge.ts';
import type { GridPlan } from '../sweep/plan.ts';
import { choose, mirroredOf, type Round } from './choose.ts';
import { judgeInputs } from './judge-side.ts';
import type { Asked } from './known.ts';
import { countAsked, type Landscape, noteOn, stretchOf } from './landscape.ts';

/** Inputs that make a stretch of float32 whole. */
const whole = 2 ** 14;

/** Ever fewer stretches, ever more closely: a stretch that has no more inputs than a round looks at is swept. */
const rounds: readonly Round[] = [
  { stretches: { unexplained: 96, error: 24, clause: 8 }, together: 4, inputs: 256 },
  { stretches: { unexplained: 160, error: 32, clause: 16 }, together: 1, inputs: 768 },
  { stretches: { unexplained: 64, error: 8, clause: 8 }, together: 1, inputs: 2048 },
  { stretches: { unexplained: 32, error: 6, clause: 3 }, together: 1, inputs: whole },
];

/** A search on its way. */
interface Search {
  readonly plan: GridPlan;
  readonly landscape: Landscape;
  readonly draw: Draw;
  /** Stretches that there is nothing more to be seen of. */
  readonly done: Uint8Array;
  /** What was asked, for +x and −x: the sample first. */
  readonly asked: readonly [positive: Asked[], negative: Asked[]];
  readonly found: GridResult;
}

/**
 * Looks where the sample says that errors are great: inputs beside its own, ever more where they are greatest, each judged once.
 * Returns what was seen, or the message of why an answer lacked.
 */
export function* searchFrom(
  plan: GridPlan,
  sample: Magnitudes,
  landscape: Landscape,
  seed: number,
): Conversation<GridResult | string> {
  for (const negative of [false, true]) countAsked(landscape, sample, negative);
  const search: Search = {
    plan,
    landscape,
    draw: seeded(seed, 'search'),
    done: mirroredOf(landscape),
    asked: [[{ magnitudes: sample, isOrdered: true }], [{ magnitudes: sample, isOrdered: true }]],
    found: newGridResult(),
  };
  const message =
    (yield* askEdges(search)) ?? (yield* sweepNearBounds(search)) ?? (yield* askRounds(search));
  if (message !== undefined) return message;
  return markSearched(search.found);
}

/** All that is seen here was looked for; whether a kernel flushes is told by the sample. */
function markSearched({ profile, tallies }: GridResult): GridResult {
  const { tested, misrounded, overOneUlp } = profile;
  profile.searched = { tested, misrounded, overOneUlp };
  profile.flushedInputs = 0;
  profile.flushedResults = 0;
  for (const tally of tallies.values()) {
    const { violations } = tally;
    tally.searched = { tested: tally.tested, violations };
  }
  return { profile, tallies };
}

function* ask(
  { plan, landscape, asked, found }: Search,
  magnitudes: Magnitudes,
  negative: boolean,
  isOrdered: boolean,
): Conversation<string | undefined> {
  if (magnitudes.length === 0) return undefined;
  const before = asked[negative ? 1 : 0];
  const message = yield* judgeInputs(
    plan,
    { magnitudes, negative, isOrdered },
    before,
    found,
    // Of what is swept there is nothing more to be looked for.
    isOrdered ? undefined : noteOn(landscape),
  );
  before.push({ magnitudes, isOrdered });
  countAsked(landscape, magnitudes, negative);
  return message;
}

/**
 * Edges and the numbers on both sides of each: they have few bits, so that products and sums are exact and results lie half way
 * between two floats, and pieces of an approximation begin there.
 */
function* askEdges(search: Search): Conversation<string | undefined> {
  const { plan, landscape } = search;
  const { line } = floatTypes[plan.context.request.dtype];
  const { edges, count } = landscape;
  const around: number[] = [];
  for (const edge of edges.subarray(0, count))
    around.push(line.step(edge, -1), edge, line.step(edge, 1));
  const magnitudes = line.pack(around);
  return (
    (yield* ask(search, magnitudes, false, true)) ?? (yield* ask(search, magnitudes, true, true))
  );
}

/** Every input of the stretches whose true results are near the bound of a clause. */
function* sweepNearBounds(search: Search): Conversation<string | undefined> {
  const { plan, landscape, done } = search;
  const { edges, count } = landscape;
  const stretches = new Set<number>();
  for (const negative of [false, true])
    for (const { low, high } of plan.nearBounds[negative ? 'negative' : 'positive']) {
      const last = Math.min(count - 1, stretchOf(edges, high));
      for (let at = stretchOf(edges, low); at <= last; at++) {
        const own = negative ? count + at : at;
        if (done[own] === 0 && isSmall(search, at)) stretches.add(own);
      }
    }
  return yield* look(
    search,
    [...stretches].toSorted((a, b) => a - b),
    whole,
  );
}

/** Whether all inputs of a stretch may be asked. */
function isSmall({ plan, landscape: { edges } }: Search, stretch: number): boolean {
  const { line } = floatTypes[plan.context.request.dtype];
  return line.step(edges[stretch]!, whole) >= edges[stretch + 1]!;
}

function* askRounds(search: Search): Conversation<string | undefined> {
  for (const round of rounds) {
    const chosen = choose(search.landscape, round, search.done);
    const message = yield* look(search, chosen, round.inputs);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** Looks at stretches, ascending: at so many inputs of each, or at all of them. */
function* look(
  search: Search,
  stretches: readonly number[],
  inputs: number,
): Conversation<string | undefined> {
  const { count } = search.landscape;
  const positive = stretches.filter((at) => at < count);
  const negative = stretches.filter((at) => at >= count).map((at) => at - count);
  // Of a whole stretch neighbours are held against each other; what is drawn may be drawn again.
  const isOrdered = inputs === whole;
  const message =
    (yield* ask(search, inputsOf(search, positive, inputs), false, isOrdered)) ??
    (yield* ask(search, inputsOf(search, negative, inputs), true, isOrdered));
  if (inputs === whole) for (const at of stretches) search.done[at] = 1;
  return message;
}

/** Inputs of stretches of one side, ascending: all and the one before, or pairs of neighbours at random places. */
function inputsOf(search: Search, stretches: readonly number[], inputs: number): Magnitudes {
  const { plan, draw, landscape } = search;
  const { edges } = landscape;
  const { line } = floatTypes[plan.context.request.dtype];
  const chosen =
    edges.slice(0, 0).constructor === Float64Array
      ? new Float64Array(stretches.length * (inputs + 1))
      : new Uint32Array(stretches.length * (inputs + 1));
  let length = 0;
  let last = -1;
  const take = (magnitude: number): void => {
    if (magnitude <= last) return;
    chosen[length++] = magnitude;
    last = magnitude;
  };
  for (const at of stretches) {
    const low = edges[at]!;
    const end = edges[at + 1]!;
    if (line.step(low, inputs) >= end) {
      for (let one = line.step(low, -1); one < end; one = line.step(one, 1)) take(one);
      continue;
    }
    for (let index = 0; index < inputs / 2; index++) {
      const one = line.between(
        low,
        line.step(end, -2),
        (index + draw(0, 2 ** 30 - 1) / 2 ** 30) / (inputs / 2),
      );
      take(one);
      take(line.step(one, 1));
    }
  }
  return chosen.subarray(0, length);
}

/** The input with the greatest error that a search saw. */
export function worstOf({ profile: { maxUlpBits } }: GridResult): readonly AnyBits[] {
  return maxUlpBits === null ? [] : [maxUlpBits];
}
