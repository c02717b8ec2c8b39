import { testBackend } from '@rectify/testkit';
import module, { deviations } from './index.js';

testBackend(module, { deviations });
