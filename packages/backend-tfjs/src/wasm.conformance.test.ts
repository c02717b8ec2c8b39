import { testBackend, testContract } from '@rectify/testkit';
import module, { deviations } from './wasm.ts';

testContract(module);
testBackend(module, { deviations });
