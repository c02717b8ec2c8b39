export * from './converse.ts';
export { type Grid, openGrid } from './grid-blocks.ts';
export { addGridResult, type GridResult, newGridResult } from './judge-block.ts';
export * from './judge.ts';
export * from './part.ts';
export * from './reconcile.ts';
export { type Case, judgeErrored, judgeUnsupported } from './state.ts';
export * from './types.ts';
