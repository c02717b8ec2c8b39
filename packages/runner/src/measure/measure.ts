import type { KernelRequest } from '@rectify/backend';
import { kernelKey, kernelName } from '@rectify/backend';
import type { Extent } from '@rectify/bench';
import { analyse, cellKey, planTurns } from '@rectify/bench';
import type { BackendEntry, Failure, Refusal, RoundSeries, Series, Speed } from '@rectify/record';
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
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: RunEvent) => void) | undefined;
}

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
 * round, one process at a time. Stops at `extent.budgetMs`, though the first round is always finished.
 * @throws SuiteError as `verify`
 */
export async function measure(o: MeasureOptions): Promise<Measured> {
  const deadline = performance.now() + o.extent.budgetMs;
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
  const turns = planTurns({ ...o.extent, backends: present, seed: o.seed });
  const budget = openBudget(turns, deadline);
  const failures: Failure[] = [];
  const untimeable = new Set<string>();
  const found = new Map<string, Series & { readonly rounds: RoundSeries[] }>();
  const context: TurnContext = {
    ...o.extent,
    seed: o.seed,
    timeoutMs: o.timeoutMs,
    signal: o.signal,
    isOver: budget.isOver,
    isGivenUp: (backend, cell) =>
      untimeable.has(`${backend} ${cellKey(cell)}`) ||
      failures.some((one) => kernelKey(one) === kernelKey({ ...cell, backend })),
    fail: (failure) => failures.push(failure),
    refuse: (refusal, cell) => {
      untimeable.add(`${refusal.backend} ${cellKey(cell)}`);
      refusals.push(refusal);
    },
    add: (backend, cell, mode, series) => {
      const key = `${backend} ${cellKey(cell)} ${mode}`;
      const one = found.get(key) ?? { backend, ...cell, mode, rounds: [] };
      one.rounds.push(series);
      found.set(key, one);
    },
    after: (turn, cell) =>
      o.on?.({ kind: 'timed', backend: turn.backend, round: turn.round, cell, ...budget.finish() }),
  };
  for (const [i, turn] of turns.entries()) {
    if (o.signal?.aborted === true || !budget.fits(i)) break;
    const ref = o.backends.find(({ id }) => id === turn.backend);
    if (ref !== undefined) await runTurn(ref, turn, budget.shareOf(i), context);
  }

  const series = inOrder(present, o.extent, [...found.values()]);
  return {
    backends: verified.backends,
    series,
    ...analyse(series, o.seed),
    refusals,
    failures,
    interrupted: o.signal?.aborted === true,
  };
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
