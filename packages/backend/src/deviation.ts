import type { DType } from '@rectify/float';

/** Where a deviation applies; every condition that is given must hold. */
export interface DeviationCondition {
  /** `process.platform` values. */
  readonly platform?: readonly string[];
  /** `process.arch` values. */
  readonly arch?: readonly string[];
  /** Instruction sets of the CPU, all of which it must have, e.g. `avx512f`, `avx2`, `neon`. */
  readonly isa?: readonly string[];
  /** Instruction sets, none of which it may have, e.g. `avx512_fp16`. */
  readonly lacks?: readonly string[];
}

/** A line of a file. */
export interface Location {
  /** As it was given: relative paths are from the working directory of the run. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Place of the expectation in its file, from 0: one may be about several clauses and dtypes. */
  readonly entry?: number;
}

export const listers = ['suite', 'backend', 'caller'] as const;
/**
 * Who lists a deviation: this suite, of a backend that it knows by id; the backend itself, its module or what stands beside a
 * harness, which is a claim; or who runs the suite.
 */
export type Lister = (typeof listers)[number];

/** A known violation. Where it applies the clause must still be violated: one that is no longer is `stale`. */
export interface Deviation {
  /** The clause's id, e.g. `sigmoid/forward/tail`. */
  readonly clause: string;
  /** The dtype it is about; float32 when left out. */
  readonly dtype?: DType;
  /** Versions of the runtime, as a semver range. */
  readonly versions: string;
  readonly when?: DeviationCondition;
  /** Why the runtime does this: what was found, not what was seen. Without one, or with a placeholder, it excuses nothing. */
  readonly reason: string;
  /** Where upstream it is described or reported. */
  readonly url?: string;
  /** Inputs x (bits) that show it and that sampling would miss: they are judged at every depth. */
  readonly at?: readonly string[];
  /** Greatest ULP error it is known for; more than that fails again. */
  readonly maxUlp?: number;
  /** Greatest number of violating inputs it is known for, at the depth that it was counted at. */
  readonly violations?: number;
  /** The seed of the sample that `maxUlp` and `violations` are of: what chance explains of another is no more. Left out, they hold for any. */
  readonly seed?: number;
  /** Set by the suite, whatever a module says. */
  readonly listedBy?: Lister;
  /** Where it stands, where somebody is to be sent there. One that can match nothing there is `stale`. */
  readonly location?: Location;
}
