export type { DoubleDouble } from '@rectify/float';
export type { Enclosure } from './interval.ts';
export * from './oracle.ts';
export { type FillWide, wideOracle } from './wide.ts';
