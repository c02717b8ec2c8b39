import { testBackend } from '@rectify/testkit';
import module, { deviations } from './index.ts';

testBackend(module, { deviations, dtypes: ['float32', 'float16', 'float64'] });
