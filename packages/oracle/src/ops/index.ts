import type { OpId } from '@rectify/spec';
import { relu } from './relu.ts';
import type { OpTruth } from '../row.ts';
import { sigmoid } from './sigmoid.ts';
import { tanh } from './tanh.ts';

/** True values of every op. */
export const truths = { relu, sigmoid, tanh } satisfies Record<OpId, OpTruth>;
