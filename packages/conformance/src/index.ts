export { type Batch, type Conversation, converse, type Observation } from './conversation.ts';
export { type Compute, each, type KernelFault, nudge } from './fault.ts';
export { filled } from './inputs/filled.ts';
export type { GridOptions, JudgeOptions } from './inputs/options.ts';
export { judgeKernel } from './judge.ts';
export { judgeRest } from './judge-rest.ts';
export { faultsOf, hasFixedInputs } from './row-of.ts';
export { worstOf } from './search/search.ts';
export { shrinkGrid } from './shrink.ts';
export { type Grid, openGrid } from './sweep/blocks.ts';
export { type GridCalls, gridCalls, longestCall } from './sweep/grid-calls.ts';
export { addGridResult, type GridResult, newGridResult } from './sweep/judge.ts';
export { truthOf } from './truth.ts';
export { sampledFactor, sharesDiffer, violationsOf } from './verdict/chance.ts';
export {
  type Judged,
  judgeErrored,
  judgeUnsupported,
  type PendingClause,
} from './verdict/clause.ts';
export { conclude, type KernelJudgement } from './verdict/kernel.ts';
export { addPairs } from './verdict/pairs.ts';
export * from './verdict/portable.ts';
export { isReason } from './verdict/reason.ts';
export * from './verdict/reconcile.ts';
export { patchesOf } from './verdict/versions.ts';
