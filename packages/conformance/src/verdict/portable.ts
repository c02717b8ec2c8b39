import { type AnyBits, formatHex, parseHex } from '@rectify/float';
import type { PortableClause, PortableGrid, PortableSight, PortableTally } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import type { GridResult } from '../sweep/judge.ts';
import { newPending, type PendingClause } from './clause.ts';
import { newPairSums, type PairSums } from './pairs.ts';
import { newProfileSums } from './profile.ts';
import type { Sight, Sighting } from './sighting.ts';
import type { Tally } from './tally.ts';

/** Bits of float64 as hex, because JSON's numbers do not hold them. */
type PortableBits = number | string;

const portableBits = (bits: AnyBits): PortableBits =>
  typeof bits === 'bigint' ? formatHex('float64', bits) : bits;
const portableBitsOrNull = (bits: AnyBits | null): PortableBits | null =>
  bits === null ? null : portableBits(bits);
const bitsFrom = (bits: PortableBits): AnyBits =>
  typeof bits === 'string' ? (parseHex('float64', bits) ?? 0n) : bits;
const bitsOrNull = (bits: PortableBits | null): AnyBits | null =>
  bits === null ? null : bitsFrom(bits);
/** Keys in order, so that equal results are equal text. */
const sorted = <V>(map: ReadonlyMap<number, V>): (readonly [number, V])[] =>
  [...map].toSorted(([a], [b]) => a - b);

const portableSight = ({ xBits, dyBits, gotBits, dueBits, ulp, lane }: Sight): PortableSight => ({
  xBits: portableBits(xBits),
  dyBits: portableBitsOrNull(dyBits),
  gotBits: portableBits(gotBits),
  dueBits: portableBitsOrNull(dueBits),
  ulp,
  ...(lane === null ? {} : { lane }),
});

const sightFrom = ({ xBits, dyBits, gotBits, dueBits, ulp, lane }: PortableSight): Sight => ({
  xBits: bitsFrom(xBits),
  dyBits: bitsOrNull(dyBits),
  gotBits: bitsFrom(gotBits),
  dueBits: bitsOrNull(dueBits),
  ulp,
  lane: lane ?? null,
});

type PortableSighting = NonNullable<PortableTally['best']>;

function portableSighting(sighting: Sighting): PortableSighting {
  const { rank, strangeness, note, other, calls, reproduces } = sighting;
  return {
    ...portableSight(sighting),
    rank,
    strangeness,
    note,
    ...(other === null ? {} : { other: portableSight(other) }),
    ...(calls === 1 ? {} : { calls }),
    ...(reproduces ? {} : { reproduces }),
  };
}

function sightingFrom(sighting: PortableSighting): Sighting {
  const { rank, strangeness = 0, note, other, calls = 1, reproduces = true } = sighting;
  return {
    ...sightFrom(sighting),
    rank,
    strangeness,
    note,
    other: other === undefined ? null : sightFrom(other),
    calls,
    reproduces,
  };
}

function portableTally(tally: Tally): PortableTally {
  const { tested, violations, searched, maxUlp, best, intervals, binades } = tally;
  return {
    tested,
    violations,
    ...(searched.tested > 0 ? { searched } : {}),
    maxUlp,
    best: best && portableSighting(best),
    intervals,
    binades: sorted(binades).map(([key, one]) => [
      key,
      { ...one, low: portableBits(one.low), high: portableBits(one.high) },
    ]),
  };
}

function tallyFrom(tally: PortableTally): Tally {
  const { best, binades } = tally;
  return {
    ...tally,
    searched: tally.searched ?? { tested: 0, violations: 0 },
    best: best && sightingFrom(best),
    binades: new Map(
      binades.map(([key, one]) => [
        key,
        { ...one, low: bitsFrom(one.low), high: bitsFrom(one.high) },
      ]),
    ),
  };
}

const portablePairs = ({
  maxUlpAt,
  searched,
  ...rest
}: PairSums): NonNullable<PortableGrid['profile']['pairs']> => ({
  ...rest,
  ...(searched.tested > 0 ? { searched } : {}),
  maxUlpAt: maxUlpAt && { x: portableBits(maxUlpAt.x), dy: portableBits(maxUlpAt.dy) },
});

function pairsFrom(pairs: PortableGrid['profile']['pairs']): PairSums {
  if (pairs === undefined) return newPairSums();
  const { maxUlpAt, ...rest } = pairs;
  return {
    ...newPairSums(),
    ...rest,
    maxUlpAt: maxUlpAt && { x: bitsFrom(maxUlpAt.x), dy: bitsFrom(maxUlpAt.dy) },
  };
}

/** A grid's result for a record; equal results give equal JSON. */
export function portableGrid({ profile, tallies }: GridResult): PortableGrid {
  const { searched, ...figures } = profile;
  return {
    profile: {
      ...figures,
      ...(searched.tested > 0 ? { searched } : {}),
      maxUlpBits: portableBitsOrNull(profile.maxUlpBits),
      pairs: profile.pairs.tested > 0 ? portablePairs(profile.pairs) : undefined,
      binades: sorted(profile.binades).map(([key, { searched: greatest, ...errors }]) => [
        key,
        {
          ...errors,
          ...(greatest > 0 ? { searched: greatest } : {}),
          absolute: String(errors.absolute),
          signed: String(errors.signed),
          histogram: sorted(errors.histogram),
        },
      ]),
    },
    tallies: [...tallies]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, tally]) => [id, portableTally(tally)]),
  };
}

export function gridFrom({ profile, tallies }: PortableGrid): GridResult {
  return {
    profile: {
      ...profile,
      maxUlpBits: bitsOrNull(profile.maxUlpBits),
      pairs: pairsFrom(profile.pairs),
      searched: profile.searched ?? newProfileSums().searched,
      binades: new Map(
        profile.binades.map(([key, errors]) => [
          key,
          {
            ...errors,
            searched: errors.searched ?? 0,
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

export function portableClauses(clauses: readonly PendingClause[]): readonly PortableClause[] {
  return clauses.map(({ clause, tally, ...rest }) => ({
    clause: clause.id,
    tally: portableTally(tally),
    lane: tally.best?.lane ?? null,
    ...rest,
  }));
}

/** What was seen of these clauses; of one that is not among the portable ones, nothing. */
export function clausesFrom(
  clauses: readonly Clause[],
  seen: readonly PortableClause[],
): readonly PendingClause[] {
  return clauses.map((clause) => {
    const found = seen.find((one) => one.clause === clause.id);
    if (found === undefined) return newPending(clause);
    const { behaviour, error, lane } = found;
    const tally = tallyFrom(found.tally);
    // Records that were made before a witness had its lane itself have it here alone.
    if (tally.best !== null) tally.best = { ...tally.best, lane: tally.best.lane ?? lane };
    return { clause, tally, behaviour, error };
  });
}
