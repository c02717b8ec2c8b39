import type { Series } from '@rectify/bench';
import type { Report } from '@rectify/report';
import { builtIns } from '../registry.ts';

/** What is compared of a run. */
interface Side {
  readonly report: Report;
  readonly series: readonly Series[];
}

/** The id of a backend without the version of its runtime. */
function bare(id: string): string {
  return builtIns.find((one) => id.startsWith(`${one.id}@`))?.id ?? id;
}

function named<S extends Side>(side: S, name: (id: string) => string): S {
  const { report, series } = side;
  const ofBackend = <T extends { readonly backend: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, backend: name(one.backend) }));
  return {
    ...side,
    report: {
      ...report,
      backends: report.backends.map((one) => ({ ...one, id: name(one.id) })),
      findings: ofBackend(report.findings),
      profiles: ofBackend(report.profiles),
    },
    series: ofBackend(series),
  };
}

/** Two runs in which two versions of one runtime have one name: where each run has a single version of it. */
export function pairVersions<S extends Side>(old: S, now: S): readonly [S, S] {
  const isSingle = ({ report }: Side, id: string): boolean =>
    report.backends.filter((one) => bare(one.id) === id).length === 1;
  const name = (id: string): string =>
    [old, now].every((side) => isSingle(side, bare(id))) ? bare(id) : id;
  return [named(old, name), named(now, name)];
}
