import { kernelOf } from '@rectify/backend';
import { hasFixedInputs, sharesDiffer, violationsOf } from '@rectify/conformance';
import type { AskedTogether, Change, ClauseFigures, Finding, Trend } from '@rectify/record';
import { wasToJudge } from '@rectify/record';
import { clauses } from '@rectify/spec';
import type { Comparability } from './noise.ts';
import { joined, trendOfCount, trendOfUlp } from './noise.ts';

function figuresOf(finding: Finding): ClauseFigures {
  const { outcome, verdict, tested, violations, maxUlp, behaviour, message } = finding;
  return { outcome, verdict, tested, violations, maxUlp, behaviour, message };
}

/** How bad it is: conforming, violating with an excuse, violating, no verdict. */
function rankOf({ outcome, verdict }: Finding): number {
  if (verdict === 'errored') return 3;
  if (verdict !== 'violates') return 0;
  return outcome === 'fail' ? 2 : 1;
}

/** Whether other inputs, not another kernel, may be why a verdict or its excuse differs. */
function mayBeChance(how: Comparability, old: Finding, now: Finding): boolean {
  const judged = old.verdict !== 'errored' && now.verdict !== 'errored';
  return judged && how !== 'exact' && !sharesDiffer(violationsOf(old), violationsOf(now));
}

/** What became of the figures of a clause that is violated in both. */
const trendOfFigures = (how: Comparability, old: Finding, now: Finding): Trend | undefined =>
  joined([
    trendOfCount(how, violationsOf(old), violationsOf(now)),
    trendOfUlp(how, old.maxUlp ?? 0, now.maxUlp ?? 0),
  ]);

function trendOf(how: Comparability, old: Finding, now: Finding): Trend | undefined {
  if (now.level === 'may')
    return old.verdict === now.verdict && old.behaviour === now.behaviour ? undefined : 'different';
  // To be listed makes nothing better: that is for the figures to say.
  if (old.outcome === 'fail' && now.outcome === 'known')
    return trendOfFigures(how, old, now) ?? 'listed';
  const [before, after] = [rankOf(old), rankOf(now)];
  if (before !== after) {
    if (mayBeChance(how, old, now)) return 'different';
    return after > before ? 'worse' : 'better';
  }
  if (old.outcome !== now.outcome) return 'different';
  return now.verdict === 'violates' ? trendOfFigures(how, old, now) : undefined;
}

const isOfFixedInputs = (clause: string): boolean =>
  clauses.some(({ id, rule }) => id === clause && hasFixedInputs(rule));

/** Findings by clause. The first counts: what stands behind it is about an expectation that matched nothing. */
function byClause(findings: readonly Finding[]): Map<string, Finding> {
  return new Map(findings.toReversed().map((one) => [one.clause, one]));
}

/** Clauses of one kernel whose finding is other than it was. @param asked what the later run was asked for */
export function clauseChanges(
  how: Comparability,
  old: readonly Finding[],
  now: readonly Finding[],
  asked: AskedTogether,
): readonly Change[] {
  const [before, after] = [byClause(old), byClause(now)];
  return [...new Set([...old, ...now].map(({ clause }) => clause))].flatMap((clause) => {
    const [was, is] = [before.get(clause), after.get(clause)];
    const either = is ?? was;
    if (either === undefined) return [];
    if (is === undefined && !wasToJudge(asked, either, clause)) return [];
    const only: Trend = is === undefined ? 'vanished' : 'appeared';
    const trend = was && is ? trendOf(isOfFixedInputs(clause) ? 'exact' : how, was, is) : only;
    if (trend === undefined) return [];
    return [
      {
        kind: 'clause',
        trend,
        ...kernelOf(either),
        clause,
        level: either.level,
        old: was ? figuresOf(was) : null,
        new: is ? figuresOf(is) : null,
      },
    ];
  });
}
