export * from './converse.ts';
export * from './judge.ts';
export * from './reconcile.ts';
export { judgeErrored, judgeUnsupported } from './state.ts';
export * from './types.ts';
