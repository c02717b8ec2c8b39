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
export * from './record.ts';
export { openLocal, openSession, type Session, type SessionOptions } from './session.ts';
export type { BackendRef, BackendStatus } from './status.ts';
export { verify, type Verified, type VerifyOptions } from './verify.ts';
