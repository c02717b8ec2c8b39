export type { Enclosure } from './exact/decide.ts';
export { stretchCapacity, type Stretches } from './simd/stretches.ts';
export { oracle, type Truth } from './truth.ts';
export { newTrueValues, type TrueValues } from './values.ts';
