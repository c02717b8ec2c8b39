import type { Run } from '@rectify/record';
import { builtIns } from '../refs/built-in.ts';
import type { DiffSide } from './side.ts';

/** The id of a backend without the version of its runtime. */
function bare(id: string): string {
  return builtIns.find((one) => id.startsWith(`${one.id}@`))?.id ?? id;
}

/** What a run was asked for, of backends that are called otherwise. */
function askedAs({ asked }: Run, name: (id: string) => string): Pick<Run, 'asked'> {
  if (asked === undefined) return {};
  return {
    asked: asked.map((one) => ({ ...one, backends: one.backends?.map(name) ?? null })),
  };
}

function named(side: DiffSide, name: (id: string) => string): DiffSide {
  const { report, series } = side;
  const ofBackend = <T extends { readonly backend: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, backend: name(one.backend) }));
  return {
    ...side,
    report: {
      ...report,
      run: { ...report.run, ...askedAs(report.run, name) },
      backends: report.backends.map((one) => ({ ...one, id: name(one.id) })),
      findings: ofBackend(report.findings),
      profiles: ofBackend(report.profiles),
    },
    series: ofBackend(series),
  };
}

/** Two runs in which two versions of one runtime have one name: where each run has a single version of it. */
export function pairVersions(old: DiffSide, now: DiffSide): readonly [DiffSide, DiffSide] {
  const isSingle = ({ report }: DiffSide, id: string): boolean =>
    report.backends.filter((one) => bare(one.id) === id).length === 1;
  const name = (id: string): string =>
    [old, now].every((side) => isSingle(side, bare(id))) ? bare(id) : id;
  return [named(old, name), named(now, name)];
}
