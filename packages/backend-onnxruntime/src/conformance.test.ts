import { testBackend, testContract } from '@rectify/testkit';
import module, { deviations } from './index.ts';

testContract(module);
testBackend(module, { deviations, dtypes: ['float32', 'float16', 'float64'] });
