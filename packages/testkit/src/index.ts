export { type Mutant, mutantBackend, mutants } from './mutants.ts';
export { reference } from './reference.ts';
export { testBackend, type TestBackendOptions } from './test-backend.ts';
