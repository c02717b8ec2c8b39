export { compareSides, type CompareSidesOptions } from './measure/comparison.ts';
export {
  measure,
  type Measured,
  type MeasureOptions,
  type TimedBefore,
} from './measure/measure.ts';
export { selfTest, type SelfTestOptions } from './measure/self-test.ts';
export { type Timeable, timeableBy } from './measure/timeable.ts';
export type { BackendRef } from './process/backend-ref.ts';
export * from './process/environment.ts';
export { openLocal } from './process/local-session.ts';
export { probeBackends } from './process/probe.ts';
export { processors } from './process/processors.ts';
export type { Claim, ModuleInfo, Started, Timed, TimeJob } from './process/protocol.ts';
export { type CallsOptions, runCalls } from './process/run-calls.ts';
export { openSession, type Session, type SessionOptions } from './process/session.ts';
export { mergeRecords } from './record/merge.ts';
export { readRecord, readUnfinished } from './record/read.ts';
export { replaceFile } from './record/replace.ts';
export { textOfFile } from './record/text.ts';
export { openRecord, type RecordWriter } from './record/write.ts';
export { commandOf } from './stdio/command.ts';
export type { TrialStep } from './stdio/trial-steps.ts';
export { tryHarness, type TrialOptions } from './stdio/trial.ts';
export type { Before, VerifyOptions } from './verify/options.ts';
export { type Shard, wholeRun } from './verify/shard.ts';
export { verify, type Verified } from './verify/verify.ts';
export type { RunEvent } from './run-event.ts';
