export * from './binade.ts';
export * from './class.ts';
export * from './dtype.ts';
export { floatTypes } from './dtypes/index.ts';
export * from './float-type.ts';
export * from './float32.ts';
export * from './hex.ts';
export * from './real.ts';
export * from './ulp.ts';
