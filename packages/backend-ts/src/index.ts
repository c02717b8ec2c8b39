export { backend as default } from './backend.ts';
export { deviations } from './deviations.ts';
