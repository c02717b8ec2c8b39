import { testBackend, testContract } from '@rectify/testkit';
import { test } from 'vitest';
import module, { deviations } from './node.ts';

const here = await module.probe();
if (here.ok) {
  testContract(module);
  testBackend(module, { deviations });
} else test.skip(`tfjs-node: ${here.note}`, () => {});
