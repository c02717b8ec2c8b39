import type { DType } from '@rectify/float';
import { floatTypes } from '@rectify/float';
import type { Part, PortableGrid, PortableTally } from '../part.ts';
import { binadesOf, fits } from './bits.ts';

/** Blocks of a kernel at most: a full sweep of a gradient has 6,144. */
const mostBlocks = 2 ** 16;

type PortableBits = number | string;

/** Whether these are bits of the dtype: numbers, those of float64 hex. */
function areBits(dtype: DType, ...values: readonly (PortableBits | null)[]): boolean {
  const { width } = floatTypes[dtype].codec;
  return values.every((one) =>
    typeof one === 'string'
      ? dtype === 'float64' && /^0x[\da-f]{16}$/.test(one) && fits(dtype, one)
      : one === null || (dtype !== 'float64' && one < 2 ** width),
  );
}

function isOnce(keys: readonly (string | number)[]): boolean {
  return new Set(keys).size === keys.length;
}

/** Whether the first of each pair is a binade of the dtype, each once. */
function areBinades(dtype: DType, list: readonly (readonly [number, unknown])[]): boolean {
  const keys = list.map(([key]) => key);
  return isOnce(keys) && keys.every((key) => key < binadesOf(dtype));
}

function tallyFault(dtype: DType, tally: PortableTally): string | null {
  const { tested, violations, best, binades } = tally;
  if (violations > tested) return `has ${violations} violations in ${tested} tested`;
  if (!areBinades(dtype, binades)) return `has binades that are none of ${dtype}`;
  const ends = binades.flatMap(([, { low, high }]) => [low, high]);
  const seen = [best, best?.other].flatMap((one) =>
    one ? [one.xBits, one.dyBits, one.gotBits, one.dueBits] : [],
  );
  if (best?.lane !== undefined && best.lane.index >= best.lane.length)
    return `has a witness at ${best.lane.index} of ${best.lane.length}`;
  return areBits(dtype, ...ends, ...seen) ? null : `has bits that are not ${dtype}`;
}

/** Buckets of errors: the top 12 bits of a float32. */
const buckets = 2 ** 12;

function figuresFault(dtype: DType, { profile }: PortableGrid): string | null {
  const { tested, misrounded, overOneUlp, binades, pairs } = profile;
  if (!(tested >= misrounded && misrounded >= overOneUlp))
    return `has ${tested} tested, ${misrounded} misrounded and ${overOneUlp} over 1 ULP`;
  if (!areBinades(dtype, binades)) return `has binades that are none of ${dtype}`;
  const histograms = binades.map(([, { histogram }]) => histogram.map(([bucket]) => bucket));
  if (!histograms.every((keys) => isOnce(keys) && keys.every((key) => key < buckets)))
    return 'has errors in no bucket';
  const { x = null, dy = null } = pairs?.maxUlpAt ?? {};
  if (!areBits(dtype, profile.maxUlpBits, x, dy)) return `has bits that are not ${dtype}`;
  return pairs !== undefined && pairs.misrounded > pairs.tested
    ? `has ${pairs.tested} pairs, and ${pairs.misrounded} misrounded`
    : null;
}

function blocksFault({ blocks, total }: Part): string | null {
  if (total > mostBlocks) return `is of ${total} blocks, more than any kernel has`;
  const inOrder = blocks.every(
    ([first, last], i) => (blocks[i - 1]?.[1] ?? -1) < first && first <= last && last < mostBlocks,
  );
  if (!inOrder) return 'has blocks that are none, or not in order';
  const judged = blocks.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return judged > total ? `has ${judged} blocks of ${total}` : null;
}

/** What is wrong with what was judged of a kernel, beyond its form; null when nothing is. */
export function partFault(part: Part): string | null {
  const { op, pass, dtype, clauses, grid, rest } = part;
  const ids = new Set(clauses);
  if (ids.size < clauses.length || !clauses.every((id) => id.startsWith(`${op}/${pass}/`)))
    return `has clauses that are not of ${op}/${pass}, or one twice`;
  const tallied = grid.tallies.map(([id]) => id);
  const others = (rest ?? []).map(({ clause }) => clause);
  if (![tallied, others].every((list) => isOnce(list) && list.every((id) => ids.has(id))))
    return 'has results of a clause that it is not judged by, or twice';
  const tallies = [
    ...grid.tallies.map(([, tally]) => tally),
    ...(rest ?? []).map((one) => one.tally),
  ];
  return (
    blocksFault(part) ??
    figuresFault(dtype, grid) ??
    tallies.map((tally) => tallyFault(dtype, tally)).find((fault) => fault !== null) ??
    null
  );
}
