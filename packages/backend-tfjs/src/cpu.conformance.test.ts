import { testBackend, testContract } from '@rectify/testkit';
import module, { deviations } from './cpu.ts';

testContract(module);
testBackend(module, { deviations });
