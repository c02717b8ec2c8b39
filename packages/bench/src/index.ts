export * from './inputs.ts';
export * from './measurement.ts';
export * from './plan.ts';
export * from './statistics.ts';
export * from './summary.ts';
