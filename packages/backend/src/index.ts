export * from './backend.ts';
export * from './deviation.ts';
export * from './error.ts';
export * from './kernel-name.ts';
export * from './probe.ts';
