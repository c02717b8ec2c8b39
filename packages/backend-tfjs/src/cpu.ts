import type { BackendModule } from '@rectify/backend';
import { tensorFlowModule } from './tfjs.ts';

export { cpuDeviations as deviations } from './deviations.ts';

/** TensorFlow.js in plain JavaScript; always one thread. */
const module: BackendModule = tensorFlowModule({
  id: 'tfjs-cpu',
  name: 'TensorFlow.js CPU',
  runtime: { package: '@tensorflow/tfjs', versions: '>=1.2.10 <5' },
  backend: 'cpu',
  load: async () => {},
  describe: async (tf) => ({ version: tf.version.tfjs, device: 'cpu', threads: 1 }),
});
export default module;
