import { testBackend, testContract } from '@rectify/testkit';
import module, { deviations } from './index.ts';

testContract(module);
testBackend(module, { deviations });
