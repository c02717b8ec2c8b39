import type { Deviation, KernelRequest, Origin } from '@rectify/backend';
import { usualDType } from '@rectify/backend';
import type { Depth, Finding, Grade, Outcome, Profile } from '@rectify/record';
import { gradeFrom } from '@rectify/record/words';
import type { Clause } from '@rectify/spec';
import { sampledFactor, sharesDiffer, violationsOf } from './chance.ts';
import { type Judged, untested } from './clause.ts';
import { hasFixedInputs } from '../row-of.ts';
import { isReason } from './reason.ts';
import { isVersionIn } from './versions.ts';

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
  readonly seed: number;
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

/** Whether a deviation is about this clause of this kernel on this machine, in some version of the runtime. */
function isAbout(deviation: Deviation, clause: string, { machine, request }: Context): boolean {
  const { platform, arch, isa, lacks } = deviation.when ?? {};
  return (
    deviation.clause === clause &&
    (deviation.dtype ?? usualDType) === request.dtype &&
    (platform?.includes(machine.platform) ?? true) &&
    (arch?.includes(machine.arch) ?? true) &&
    (isa?.every((set) => machine.isa.includes(set)) ?? true) &&
    !(lacks?.some((set) => machine.isa.includes(set)) ?? false)
  );
}

/** Whether the bounds of a deviation are those of another sample. */
const isOtherSample = ({ clause }: Judged, { seed }: Deviation, context: Context): boolean =>
  seed !== undefined && seed !== context.seed && !hasFixedInputs(clause.rule);

/** Whether a sample's violations differ from those of another of its size by more than chance. */
function isMoreThanChance(judged: Judged, known: number): boolean {
  const { count, of } = violationsOf(judged);
  return sharesDiffer({ count: known, of }, { count, of });
}

/** Whether a deviation was shown by another sample, by so few inputs that this one may have missed them. */
const isMissed = (judged: Judged, deviation: Deviation, context: Context): boolean =>
  isOtherSample(judged, deviation, context) &&
  deviation.violations !== undefined &&
  !isMoreThanChance(judged, deviation.violations);

/** Why a deviation does not excuse a violation; undefined where it does. */
function objection(judged: Judged, deviation: Deviation, context: Context): string | undefined {
  const { maxUlp = Infinity, violations = Infinity } = deviation;
  // What one sample showed another shows but for chance.
  const factor = isOtherSample(judged, deviation, context) ? sampledFactor : 1;
  if ((judged.maxUlp ?? 0) > factor * maxUlp)
    return `it grew past its bound: ${judged.maxUlp} ULP, known are ${maxUlp}`;
  // How many a search finds beside the sample depends on where it looked.
  const { count } = violationsOf(judged);
  if (count > factor * violations && (factor === 1 || isMoreThanChance(judged, violations)))
    return `it grew past its bound: violated by ${count}, known are ${violations}`;
  // A deviation is a known violation with its reason: what nobody gave a reason for is not known.
  const said = deviation.reason.trim();
  if (isReason(said)) return undefined;
  return said === ''
    ? 'it is expected without a reason, so give one'
    : `it is expected with no reason but '${said}', so give one`;
}

type Excused = Pick<Finding, 'outcome' | 'message'>;

function outcomeOf(judged: Judged, deviation: Deviation | undefined, context: Context): Excused {
  const { message, verdict } = judged;
  const { level } = judged.clause;
  switch (verdict) {
    case 'unsupported':
      return { outcome: deviation?.location === undefined ? 'skip' : 'stale', message };
    case 'errored':
      return { outcome: 'error', message };
    case 'conforms': {
      // Smoke looks at too few inputs to say that a deviation is gone, and so may another sample than the one that showed it.
      const stays =
        deviation === undefined ||
        context.depth === 'smoke' ||
        isMissed(judged, deviation, context);
      return { outcome: stays ? 'pass' : 'stale', message };
    }
    case 'violates': {
      if (level === 'may') return { outcome: 'skip', message };
      const why = deviation && objection(judged, deviation, context);
      if (deviation !== undefined && why === undefined) return { outcome: 'known', message };
      const outcome: Outcome = level === 'should' && context.level === 'must' ? 'skip' : 'fail';
      return { outcome, message: why ?? message };
    }
    default:
      return verdict satisfies never;
  }
}

type Deviating = Pick<Finding, 'deviation' | 'location'>;

function shown(deviation: Deviation | undefined): Deviating {
  if (deviation === undefined) return { deviation: null };
  const { reason, url = null, location, listedBy } = deviation;
  const listed = listedBy === undefined ? {} : { listedBy };
  return { deviation: { reason, url, ...listed }, ...(location === undefined ? {} : { location }) };
}

/** What stands somewhere and can match nothing there: a finding of its own, beside that of its clause. */
function idle(finding: Finding, deviation: Deviation, context: Context): Finding {
  const { file = '', line = 0 } = finding.location ?? {};
  const message = isVersionIn(context.version, deviation.versions)
    ? `${file}:${line} is about the same and comes first`
    : `its versions ${deviation.versions} leave out ${context.version}`;
  return {
    ...finding,
    ...untested,
    message,
    outcome: 'stale',
    ...shown(deviation),
  };
}

/**
 * Turns verdicts into findings by the known deviations: pass, fail, known, stale, skip or error. Of several that are
 * about the same the first counts. One with a location that can match nothing adds a `stale` finding of its own.
 */
export function reconcile(judged: readonly Judged[], context: Context): readonly Finding[] {
  return judged.flatMap((one): readonly Finding[] => {
    const { clause, ...rest } = one;
    const about = context.deviations.filter((d) => isAbout(d, clause.id, context));
    const deviation = about.find((d) => isVersionIn(context.version, d.versions));
    const finding: Finding = {
      backend: context.backend,
      op: clause.op,
      pass: clause.pass,
      dtype: context.request.dtype,
      origin: context.origin,
      clause: clause.id,
      level: clause.level,
      ...rest,
      ...outcomeOf(one, deviation, context),
      ...shown(deviation),
    };
    // What broke down says nothing about deviations, and nothing of its runtime's version.
    if (one.verdict === 'errored') return [finding];
    const rested = about.filter((d) => d !== deviation && d.location !== undefined);
    return [finding, ...rested.map((d) => idle(finding, d, context))];
  });
}

/** Grade of one kernel by its verdicts: see `gradeFrom`. */
export function gradeOf(
  judged: readonly Judged[],
  figures: Pick<Profile, 'misrounded' | 'pairs'>,
): Grade {
  const levelled = judged.map(({ clause, verdict }) => ({ level: clause.level, verdict }));
  return gradeFrom(levelled, figures);
}
