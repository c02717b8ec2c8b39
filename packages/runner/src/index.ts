export * from './environment.ts';
export type { RunEvent } from './event.ts';
export {
  type Failure,
  measure,
  type Measured,
  type MeasureOptions,
  type Refusal,
} from './measure.ts';
export { type OnceOptions, probeBackends, runOnce } from './once.ts';
export type { Claim, ModuleInfo, Started, Timed, TimeJob } from './protocol.ts';
export { mergeRecords } from './merge.ts';
export { type Part, type Shard, wholeRun } from './part.ts';
export { readRecord, readUnfinished, type RecordFile } from './read-record.ts';
export { openRecord, type RecordEntry, type RecordRun, type RecordWriter } from './record.ts';
export { openLocal, openSession, type Session, type SessionOptions } from './session.ts';
export type { BackendRef, BackendStatus } from './status.ts';
export { commandOf } from './stdio/command.ts';
export { tryHarness, type TrialOptions, type TrialStep } from './stdio/trial.ts';
export { selfTest, type SelfTestOptions } from './self-test.ts';
export { compareSides, type VersusOptions } from './versus.ts';
export { type Before, verify, type Verified, type VerifyOptions } from './verify.ts';
