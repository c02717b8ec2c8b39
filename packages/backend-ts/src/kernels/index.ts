import type { OpId } from '@rectify/backend';
import type { OpLoops } from './loops.ts';

/** Every op that there are kernels of; one is loaded when a kernel of it is first asked for. */
export const kernels: Readonly<Partial<Record<OpId, () => Promise<{ readonly loops: OpLoops }>>>> =
  {
    relu: () => import('./relu.ts'),
    sigmoid: () => import('./sigmoid.ts'),
    tanh: () => import('./tanh.ts'),
  };
