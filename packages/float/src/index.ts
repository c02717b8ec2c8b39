export * from './float32.ts';
export * from './dtype.ts';
