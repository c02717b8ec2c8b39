export { decimalOf, showFloat, showUlp } from './decimal.ts';
export { faultOf } from './json.ts';
export * from './paint.ts';
export { plain, wrap } from './plain.ts';
export { showWitness } from './pretty/findings.ts';
export * from './render.ts';
export * from './report.ts';
export * from './schema.ts';
export * from './witness.ts';
