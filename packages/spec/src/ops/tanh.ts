import type { OpSpec } from '../types.ts';
import { forward } from './tanh/forward.ts';
import { vjp } from './tanh/vjp.ts';

export const tanh: OpSpec = {
  id: 'tanh',
  title: 'Hyperbolic tangent',
  definition: 'tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)',
  derivative: 'tanh′(x) = 4e / (1 + e)² with e = exp(−2|x|)',
  clauses: [...forward, ...vjp],
};
