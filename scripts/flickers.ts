import { kernelKey, withDType } from '@rectify/backend';
import type { Report } from '@rectify/record';

/** What is said of one clause or kernel, by the seeds that say it. */
export interface Flicker {
  readonly subject: string;
  readonly said: Readonly<Record<string, readonly string[]>>;
}

/** Everything that a report says which no sample may change: outcomes of clauses, grades of kernels. */
function sayings({ findings, profiles }: Report): readonly (readonly [string, string])[] {
  return [
    ...findings.map(
      ({ backend, clause, dtype, outcome }) =>
        [`${backend} ${withDType(clause, dtype)}`, outcome] as const,
    ),
    ...profiles.map((one) => [`${kernelKey(one)}: grade`, one.grade] as const),
  ];
}

/** What reports of several seeds do not all say alike; what some of them leave out is said too. */
export function flickersOf(reports: readonly Report[]): readonly Flicker[] {
  const said = reports.map((report) => ({
    seed: report.run.seed,
    by: Map.groupBy(sayings(report), ([subject]) => subject),
  }));
  const subjects = new Set(said.flatMap(({ by }) => [...by.keys()]));
  return [...subjects].flatMap((subject): readonly Flicker[] => {
    const words = said.map(({ seed, by }) => ({
      seed,
      word: (by.get(subject) ?? []).map(([, word]) => word).join(', ') || 'nothing',
    }));
    const seeds = Map.groupBy(words, ({ word }) => word);
    if (seeds.size === 1) return [];
    const listed = [...seeds].map(([word, of]) => [word, of.map(({ seed }) => seed)] as const);
    return [{ subject, said: Object.fromEntries(listed) }];
  });
}
