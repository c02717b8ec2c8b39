import type { Deviation } from '@rectify/backend';
import { gradients, maskDeviation, versions } from './deviations.ts';

// On other architectures tfjs-node comes with other releases of TensorFlow.
const when: Deviation['when'] = { arch: ['x64'] };
// The Eigen that TensorFlow 2.9.1 is built from: there for AVX without FMA, whatever the CPU has.
const eigen =
  'https://gitlab.com/libeigen/eigen/-/blob/008ff3483a8c5604639e1c4d204eae30ad737af6/Eigen/src/Core';
const pexp = `${eigen}/arch/Default/GenericPacketMathFunctions.h`;
const tanh = `${eigen}/MathFunctionsImpl.h`;
const flush =
  'https://github.com/tensorflow/tensorflow/blob/v2.9.1/tensorflow/core/common_runtime/eager/kernel_and_device.cc';
const flushes =
  'TensorFlow runs every kernel with denormals-are-zero and flush-to-zero set in the CPU';
const sigmoidLanes = 'https://github.com/tensorflow/tensorflow/issues/33878';

/** TensorFlow's kernels are Eigen's: packets of 8 elements, and the up to 7 that are left one by one. */
export const nodeDeviations: readonly Deviation[] = [
  {
    clause: 'relu/forward/subnormal',
    versions,
    when,
    reason: `${flushes}: the maximum with 0 takes a subnormal x for 0.`,
    url: flush,
  },
  {
    clause: 'relu/forward/lanes',
    versions,
    when,
    reason:
      'For −0 and negative subnormals, which count as 0, a packet’s maxps returns its second operand, +0, and the scalar `a < b ? b : a` its first, so that −0 comes back from the elements after the last packet.',
    url: `${eigen}/arch/AVX/PacketMath.h`,
  },
  {
    clause: 'relu/vjp/active-subnormal',
    versions,
    when,
    reason: `${flushes}: a subnormal x is not greater than 0, and the product with a subnormal dy is 0.`,
    url: flush,
  },
  maskDeviation,
  {
    clause: 'sigmoid/forward/tail',
    versions,
    when,
    reason: `${flushes}: from x = −87.33655 on the result is subnormal and becomes 0.`,
    url: flush,
  },
  {
    clause: 'sigmoid/forward/faithful',
    versions,
    when,
    reason:
      'e/(1 + e) with e = exp(x) from a polynomial of degree 6, all in float32 without fused operations: the roundings add up to 2.64 ULP at x = −5.542663.',
    url: pexp,
    maxUlp: 2.7,
  },
  {
    clause: 'sigmoid/forward/monotone',
    versions,
    when,
    reason:
      'An error of up to 2.64 ULP is more than the step between neighbours: for 0.00024 < |x| < 17.33 some results fall by an ULP as x rises.',
    url: pexp,
  },
  {
    clause: 'sigmoid/forward/lanes',
    versions,
    when,
    reason:
      'A packet takes Eigen’s own exp, and the elements after the last packet the C library’s, which is more exact: one result in twenty is another one.',
    url: sigmoidLanes,
  },
  {
    clause: 'sigmoid/vjp/tail',
    versions,
    when,
    reason:
      'The gradient is dy · y · (1 − y) from the saved float32 y: 1 − y cancels for x > 0, which costs more than 16 ULP from x = 2.71 on and leaves 0 from x = 16.64 on, where y is 1.',
    url: `${gradients}/Sigmoid_grad.ts`,
  },
  {
    clause: 'sigmoid/vjp/even',
    versions,
    when,
    reason:
      'The gradient is dy · y · (1 − y): for x < 0 it rounds 1 − y once, for x > 0 it cancels there, so that the two sides differ by more than 1 ULP from |x| = 0.00104 on.',
    url: `${gradients}/Sigmoid_grad.ts`,
  },
  {
    clause: 'sigmoid/vjp/lanes',
    versions,
    when,
    reason: 'As for sigmoid/forward/lanes: the gradient is computed from y.',
    url: sigmoidLanes,
  },
  {
    clause: 'tanh/forward/faithful',
    versions,
    when,
    reason:
      'A quotient of float32 polynomials, of degree 13 over 6, without fused operations: of the inputs between 0.0004 and 8.66, half are off by more than 1 ULP, the worst by 6.88, at |x| = 5.827876.',
    url: tanh,
    at: ['0x40ba7df6'],
    maxUlp: 6.9,
  },
  {
    clause: 'tanh/forward/monotone',
    versions,
    when,
    reason:
      'The roundings of numerator, denominator and quotient exceed the step between neighbouring results: for 0.0004 ≤ |x| < 7.91 some fall as x rises.',
    url: tanh,
  },
  {
    clause: 'tanh/forward/tiny',
    versions,
    when,
    reason: `${flushes}: a packet clamps x by minps and maxps before it selects it as its own result, and a subnormal comes out as 0.`,
    url: flush,
  },
  {
    clause: 'tanh/forward/lanes',
    versions,
    when,
    reason:
      'As for tanh/forward/tiny: the elements after the last packet are clamped by comparing and choosing, which leaves a subnormal as it is.',
    url: tanh,
  },
  {
    clause: 'tanh/vjp/accuracy-tight',
    versions,
    when,
    reason:
      'The gradient is dy · (1 − y²) from the saved float32 y, whose error of up to 6.88 ULP it doubles: up to 8.2·10⁻⁷ off for 0.81 < |x| < 8.32, and 0 from |x| = 7.91 on, where y is ±1 too early.',
    url: `${gradients}/Tanh_grad.ts`,
  },
  {
    clause: 'tanh/vjp/tail',
    versions,
    when,
    reason:
      'As for tanh/vjp/accuracy-tight: the difference cancels, which costs more than 16 ULP from |x| = 1.32 on and leaves 0 from |x| = 7.91 on.',
    url: `${gradients}/Tanh_grad.ts`,
  },
];
