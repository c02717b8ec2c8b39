export { type Mutant, mutantBackend, mutants } from './mutants.ts';
export { reference } from './reference.ts';
export { callOnce, testContract } from './test-contract.ts';
export { testBackend, type TestBackendOptions } from './test-backend.ts';
