import { createRequire } from 'node:module';
import {
  defineBackend,
  probeRuntime,
  suiteError,
  type BackendModule,
  type Identity,
  type Kernel,
  type KernelInputs,
  type KernelRequest,
  type OpId,
  type OpenOptions,
  type Support,
  type TypedArray,
} from '@rectify/backend';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';

/** The namespace of the union package, which registers the chained ops and the gradients. */
export type TensorFlow = typeof import('@tensorflow/tfjs');

/** What tells one backend of TensorFlow.js from another. */
export interface Variant {
  readonly id: string;
  readonly name: string;
  /** The package behind it, and the versions that the adapter is made for. */
  readonly runtime: BackendModule['runtime'];
  /** Name of its backend inside TensorFlow.js. */
  readonly backend: string;
  /** Loads what the backend needs and sets its options; runs before it is selected. */
  load(tf: TensorFlow, options: OpenOptions): Promise<void>;
  /** What was really got; runs after it is selected. */
  describe(
    tf: TensorFlow,
  ): Promise<Pick<Identity, 'version' | 'device' | 'threads'> & Partial<Pick<Identity, 'name'>>>;
}

/** Its own ESM entry lacks ops that the CommonJS one has, so the latter is taken where both are offered. */
export async function loadTensorFlow(): Promise<TensorFlow> {
  const tf: TensorFlow & { readonly default?: TensorFlow } = await import('@tensorflow/tfjs');
  return tf.default ?? tf;
}

/**
 * A BackendModule for one backend of TensorFlow.js. The selected backend belongs to the process: open one a process,
 * and `dispose` of it resets the whole engine.
 */
export function tensorFlowModule(variant: Variant): BackendModule {
  return defineBackend({
    id: variant.id,
    runtime: variant.runtime,
    probe: async () => probeRuntime(variant.runtime, createRequire(import.meta.url)),
    async open(options) {
      const tf = await loadTensorFlow();
      tf.enableProdMode(); // no banner and no checks of the debug mode
      await variant.load(tf, options);
      if (!(await tf.setBackend(variant.backend))) {
        throw suiteError('BACKEND_INVALID', `TensorFlow.js cannot start ${variant.backend}`, {
          hint: 'rectify doctor shows what is installed',
        });
      }
      return {
        identity: {
          id: variant.id,
          name: variant.name,
          ...(await variant.describe(tf)),
          homepage: 'https://www.tensorflow.org/js',
          issues: 'https://github.com/tensorflow/tfjs/issues',
        },
        supports,
        prepare: (request) => kernel(tf, request),
        dispose: () => tf.engine().reset(),
      };
    },
  });
}

/** The ops that it has; it differentiates each. */
const ops: Readonly<Partial<Record<OpId, (tf: TensorFlow, x: Tensor) => Tensor>>> = {
  relu: (tf, x) => tf.relu(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  tanh: (tf, x) => tf.tanh(x),
};

function supports({ op, pass, dtype }: KernelRequest): Support {
  if (!Object.hasOwn(ops, op)) return { ok: false, reason: 'no-op', note: `there is no ${op}` };
  return dtype === 'float32'
    ? { ok: true, origin: pass === 'forward' ? 'native' : 'autodiff' }
    : { ok: false, reason: 'no-dtype', note: `TensorFlow.js has no ${dtype} tensors` };
}

function kernel(tf: TensorFlow, { op, pass }: KernelRequest): Kernel {
  const forward = (x: Tensor): Tensor => ops[op]!(tf, x);
  const compute: (x: Tensor, dy: Tensor | undefined) => Tensor =
    pass === 'forward' ? forward : tf.grad(forward);

  let x: Tensor1D | undefined;
  let dy: Tensor1D | undefined;
  let y: Tensor | undefined;
  const upload = (array: TypedArray) => {
    if (!(array instanceof Float32Array)) throw new TypeError('float32 takes a Float32Array');
    return tf.tensor1d(array);
  };
  const release = () => {
    tf.dispose([x, dy, y].filter((tensor) => tensor !== undefined));
    x = dy = y = undefined;
  };
  return {
    bind(inputs: KernelInputs) {
      release();
      x = upload(inputs.x);
      if (inputs.dy) dy = upload(inputs.dy);
    },
    // Each of the backends computes before it returns; all that the computation leaves behind is tidied up.
    run() {
      const last = y;
      y = tf.tidy(() => compute(bound(x), dy));
      last?.dispose();
    },
    read: () => bound(y).dataSync<'float32'>(),
    dispose: release,
  };
}

/** @throws when the host calls out of turn. */
function bound<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('bind, run and read are called in this order');
  return value;
}
