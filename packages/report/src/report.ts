import type { Comparison, Crossing, Growth, Measurement, Ratio, Speed } from '@rectify/bench';
import type { KernelRequest } from '@rectify/backend';
import type { Depth, Finding, Outcome, Profile } from '@rectify/conformance';

/** The machine that a run was made on: the receipt of its numbers. */
export interface Environment {
  readonly cpu: { readonly model: string; readonly cores: number; readonly isa: readonly string[] };
  readonly platform: string;
  readonly arch: string;
  readonly osRelease: string;
  /** Name and version of the C library; null where it cannot be told. */
  readonly libc: string | null;
  readonly node: string;
  readonly v8: string;
  /** Threads that kernels were given. */
  readonly threads: number;
}

/** What was asked for, when and where. */
export interface Run {
  readonly command: string;
  readonly seed: string;
  readonly depth: Depth;
  /** The lowest level that may fail the run. */
  readonly level: 'must' | 'should';
  /** `i/n` where this is one of several shards, whose verdicts need them all. */
  readonly shard: string | null;
  /** Every so manyth block of the inputs was judged; 1 is all. */
  readonly stride: number;
  /** Version of the specification. */
  readonly spec: string;
  /** ISO 8601. */
  readonly started: string;
  /** True where it was stopped before its end: what is here is what was finished. */
  readonly interrupted: boolean;
  readonly environment: Environment;
}

/** A backend that was asked for; what only an opened runtime can say is null where it did not open. */
export interface BackendEntry {
  readonly id: string;
  /** The package behind it. */
  readonly runtime: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly device: string | null;
  readonly threads: number | null;
  readonly available: boolean;
  /** Why it is not available. */
  readonly note: string | null;
}

/** A kernel that was not timed, and why. */
export interface Refusal extends KernelRequest {
  readonly backend: string;
  readonly reason: string;
}

/** A kernel that died or was silent while it was timed. */
export interface Failure extends KernelRequest {
  readonly backend: string;
  readonly message: string;
}

/** How many findings have each outcome. */
export type Summary = Readonly<Record<Outcome, number>>;

/** Everything that a run found: what every format renders. What follows from timing alone may be left out. */
export interface Report extends Partial<
  Pick<Speed, 'crossings' | 'growths' | 'inputRatios' | 'threadRatios'>
> {
  readonly schema: 'rectify/report@1';
  readonly run: Run;
  readonly backends: readonly BackendEntry[];
  readonly findings: readonly Finding[];
  readonly profiles: readonly Profile[];
  readonly measurements: readonly Measurement[];
  /** Ratios of speed between backends, within this run. */
  readonly comparisons: readonly Comparison[];
  readonly refusals: readonly Refusal[];
  readonly failures: readonly Failure[];
  readonly summary: Summary;
}

/** One line of a report as a stream: an entry under the name of its kind, as a record has it. */
export type ReportLine =
  /** The first line. */
  | { readonly kind: 'run'; readonly schema: Report['schema']; readonly run: Run }
  | { readonly kind: 'backend'; readonly backend: BackendEntry }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'measurement'; readonly measurement: Measurement }
  | { readonly kind: 'comparison'; readonly comparison: Comparison }
  | { readonly kind: 'crossing'; readonly crossing: Crossing }
  | { readonly kind: 'growth'; readonly growth: Growth }
  | { readonly kind: 'inputRatio'; readonly inputRatio: Ratio }
  | { readonly kind: 'threadRatio'; readonly threadRatio: Ratio }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** The last line, without which the stream was cut off. */
  | { readonly kind: 'summary'; readonly summary: Summary };

/** Counts findings by outcome. */
export function countOutcomes(findings: readonly Finding[]): Summary {
  const counts = { pass: 0, fail: 0, known: 0, stale: 0, skip: 0, error: 0 };
  for (const { outcome } of findings) counts[outcome] += 1;
  return counts;
}
