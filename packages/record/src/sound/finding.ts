import { clauses, specVersion } from '@rectify/spec';
import type { Finding } from '../finding.ts';
import type { Outcome } from '../words.ts';
import { fits } from './bits.ts';

const levels = new Map(clauses.map(({ id, level }) => [id, level]));

/** What a finding's run says of it. */
interface OfRun {
  readonly spec: string;
  readonly level: 'must' | 'should';
}

/** The outcomes that a verdict can come to. */
function outcomesOf(
  { verdict, level, deviation, location }: Finding,
  run: OfRun,
): readonly Outcome[] {
  // An expectation that can match nothing is a finding of its own, with the verdict of the clause's.
  const idle: readonly Outcome[] = location !== undefined && deviation !== null ? ['stale'] : [];
  switch (verdict) {
    case 'errored':
      return ['error'];
    case 'unsupported':
      return ['skip', ...idle];
    case 'conforms':
      return deviation === null ? ['pass'] : ['pass', 'stale'];
    case 'violates': {
      if (level === 'may') return ['skip', ...idle];
      const unexcused = level === 'should' && run.level === 'must' ? 'skip' : 'fail';
      const isKnown = deviation !== null && deviation.reason.trim() !== '';
      return [unexcused, ...(isKnown ? (['known'] as const) : []), ...idle];
    }
    default:
      return verdict satisfies never;
  }
}

function clauseFault({ clause, op, pass, level }: Finding, { spec }: OfRun): string | null {
  if (!clause.startsWith(`${op}/${pass}/`)) return `is not about ${op}/${pass}`;
  // What other versions of the specification say is not known here.
  if (spec !== specVersion || levels.get(clause) === level) return null;
  return levels.has(clause)
    ? `is a ${levels.get(clause)}, not a ${level}`
    : `is no clause of the specification ${spec}`;
}

function countsFault({ verdict, outcome, tested, violations, ranges }: Finding): string | null {
  if (violations > tested) return `has ${violations} violations in ${tested} tested`;
  if (verdict === 'conforms' && violations > 0) return `conforms, with ${violations} violations`;
  if (verdict === 'unsupported' && tested > 0) return `is unsupported, with ${tested} tested`;
  if (verdict === 'violates' && violations === 0 && outcome !== 'stale')
    return 'violates, without a violation';
  const inRanges = ranges.reduce((sum, { count }) => sum + count, 0);
  return inRanges > violations ? `has ${violations} violations, and ${inRanges} in ranges` : null;
}

/** What is wrong with a finding beyond its form; null when nothing is. */
export function findingFault(finding: Finding, run: OfRun): string | null {
  const { dtype, outcome, verdict, witness, ranges } = finding;
  const lane = witness?.lane ?? null;
  if (!outcomesOf(finding, run).includes(outcome))
    return `has the outcome ${outcome}, which does not follow from its verdict ${verdict}`;
  const shown = [witness, witness?.other].flatMap((one) =>
    one ? [one.x, one.dy, one.got, one.due] : [],
  );
  if (!fits(dtype, ...shown) || ranges.some(({ first, last }) => !fits(dtype, first, last)))
    return `has bits that are not ${dtype}`;
  if (lane !== null && lane.index >= lane.length)
    return `has a witness at ${lane.index} of ${lane.length}`;
  return clauseFault(finding, run) ?? countsFault(finding);
}
