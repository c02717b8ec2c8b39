import type { Deviation } from '@rectify/backend';

export const versions = '^4.22.0';
export const gradients =
  'https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-core/src/gradients';
// The XNNPACK that TensorFlow.js 4.22 is built from.
const xnnpack =
  'https://github.com/google/XNNPACK/blob/5e8033a72a8d0f1c2b1f06e29137cc697c6b661d/src';
const musl = 'https://git.musl-libc.org/cgit/musl/tree/src/math/tanhf.c';

/** The gradients are tfjs-core's own, the same for every backend. */
export const maskDeviation: Deviation = {
  clause: 'relu/vjp/mask',
  versions,
  reason:
    'The gradient is dy · step(x), a product instead of a selection: 0 · ∞ and 0 · NaN are NaN.',
  url: `${gradients}/Relu_grad.ts`,
};

/** Where y is within an ULP or two; libtensorflow's y is not, see deviations-node.ts. */
const autodiffDeviations: readonly Deviation[] = [
  maskDeviation,
  {
    clause: 'sigmoid/vjp/tail',
    versions,
    reason:
      'The gradient is dy · y · (1 − y) from the saved float32 y: 1 − y cancels for x > 0, which costs more than 16 ULP from x = 4.13 on and leaves 0 from x = 17.33 on, where y is 1.',
    url: `${gradients}/Sigmoid_grad.ts`,
  },
  {
    clause: 'sigmoid/vjp/even',
    versions,
    reason:
      'The gradient is dy · y · (1 − y): for x < 0 it rounds 1 − y once, for x > 0 it cancels there, so that the two sides differ by more than 1 ULP from |x| = 0.00077 on.',
    url: `${gradients}/Sigmoid_grad.ts`,
  },
  {
    clause: 'tanh/vjp/tail',
    versions,
    reason:
      'The gradient is dy · (1 − y²) from the saved float32 y: the difference cancels, which costs more than 16 ULP from |x| = 2.06 on and leaves 0 from |x| = 9.01 on, where y is ±1.',
    url: `${gradients}/Tanh_grad.ts`,
  },
];

export const cpuDeviations: readonly Deviation[] = autodiffDeviations;

/** XNNPACK's WebAssembly SIMD kernels; tanh is a loop over the C library's tanhf (musl). */
export const wasmDeviations: readonly Deviation[] = [
  ...autodiffDeviations,
  {
    clause: 'relu/forward/nan',
    versions,
    reason:
      'The SIMD kernel takes the maximum of the bits and 0 as signed integers: a NaN whose sign bit is set is negative and becomes 0.',
    url: `${xnnpack}/f32-vrelu/gen/vrelu-wasmsimd-x16.c`,
  },
  {
    clause: 'sigmoid/forward/tail',
    versions,
    reason:
      'The kernel replaces results by 0 for |x| > 87.33654, the last input whose result is normal: every subnormal result is flushed.',
    url: `${xnnpack}/f32-vsigmoid/gen/vsigmoid-wasmsimd-rr2-p5-div-x16.c`,
  },
  {
    clause: 'sigmoid/forward/faithful',
    versions,
    reason:
      'e/(1 + e) with e = exp(−|x|) from a polynomial of degree 5, all in float32 without fused operations: the roundings add up to 3.53 ULP at x = −1.960984.',
    url: `${xnnpack}/f32-vsigmoid/gen/vsigmoid-wasmsimd-rr2-p5-div-x16.c`,
    maxUlp: 3.6,
  },
  {
    clause: 'sigmoid/forward/monotone',
    versions,
    reason:
      'An error of up to 3.53 ULP is more than the step between neighbours: for |x| < 1.95 some results fall by an ULP as x rises.',
    url: `${xnnpack}/f32-vsigmoid/gen/vsigmoid-wasmsimd-rr2-p5-div-x16.c`,
  },
  {
    clause: 'tanh/forward/faithful',
    versions,
    reason:
      'tanhf of musl, in float32 throughout: −t/(t + 2) with t = expm1f(−2x) carries three roundings, 2.19 ULP at x = 0.2332956.',
    url: musl,
    maxUlp: 2.2,
  },
  {
    clause: 'tanh/forward/monotone',
    versions,
    reason:
      'tanhf of musl errs by up to 2.19 ULP, which is more than the step between neighbours: for 0.25 < |x| < 0.35 some results fall by an ULP.',
    url: musl,
  },
];
