import { testBackend } from '@rectify/testkit';
import module, { deviations } from './cpu.ts';

testBackend(module, { deviations });
