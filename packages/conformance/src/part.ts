import { type AnyBits, formatHex, parseHex } from '@rectify/float';
import type { Clause } from '@rectify/spec';
import type { GridResult } from './judge-block.ts';
import type { BinadeErrors, ProfileSums } from './profile.ts';
import { newPending, type PendingClause } from './state.ts';
import type { Tally } from './tally.ts';
import type { Witness } from './types.ts';

/** Numbers that JSON cannot hold, as words. */
type Num = number | 'NaN' | 'Infinity' | '-Infinity';

/** Bits as JSON can hold them: those of float64 as hex. */
type PlainBits = number | string;

interface PlainSighting {
  readonly xBits: PlainBits;
  readonly dyBits: PlainBits | null;
  readonly gotBits: PlainBits;
  readonly dueBits: PlainBits | null;
  readonly note: string | null;
  readonly ulp: Num | null;
  readonly rank: Num;
}

interface PlainTally extends Omit<Tally, 'maxUlp' | 'best' | 'binades'> {
  readonly maxUlp: Num | null;
  readonly best: PlainSighting | null;
  readonly binades: readonly (readonly [
    key: number,
    violations: {
      readonly count: number;
      readonly low: PlainBits;
      readonly high: PlainBits;
      readonly maxUlp: Num | null;
    },
  ])[];
}

type PlainErrors = Omit<BinadeErrors, 'max' | 'absolute' | 'signed' | 'histogram'> & {
  readonly max: Num;
  readonly absolute: string;
  readonly signed: string;
  readonly histogram: readonly (readonly [bucket: number, count: number])[];
};

/** A grid's result as JSON can hold it. */
export interface PlainGrid {
  readonly profile: Omit<ProfileSums, 'binades' | 'maxUlp' | 'maxUlpBits' | 'maxUlpForgiven'> & {
    readonly maxUlpBits: PlainBits | null;
    readonly maxUlp: Num;
    readonly maxUlpForgiven: Num;
    readonly binades: readonly (readonly [key: number, errors: PlainErrors])[];
  };
  readonly tallies: readonly (readonly [clause: string, tally: PlainTally])[];
}

/** What was judged beside the grid, as JSON can hold it. */
export interface PlainCase {
  readonly clause: string;
  readonly tally: PlainTally;
  readonly lane: Witness['lane'];
  readonly behaviour: string | null;
  readonly error: string | null;
}

function plain(value: number): Num {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}
const plainOrNull = (value: number | null): Num | null => (value === null ? null : plain(value));
const numberOrNull = (value: Num | null): number | null => (value === null ? null : Number(value));
const plainBits = (bits: AnyBits): PlainBits =>
  typeof bits === 'bigint' ? formatHex('float64', bits) : bits;
const plainBitsOrNull = (bits: AnyBits | null): PlainBits | null =>
  bits === null ? null : plainBits(bits);
const bitsFrom = (bits: PlainBits): AnyBits =>
  typeof bits === 'string' ? (parseHex('float64', bits) ?? 0n) : bits;
const bitsOrNull = (bits: PlainBits | null): AnyBits | null =>
  bits === null ? null : bitsFrom(bits);
/** Keys in order, so that equal results are equal text. */
const sorted = <V>(map: ReadonlyMap<number, V>): (readonly [number, V])[] =>
  [...map].toSorted(([a], [b]) => a - b);

function plainTally(tally: Tally): PlainTally {
  const { tested, violations, maxUlp, best, intervals, binades } = tally;
  return {
    tested,
    violations,
    maxUlp: plainOrNull(maxUlp),
    best: best && {
      xBits: plainBits(best.xBits),
      dyBits: plainBitsOrNull(best.dyBits),
      gotBits: plainBits(best.gotBits),
      dueBits: plainBitsOrNull(best.dueBits),
      ulp: plainOrNull(best.ulp),
      rank: plain(best.rank),
      note: best.note,
    },
    intervals,
    binades: sorted(binades).map(([key, one]) => [
      key,
      {
        ...one,
        low: plainBits(one.low),
        high: plainBits(one.high),
        maxUlp: plainOrNull(one.maxUlp),
      },
    ]),
  };
}

function tallyFrom(tally: PlainTally): Tally {
  const { maxUlp, best, binades, ...rest } = tally;
  return {
    ...rest,
    maxUlp: numberOrNull(maxUlp),
    best: best && {
      ...best,
      xBits: bitsFrom(best.xBits),
      dyBits: bitsOrNull(best.dyBits),
      gotBits: bitsFrom(best.gotBits),
      dueBits: bitsOrNull(best.dueBits),
      ulp: numberOrNull(best.ulp),
      rank: Number(best.rank),
    },
    binades: new Map(
      binades.map(([key, one]) => [
        key,
        {
          ...one,
          low: bitsFrom(one.low),
          high: bitsFrom(one.high),
          maxUlp: numberOrNull(one.maxUlp),
        },
      ]),
    ),
  };
}

/** A grid's result for a record; equal results give equal JSON. */
export function plainGrid({ profile, tallies }: GridResult): PlainGrid {
  return {
    profile: {
      ...profile,
      maxUlp: plain(profile.maxUlp),
      maxUlpBits: plainBitsOrNull(profile.maxUlpBits),
      maxUlpForgiven: plain(profile.maxUlpForgiven),
      binades: sorted(profile.binades).map(([key, errors]) => [
        key,
        {
          ...errors,
          max: plain(errors.max),
          absolute: String(errors.absolute),
          signed: String(errors.signed),
          histogram: sorted(errors.histogram),
        },
      ]),
    },
    tallies: [...tallies]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, tally]) => [id, plainTally(tally)]),
  };
}

export function gridFrom({ profile, tallies }: PlainGrid): GridResult {
  return {
    profile: {
      ...profile,
      maxUlp: Number(profile.maxUlp),
      maxUlpBits: bitsOrNull(profile.maxUlpBits),
      maxUlpForgiven: Number(profile.maxUlpForgiven),
      binades: new Map(
        profile.binades.map(([key, errors]) => [
          key,
          {
            ...errors,
            max: Number(errors.max),
            absolute: BigInt(errors.absolute),
            signed: BigInt(errors.signed),
            histogram: new Map(errors.histogram),
          },
        ]),
      ),
    },
    tallies: new Map(tallies.map(([id, tally]) => [id, tallyFrom(tally)])),
  };
}

export function plainCases(cases: readonly PendingClause[]): readonly PlainCase[] {
  return cases.map(({ clause, tally, ...rest }) => ({
    clause: clause.id,
    tally: plainTally(tally),
    ...rest,
  }));
}

/** Cases of these clauses; one that is not among the plain ones has seen nothing. */
export function casesFrom(
  clauses: readonly Clause[],
  cases: readonly PlainCase[],
): readonly PendingClause[] {
  return clauses.map((clause) => {
    const found = cases.find((one) => one.clause === clause.id);
    return found === undefined
      ? newPending(clause)
      : { ...found, clause, tally: tallyFrom(found.tally) };
  });
}
