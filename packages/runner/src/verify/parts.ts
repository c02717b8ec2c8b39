import type { BackendKernel } from '@rectify/backend';
import { passName, suiteError } from '@rectify/backend';
import type { GridResult, Judged } from '@rectify/conformance';
import {
  addGridResult,
  clausesFrom,
  conclude,
  gradeOf,
  gridFrom,
  newGridResult,
} from '@rectify/conformance';
import type { Part, PortableClause, Profile } from '@rectify/record';
import type { Clause } from '@rectify/spec';

/** Sorted numbers as runs. */
export function runsOf(blocks: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const block of blocks.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && block === last[1] + 1) last[1] = block;
    else runs.push([block, block]);
  }
  return runs;
}

function numbersOf(runs: Part['blocks']): readonly number[] {
  return runs.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
}

/** Parts of one kernel added up. */
export interface Sum {
  readonly grid: GridResult;
  readonly blocks: Set<number>;
  rest: readonly PortableClause[] | null;
  error: string | null;
}

export function newSum(): Sum {
  return { grid: newGridResult(), blocks: new Set(), rest: null, error: null };
}

/** @throws SuiteError RECORD_UNREADABLE when something of the part is there already. */
export function addPart(sum: Sum, part: Part): void {
  const twice = numbersOf(part.blocks).find((block) => sum.blocks.has(block));
  if (twice !== undefined || (sum.rest !== null && part.rest !== null)) {
    const what = twice === undefined ? 'what is beside the grid' : `block ${twice}`;
    const kernel = `${part.backend} ${passName(part)}`;
    throw suiteError('RECORD_UNREADABLE', `${kernel}: ${what} is there twice`, {
      hint: 'give each shard once',
    });
  }
  addGridResult(sum.grid, gridFrom(part.grid));
  for (const block of numbersOf(part.blocks)) sum.blocks.add(block);
  sum.rest ??= part.rest;
  sum.error ??= part.error;
}

/** What a part of a kernel must be of, where it is to be added to others. */
export interface PartOf {
  readonly total: number;
  readonly clauses: readonly string[];
  /** The blocks of its shard. */
  readonly own: readonly number[];
}

/** @throws SuiteError RECORD_UNREADABLE when the part is of another whole: its blocks would add up to what nobody judged. */
export function demandPartOf(part: Part, { total, clauses, own }: PartOf): void {
  const blocks = new Set(own);
  const stranger = numbersOf(part.blocks).find((block) => !blocks.has(block));
  const isSame =
    part.total === total &&
    part.clauses.length === clauses.length &&
    part.clauses.every((id) => clauses.includes(id));
  if (isSame && stranger === undefined) return;
  const what = isSame ? `block ${stranger} is not of its shard` : 'a part is of other inputs';
  throw suiteError('RECORD_UNREADABLE', `${part.backend} ${passName(part)}: ${what}`, {
    hint: 'make it again',
  });
}

/** The verdicts of a kernel of which everything is there, and its profile where it was judged. */
export function concludeSum(
  kernel: BackendKernel & Pick<Profile, 'origin' | 'cost'>,
  clauses: readonly Clause[],
  sum: Sum,
): { readonly judged: readonly Judged[]; readonly profile: Profile | null } {
  const { backend, op, pass, dtype, origin, cost } = kernel;
  const rest = clausesFrom(clauses, sum.rest ?? []);
  const { judged, profile } = conclude({ op, pass, dtype }, clauses, sum.error ?? sum.grid, rest);
  if (profile === null) return { judged, profile };
  const grade = gradeOf(judged, profile);
  return { judged, profile: { ...profile, backend, origin, grade, cost } };
}
