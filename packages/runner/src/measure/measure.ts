import type { KernelRequest } from '@rectify/backend';
import { kernelKey, kernelName } from '@rectify/backend';
import type { BackendTurn, Extent } from '@rectify/bench';
import { analyse, cellKey, joinedSeries, planTurns } from '@rectify/bench';
import type { BackendEntry, Cell, Failure, Refusal, Series, Speed } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import type { BackendRef } from '../process/backend-ref.ts';
import type { RunEvent } from '../run-event.ts';
import type { Verified } from '../verify/verify.ts';
import { verify } from '../verify/verify.ts';
import { openBudget } from './budget.ts';
import { timeableBy } from './timeable.ts';
import type { TurnContext } from './turn.ts';
import { runTurn } from './turn.ts';

export interface MeasureOptions {
  readonly backends: readonly BackendRef[];
  readonly requests: readonly KernelRequest[];
  /** Those by which a kernel is refused: every clause of the requests' ops and passes. */
  readonly clauses: readonly Clause[];
  /** How much is measured: `defaultExtent` or `quickExtent` of @rectify/bench, or parts of them. */
  readonly extent: Extent;
  readonly seed: number;
  /** Silence of a kernel beyond the time it was given is an error. */
  readonly timeoutMs: number;
  /** Verdicts of these kernels if there are any already; otherwise all are judged at smoke depth first. */
  readonly verified?: Pick<Verified, 'backends' | 'findings'> | undefined;
  /** What an interrupted run of the same kind left. */
  readonly timedBefore?: TimedBefore | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: RunEvent) => void) | undefined;
}

/** What was timed before: it counts with what is timed now. */
export type TimedBefore = Pick<Measured, 'series' | 'failures'>;

export interface Measured extends Speed {
  readonly backends: readonly BackendEntry[];
  /** Every sample, from which the rest follows. */
  readonly series: readonly Series[];
  readonly refusals: readonly Refusal[];
  readonly failures: readonly Failure[];
  readonly interrupted: boolean;
}

/**
 * Times every kernel that fails no must clause (without a known deviation), in a fresh process for each backend and
 * round, one process at a time. Stops at `extent.budgetMs`, though the first round is always finished. What was timed
 * before is not timed again, and the time is for what is left of it.
 * @throws SuiteError as `verify`
 */
export async function measure(o: MeasureOptions): Promise<Measured> {
  const began = performance.now();
  const verified =
    o.verified ??
    (await verify({ ...o, threads: 1, depth: 'smoke', level: 'must', on: undefined }));
  const judged = timeableBy(verified.findings);
  const refusals = [...judged.refusals];
  const timed = o.backends.map(({ id }) => ({
    id,
    requests: o.requests.filter((request) => judged.has(id, request)),
  }));
  const present = timed.filter(({ requests }) => requests.length > 0);
  const { series: sampledBefore = [], failures: failedBefore = [] } = o.timedBefore ?? {};
  const done = new Set(sampledBefore.flatMap(placesOf));
  const isDone: TurnContext['isDone'] = ({ backend, round }, cell) =>
    done.has(placeOf(backend, round, cell));
  const all = planTurns({ ...o.extent, backends: present, seed: o.seed });
  const turns = leftOf(all, isDone);
  const share = cellsOf(turns) / Math.max(1, cellsOf(all));
  const budget = openBudget(turns, began + o.extent.budgetMs * share);
  const failures: Failure[] = [...failedBefore];
  const untimeable = new Set<string>();
  const sampled: Series[] = [...sampledBefore];
  const context: TurnContext = {
    ...o.extent,
    seed: o.seed,
    timeoutMs: o.timeoutMs,
    signal: o.signal,
    isOver: budget.isOver,
    isGivenUp: (backend, cell) =>
      untimeable.has(`${backend} ${cellKey(cell)}`) ||
      failures.some((one) => kernelKey(one) === kernelKey({ ...cell, backend })),
    isDone,
    fail: (failure) => {
      failures.push(failure);
      o.on?.({ kind: 'failed', failure });
    },
    refuse: (refusal, cell) => {
      untimeable.add(`${refusal.backend} ${cellKey(cell)}`);
      refusals.push(refusal);
    },
    add: (series) => {
      sampled.push(...series);
      o.on?.({ kind: 'sampled', series });
    },
    after: (turn, cell) =>
      o.on?.({ kind: 'timed', backend: turn.backend, round: turn.round, cell, ...budget.finish() }),
  };
  for (const [i, turn] of turns.entries()) {
    if (o.signal?.aborted === true || !budget.fits(i)) break;
    const ref = o.backends.find(({ id }) => id === turn.backend);
    if (ref !== undefined) await runTurn(ref, turn, budget.shareOf(i), context);
  }

  const series = inOrder(present, o.extent, joinedSeries(sampled));
  return {
    backends: verified.backends,
    series,
    ...analyse(series, o.seed),
    refusals,
    failures,
    interrupted: o.signal?.aborted === true,
  };
}

/** Names a cell in a round. */
const placeOf = (backend: string, round: number, cell: Cell): string =>
  `${backend} ${round} ${cellKey(cell)}`;

const placesOf = (series: Series): readonly string[] =>
  series.rounds.map(({ round }) => placeOf(series.backend, round, series));

const cellsOf = (turns: readonly BackendTurn[]): number =>
  turns.reduce((sum, { cells }) => sum + cells.length, 0);

/** Turns without what was timed before. */
function leftOf(
  turns: readonly BackendTurn[],
  isDone: TurnContext['isDone'],
): readonly BackendTurn[] {
  return turns
    .map((turn) => ({ ...turn, cells: turn.cells.filter((cell) => !isDone(turn, cell)) }))
    .filter(({ cells }) => cells.length > 0);
}

/** Series as they were asked for, whatever the order in which they were timed. */
function inOrder(
  backends: readonly { readonly id: string; readonly requests: readonly KernelRequest[] }[],
  { lengths, inputs, modes }: Extent,
  found: readonly Series[],
): readonly Series[] {
  const place = (series: Series): readonly number[] => {
    const at = backends.findIndex(({ id }) => id === series.backend);
    const names = backends[at]?.requests.map(kernelName) ?? [];
    return [
      at,
      names.indexOf(kernelName(series)),
      lengths.indexOf(series.length),
      inputs.indexOf(series.inputs),
      series.threads,
      modes.indexOf(series.mode),
    ];
  };
  return found
    .map((series) => ({ series, place: place(series) }))
    .toSorted((a, b) => {
      const differing = a.place.findIndex((value, i) => value !== b.place[i]);
      return differing < 0 ? 0 : (a.place[differing] ?? 0) - (b.place[differing] ?? 0);
    })
    .map((one) => one.series);
}
