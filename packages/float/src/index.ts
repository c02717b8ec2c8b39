export * from './class.ts';
export * from './codecs.ts';
export * from './dtype.ts';
export * from './float32.ts';
export * from './format.ts';
export * from './hex.ts';
export * from './real.ts';
export * from './ulp.ts';
