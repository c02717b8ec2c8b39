import type { OpSpec } from '../types.ts';
import { forward } from './sigmoid/forward.ts';
import { vjp } from './sigmoid/vjp.ts';

export const sigmoid: OpSpec = {
  id: 'sigmoid',
  title: 'Logistic sigmoid',
  definition: 'σ(x) = 1 / (1 + e⁻ˣ)',
  derivative: 'σ′(x) = e / (1 + e)² with e = exp(−|x|)',
  clauses: [...forward, ...vjp],
};
