import type { ExpectationOptions } from '../options/expectations.ts';
import type { FilterOptions } from '../options/filters.ts';
import type { ClauseOptions } from '../options/judging.ts';
import type { RunOptions } from '../options/run.ts';
import type { ShardingOptions } from '../options/sharding.ts';
import type { TimingOptions } from '../options/timing.ts';

/** What commands that judge or time take, each some of it. */
export type SuiteOptions = FilterOptions &
  Partial<ClauseOptions> &
  ShardingOptions &
  ExpectationOptions &
  RunOptions &
  TimingOptions;
