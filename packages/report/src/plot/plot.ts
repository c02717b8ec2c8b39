import type { DType } from '@rectify/float';
import type { Profile } from '@rectify/record';
import type { OpId, Pass } from '@rectify/spec';

/** What is drawn: the function and its derivative, and error profiles of these passes. */
export interface Plot {
  readonly op: OpId;
  readonly passes: readonly Pass[];
  readonly dtype: DType;
  readonly profiles: readonly Profile[];
}
