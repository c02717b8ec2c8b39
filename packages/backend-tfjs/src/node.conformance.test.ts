import { testBackend } from '@rectify/testkit';
import { test } from 'vitest';
import module, { deviations } from './node.ts';

const here = await module.probe();
if (here.ok) testBackend(module, { deviations });
else test.skip(`tfjs-node: ${here.note}`, () => {});
