export { bounds } from './bounds.ts';
export * from './clauses.ts';
export * from './ops/index.ts';
export * from './types.ts';

/** Version of the specification: year and month of its last change of meaning. */
export const specVersion = '2026.12';
