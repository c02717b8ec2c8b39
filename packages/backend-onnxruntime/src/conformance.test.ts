import { testBackend } from '@rectify/testkit';
import module, { deviations } from './index.ts';

testBackend(module, { deviations });
