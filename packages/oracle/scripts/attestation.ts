import { bitsOf, formatHex, fromBits } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import { oracle } from '../src/truth.ts';
import type { Near } from './block.ts';
import { stride, stridedHashes } from './digest.ts';
import type { Subject } from './kernels.ts';
import { nameOf } from './kernels.ts';
import type { Sweep } from './sweep.ts';

/** What records/oracle/attestation.json holds. `kernels` is the same on every machine, but for `independent`. */
export interface Attestation {
  readonly schema: 'rectify/oracle-attestation@1';
  /** What the hashes are taken of, and what is measured. */
  readonly definition: Readonly<Record<'results' | 'strided' | 'distance', string>>;
  readonly made: Receipt;
  readonly kernels: readonly KernelProof[];
}

/** Where and with what it was made. */
interface Receipt {
  readonly date: string;
  readonly command: string;
  readonly platform: string;
  readonly cpu: string;
  readonly node: string;
  readonly v8: string;
  /** SHA-256 of the oracle's sources. */
  readonly sources: string;
  /** The compiler and the command of the independent method; null where it did not run. */
  readonly compiler: string | null;
  readonly compile: string | null;
}

export interface KernelProof {
  readonly op: OpId;
  readonly pass: Pass;
  readonly results: string;
  readonly strided: { readonly offset: number; readonly hash: string };
  /** fast + wide + nan = tested: decided by the double's rounding test, by the exact function (`wide`), NaN. */
  readonly tested: number;
  readonly fast: number;
  readonly wide: number;
  readonly nan: number;
  readonly fillBothDiffers: number;
  readonly stretchesDiffer: number;
  readonly independent: {
    readonly disagreements: number;
    /** Inputs that the independent method decided in double, and in __float128. */
    readonly double: number;
    readonly float128: number;
    readonly undecided: number;
    readonly inaccurate: number;
  } | null;
  /** The 16 hardest, and those with |x| ≥ 2⁻¹⁰, where no short series at 0 puts them so near a midpoint. */
  readonly hardest: readonly Hard[];
  readonly hardestAwayFromZero: readonly Hard[];
}

/** An input that is hard to round: how far its true value is from a midpoint of two floats, in ULP. */
export interface Hard {
  readonly x: string;
  readonly value: number;
  readonly due: string;
  readonly distance: number;
}

export const definition: Attestation['definition'] = {
  results:
    'SHA-256 over the 2,048 digests of blocks in order of bit pattern; a digest is SHA-256 of the little-endian float32 results for 2^21 consecutive bit patterns of x, dy = 1, every NaN as 7fc00000',
  strided: `SHA-256 of the little-endian float32 results for the bit patterns offset + ${stride} k, k < 2^22, dy = 1, every NaN as 7fc00000`,
  distance:
    'of the true value from the midpoint of two neighbouring floats, in units of their distance (ULP)',
};

const shown = 16;

/** One kernel's part of the attestation, from a sweep of `total` inputs; or what speaks against the oracle. */
export function prove(
  subject: Subject,
  sweep: Sweep,
  total: number,
): KernelProof | { readonly faults: readonly string[] } {
  const { op, pass, offset } = subject;
  const { results, tested, fast, exact, nan, fillBothDiffers, stretchesDiffer, nearest } = sweep;
  const { independent } = sweep;
  const hashes = stridedHashes(subject);
  const faults = [
    ...(tested === total ? [] : [`${tested} of ${total} inputs were tested`]),
    ...(fillBothDiffers > 0 ? [`fillBoth differs from fill at ${fillBothDiffers} inputs`] : []),
    ...(stretchesDiffer > 0 ? [`stretches differ from fill at ${stretchesDiffer} inputs`] : []),
    ...(hashes.fill === hashes.fillBoth ? [] : ['fill and fillBoth have other strided hashes']),
    ...(independent === null ? [] : objections(independent, nearest)),
  ];
  if (faults.length > 0) return { faults: faults.map((fault) => `${nameOf(subject)}: ${fault}`) };
  return {
    op,
    pass,
    results,
    strided: { offset, hash: hashes.fill },
    tested,
    fast,
    wide: exact,
    nan,
    fillBothDiffers,
    stretchesDiffer,
    independent: independent && {
      disagreements: independent.disagreements,
      double: tested - nan - independent.float128,
      float128: independent.float128,
      undecided: independent.undecided,
      inaccurate: independent.inaccurate,
    },
    hardest: nearest.slice(0, shown).map((near) => describe(subject, near)),
    hardestAwayFromZero: nearest
      .filter(([bits]) => Math.abs(fromBits(bits)) >= 2 ** -10)
      .slice(0, shown)
      .map((near) => describe(subject, near)),
  };
}

/** What the independent method has against a sweep. */
export function objections(
  tally: NonNullable<Sweep['independent']>,
  nearest: readonly Near[],
): string[] {
  const counts = [
    [tally.disagreements, 'results differ from the independent method'],
    [tally.undecided, 'inputs are undecided in __float128'],
    [tally.inaccurate, 'values in double are less accurate than the C library promises'],
  ] as const;
  const alike =
    nearest.length === tally.nearest.length &&
    nearest.every(([bits, distance], i) => {
      const [otherBits, otherDistance] = tally.nearest[i]!;
      return bits === otherBits && Math.abs(distance - otherDistance) <= 1e-9 * distance;
    });
  return [
    ...counts.flatMap(([count, text]) => (count > 0 ? [`${count} ${text}`] : [])),
    ...(alike ? [] : ['the independent method finds other inputs hardest']),
  ];
}

function describe({ op, pass }: Subject, [bits, distance]: Near): Hard {
  const x = Float32Array.of(fromBits(bits));
  const { due } = oracle(op, pass).fill(x);
  const dueBits = bitsOf(due[0]!);
  return {
    x: formatHex('float32', bits),
    value: x[0]!,
    due: formatHex('float32', dueBits),
    distance: Number(distance.toPrecision(6)),
  };
}
