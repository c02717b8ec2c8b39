import type { KernelRequest } from '@rectify/backend';
import type { Cell, Comparison, Extent, Measurement, RoundSeries, Series } from '@rectify/bench';
import { compareToFirst, planTurns, summarize } from '@rectify/bench';
import type { Finding } from '@rectify/conformance';
import type { Clause } from '@rectify/spec';
import { kernelName } from './describe.ts';
import type { RunEvent } from './event.ts';
import { openPacer } from './pace.ts';
import type { BackendRef, BackendStatus } from './status.ts';
import type { TurnContext } from './turn.ts';
import { runTurn } from './turn.ts';
import type { Verified } from './verify.ts';
import { verify } from './verify.ts';

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
  readonly threads: number;
  /** Verdicts of these kernels if there are any already; otherwise all are judged at smoke depth first. */
  readonly verified?: Pick<Verified, 'backends' | 'findings'> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: RunEvent) => void) | undefined;
}

/** A kernel that is not timed, and why. */
export interface Refusal extends KernelRequest {
  readonly backend: string;
  readonly reason: string;
}

/** A kernel that could not be timed. */
export interface Failure extends KernelRequest {
  readonly backend: string;
  readonly message: string;
}

export interface Measured {
  readonly backends: readonly BackendStatus[];
  readonly measurements: readonly Measurement[];
  /** Every backend against the first one that has the cell. */
  readonly comparisons: readonly Comparison[];
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
    o.verified ?? (await verify({ ...o, depth: 'smoke', level: 'must', on: undefined }));
  const refusals = refusalsOf(verified.findings);
  const timed = o.backends.map(({ id }) => ({
    id,
    requests: o.requests.filter((request) => isTimed(id, request, verified.findings, refusals)),
  }));
  const present = timed.filter(({ requests }) => requests.length > 0);
  const turns = planTurns({ ...o.extent, backends: present, seed: o.seed });
  const pacer = openPacer(turns, deadline);
  const failures: Failure[] = [];
  const rounds = new Map<string, RoundSeries[]>();
  const context: TurnContext = {
    ...o.extent,
    seed: o.seed,
    timeoutMs: o.timeoutMs,
    threads: o.threads,
    signal: o.signal,
    isOver: pacer.isOver,
    hasFailed: (backend, request) =>
      failures.some((one) => one.backend === backend && kernelName(one) === kernelName(request)),
    fail: (failure) => failures.push(failure),
    add: (backend, cell, mode, series) => {
      const key = seriesKey({ backend, ...cell, mode });
      rounds.set(key, [...(rounds.get(key) ?? []), series]);
    },
    after: (turn, cell) =>
      o.on?.({ kind: 'timed', backend: turn.backend, round: turn.round, cell, ...pacer.finish() }),
  };
  for (const [i, turn] of turns.entries()) {
    if (o.signal?.aborted === true || !pacer.fits(i)) break;
    const ref = o.backends.find(({ id }) => id === turn.backend);
    if (ref !== undefined) await runTurn(ref, turn, pacer.shareOf(i), context);
  }

  const all = seriesInOrder(present, o.extent, rounds);
  return {
    backends: verified.backends,
    measurements: all.map((series) => summarize(series, o.seed)),
    comparisons: compareToFirst(all, o.seed),
    refusals,
    failures,
    interrupted: o.signal?.aborted === true,
  };
}

/** Kernels with a must clause that fails without a known deviation, or that could not be judged. */
function refusalsOf(findings: readonly Finding[]): readonly Refusal[] {
  const reasons = new Map<string, Refusal>();
  for (const { backend, op, pass, dtype, clause, level, outcome, message } of findings) {
    if (level !== 'must' || (outcome !== 'fail' && outcome !== 'error')) continue;
    const key = `${backend} ${kernelName({ op, pass, dtype })}`;
    const why = outcome === 'fail' ? `fails ${clause}` : `errors in ${clause}: ${message ?? ''}`;
    const before = reasons.get(key);
    const reason = before === undefined ? why : `${before.reason}; ${why}`;
    reasons.set(key, { backend, op, pass, dtype, reason });
  }
  return [...reasons.values()];
}

function isTimed(
  backend: string,
  request: KernelRequest,
  findings: readonly Finding[],
  refusals: readonly Refusal[],
): boolean {
  const isThis = (one: KernelRequest & { readonly backend: string }): boolean =>
    one.backend === backend && kernelName(one) === kernelName(request);
  const own = findings.filter(isThis);
  return own.some(({ verdict }) => verdict !== 'unsupported') && !refusals.some(isThis);
}

function seriesKey(o: Cell & Pick<Series, 'backend' | 'mode'>): string {
  return `${o.backend} ${kernelName(o)} ${o.length} ${o.mode}`;
}

function seriesInOrder(
  backends: readonly { readonly id: string; readonly requests: readonly KernelRequest[] }[],
  { lengths, modes }: Extent,
  rounds: ReadonlyMap<string, readonly RoundSeries[]>,
): readonly Series[] {
  return backends.flatMap(({ id, requests }) =>
    requests.flatMap(({ op, pass, dtype }) =>
      lengths.flatMap((length) =>
        modes.flatMap((mode) => {
          const which = { backend: id, op, pass, dtype, length, mode };
          const found = rounds.get(seriesKey(which));
          return found === undefined ? [] : [{ ...which, rounds: found }];
        }),
      ),
    ),
  );
}
