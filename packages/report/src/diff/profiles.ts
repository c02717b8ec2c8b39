import type { Change, Grade, Profile, Trend } from '@rectify/record';
import { accuracyChanges } from './binades.ts';
import type { Comparability } from './noise.ts';
import { joined, trendOfCount, trendOfUlp } from './noise.ts';

const grades: readonly Grade[] = ['AAA', 'AA', 'A', 'F'];

/** Figures of one kernel that moved: worst error, misrounded results, and the errors of each range of inputs. */
export function profileChanges(how: Comparability, old: Profile, now: Profile): readonly Change[] {
  const { backend, op, pass, dtype } = now;
  const kernel = { backend, op, pass, dtype };
  const worst = trendOfUlp(how, old.maxUlp, now.maxUlp);
  const rounding = trendOfCount(
    how,
    { count: old.misrounded, of: old.tested },
    { count: now.misrounded, of: now.tested },
  );
  const counts = ({ misrounded, tested }: Profile): { misrounded: number; tested: number } => ({
    misrounded,
    tested,
  });
  return [
    ...(worst === undefined
      ? []
      : [{ kind: 'max-ulp', trend: worst, ...kernel, old: old.maxUlp, new: now.maxUlp } as const]),
    ...(rounding === undefined
      ? []
      : [
          {
            kind: 'misrounded',
            trend: rounding,
            ...kernel,
            old: counts(old),
            new: counts(now),
          } as const,
        ]),
    ...accuracyChanges(how, old, now),
  ];
}

/** A grade follows from clauses and rounding: where other inputs were judged, it moved only if one of these did. */
export function gradeChanges(
  how: Comparability,
  old: Profile,
  now: Profile,
  others: readonly Change[],
): readonly Change[] {
  const { backend, op, pass, dtype } = now;
  if (old.grade === now.grade) return [];
  const seen: Trend = grades.indexOf(now.grade) > grades.indexOf(old.grade) ? 'worse' : 'better';
  const borneOut = how === 'exact' || joined(others.map(({ trend }) => trend)) === seen;
  return [
    {
      kind: 'grade',
      trend: borneOut ? seen : 'different',
      backend,
      op,
      pass,
      dtype,
      old: old.grade,
      new: now.grade,
    },
  ];
}
