import type { OpSpec } from '../types.ts';
import { forward } from './relu/forward.ts';
import { vjp } from './relu/vjp.ts';

export const relu: OpSpec = {
  id: 'relu',
  title: 'Rectified linear unit',
  definition: 'relu(x) = maximum(x, +0)',
  derivative: '1 for x > 0, 0 for x < 0, between 0 and 1 at ±0 (0 by convention)',
  clauses: [...forward, ...vjp],
};
