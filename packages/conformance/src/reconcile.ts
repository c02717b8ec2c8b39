import type { Deviation, KernelRequest, Origin } from '@rectify/backend';
import type { Clause } from '@rectify/spec';
import { satisfies } from 'semver';
import type { Depth, Finding, Grade, Judged, Outcome } from './types.ts';

/** What a deviation's conditions are held against. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly isa: readonly string[];
}

export interface Context {
  readonly backend: string;
  readonly request: KernelRequest;
  readonly origin: Origin | null;
  /** Version of the runtime, as semver. */
  readonly version: string;
  readonly machine: Machine;
  readonly deviations: readonly Deviation[];
  /** The lowest level that may fail the run. */
  readonly level: 'must' | 'should';
  readonly depth: Depth;
}

/** The inputs that deviations of these clauses name, for `JudgeOptions.inputs`. */
export function knownInputs(
  clauses: readonly Clause[],
  deviations: readonly Deviation[],
): readonly string[] {
  return deviations
    .filter((deviation) => clauses.some(({ id }) => id === deviation.clause))
    .flatMap(({ at }) => at ?? []);
}

function appliesHere(deviation: Deviation, clause: string, context: Context): boolean {
  const { machine, request, version } = context;
  const { platform, arch, isa } = deviation.when ?? {};
  return (
    deviation.clause === clause &&
    (deviation.dtype ?? 'float32') === request.dtype &&
    satisfies(version, deviation.versions, { includePrerelease: true }) &&
    (platform?.includes(machine.platform) ?? true) &&
    (arch?.includes(machine.arch) ?? true) &&
    (isa?.every((set) => machine.isa.includes(set)) ?? true)
  );
}

function outcomeOf(judged: Judged, deviation: Deviation | undefined, context: Context): Outcome {
  const { level } = judged.clause;
  switch (judged.verdict) {
    case 'unsupported':
      return 'skip';
    case 'errored':
      return 'error';
    case 'conforms':
      // Smoke looks at too few inputs to say that a deviation is gone.
      return deviation === undefined || context.depth === 'smoke' ? 'pass' : 'stale';
    case 'violates':
      if (level === 'may') return 'skip';
      if (deviation !== undefined && (judged.maxUlp ?? 0) <= (deviation.maxUlp ?? Infinity))
        return 'known';
      return level === 'should' && context.level === 'must' ? 'skip' : 'fail';
    default:
      return judged.verdict satisfies never;
  }
}

/** Turns verdicts into findings by the known deviations: pass, fail, known, stale, skip or error. */
export function reconcile(judged: readonly Judged[], context: Context): readonly Finding[] {
  return judged.map((one) => {
    const { clause, ...rest } = one;
    const deviation = context.deviations.find((d) => appliesHere(d, clause.id, context));
    const outcome = outcomeOf(one, deviation, context);
    return {
      backend: context.backend,
      op: clause.op,
      pass: clause.pass,
      dtype: context.request.dtype,
      origin: context.origin,
      clause: clause.id,
      level: clause.level,
      ...rest,
      outcome,
      deviation:
        deviation === undefined ? null : { reason: deviation.reason, url: deviation.url ?? null },
    };
  });
}

/**
 * Grade of one kernel: AAA all must and should and correctly rounded, AA all must and should, A all must, F otherwise.
 * Known deviations do not mend it. `misrounded` is that of the profile.
 */
export function gradeOf(judged: readonly Judged[], misrounded: number): Grade {
  const meets = (level: string): boolean =>
    judged.every(({ clause, verdict }) => clause.level !== level || verdict === 'conforms');
  if (!meets('must')) return 'F';
  if (!meets('should')) return 'A';
  return misrounded === 0 ? 'AAA' : 'AA';
}
