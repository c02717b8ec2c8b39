import { kernelOf } from '@rectify/backend';
import type { Change, Profile, Trend } from '@rectify/record';
import { grades } from '@rectify/record';
import { accuracyChanges } from './binades.ts';
import type { Comparability } from './noise.ts';
import { joined, trendOfCount, trendOfUlp } from './noise.ts';

/** Of the inputs that nobody looked for: a search finds many, and elsewhere each time. */
const countsOf = ({
  misrounded,
  tested,
  searched = { tested: 0, misrounded: 0, overOneUlp: 0 },
}: Profile): Pick<Profile, 'misrounded' | 'tested'> => ({
  misrounded: misrounded - searched.misrounded,
  tested: tested - searched.tested,
});

/** Figures of one kernel that moved: worst error, misrounded results, and the errors of each range of inputs. */
export function profileChanges(how: Comparability, old: Profile, now: Profile): readonly Change[] {
  const kernel = kernelOf(now);
  const worst = trendOfUlp(how, old.maxUlp, now.maxUlp);
  const [before, after] = [countsOf(old), countsOf(now)];
  const rounding = trendOfCount(
    how,
    { count: before.misrounded, of: before.tested },
    { count: after.misrounded, of: after.tested },
  );
  const changes: Change[] = [];
  if (worst !== undefined)
    changes.push({ kind: 'max-ulp', trend: worst, ...kernel, old: old.maxUlp, new: now.maxUlp });
  if (rounding !== undefined)
    changes.push({
      kind: 'misrounded',
      trend: rounding,
      ...kernel,
      old: before,
      new: after,
    });
  return [...changes, ...accuracyChanges(how, old, now)];
}

/** Figures of a gradient on pairs (x, dy) that moved. */
export function pairChanges(how: Comparability, old: Profile, now: Profile): readonly Change[] {
  const [was, is] = [old.pairs, now.pairs];
  if (was === undefined || is === undefined) return [];
  const trend = joined([
    trendOfUlp(how, was.maxUlp, is.maxUlp),
    trendOfCount(
      how,
      { count: was.misrounded, of: was.tested },
      { count: is.misrounded, of: is.tested },
    ),
  ]);
  return trend === undefined ? [] : [{ kind: 'pairs', trend, ...kernelOf(now), old: was, new: is }];
}

/** A grade follows from clauses and rounding: where other inputs were judged, it moved only if one of these did. */
export function gradeChanges(
  how: Comparability,
  old: Profile,
  now: Profile,
  others: readonly Change[],
): readonly Change[] {
  if (old.grade === now.grade) return [];
  const seen: Trend = grades.indexOf(now.grade) > grades.indexOf(old.grade) ? 'worse' : 'better';
  const borneOut = how === 'exact' || joined(others.map(({ trend }) => trend)) === seen;
  const trend = borneOut ? seen : 'different';
  return [{ kind: 'grade', trend, ...kernelOf(now), old: old.grade, new: now.grade }];
}
