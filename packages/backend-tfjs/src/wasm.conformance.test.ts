import { testBackend } from '@rectify/testkit';
import module, { deviations } from './wasm.ts';

testBackend(module, { deviations });
