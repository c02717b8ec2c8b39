import type { Deviation } from '@rectify/backend';

const versions = '>=1.30.0 <1.31.0';
const source = 'https://github.com/microsoft/onnxruntime/blob/v1.30.0/onnxruntime/core';
const logistic = `${source}/mlas/lib/logistic.cpp`;
const tanh = `${source}/mlas/lib/tanh.cpp`;
const where = 'https://github.com/microsoft/onnxruntime/issues/32191';

// Sigmoid and Tanh are rational approximations whose fused (FMA3) and unfused forms violate the same clauses.
export const deviations: readonly Deviation[] = [
  {
    clause: 'relu/forward/zero-sign',
    versions,
    // Eigen's maximum on Arm is IEEE's.
    when: { arch: ['x64'] },
    reason:
      'Relu is Eigen’s cwiseMax(0), on x86 the instruction maxps, which returns its second operand when both are zero: −0 stays −0.',
    url: `${source}/providers/cpu/activation/activations.h`,
  },
  {
    clause: 'relu/vjp/active',
    versions,
    reason:
      'Where merges its two selections by `x != 0 ? x : y`, so that a selected −0 counts as not selected: dy = −0 comes back as +0.',
    url: where,
  },
  {
    clause: 'relu/vjp/active-subnormal',
    versions,
    reason: 'As for relu/vjp/active: Where returns +0 for a selected −0.',
    url: where,
  },
  {
    clause: 'sigmoid/forward/range',
    versions,
    // The generic kernel, for Arm and for x86 before AVX2, clamps its result at both ends.
    when: { arch: ['x64'] },
    reason:
      'The FMA3 kernel clamps its result at 0 and not at 1: for 20 of all inputs, between 17.48 and 18, the sum ½ + x·P(x²)/Q(x²) rounds to 1 + 2⁻²³.',
    url: `${source}/mlas/lib/x86_64/LogisticKernelFma3.S`,
    at: ['0x418bdb45'],
  },
  {
    clause: 'sigmoid/forward/accuracy',
    versions,
    reason:
      'The result is ½ + x·P(x²)/Q(x²) with an absolute error of about 10⁻⁷, and for x < 0 the sum cancels: more than 34 ULP from x = −3.43 on, 7.2·10⁷ ULP at x = −17.69.',
    url: 'https://github.com/microsoft/onnxruntime/issues/22557',
  },
  {
    clause: 'sigmoid/forward/tail',
    versions,
    reason:
      'For x < 0 the sum ½ + x·P(x²)/Q(x²) cancels to 0 or less from x = −15.79 on, then clamped to 0; from x = −18 on, where x is clamped, always.',
    url: 'https://github.com/microsoft/onnxruntime/issues/22557',
  },
  {
    clause: 'sigmoid/forward/faithful',
    versions,
    reason:
      'As for sigmoid/forward/accuracy: an approximation that is added to ½ has an absolute error, not a relative one.',
    url: logistic,
  },
  {
    clause: 'sigmoid/forward/monotone',
    versions,
    reason:
      'The roundings of numerator, denominator and quotient exceed the step between neighbouring results, so that some fall as x rises.',
    url: logistic,
  },
  {
    clause: 'tanh/forward/range',
    versions,
    reason:
      'The rational approximation clamps its input at |x| = 9 and not its output, which reaches 1 + 2⁻²³ for one input in 18 between 8 and 9, where tanh is within 4 ULP of 1.',
    url: tanh,
  },
  {
    clause: 'tanh/forward/accuracy',
    versions,
    reason:
      'Near 0 the result is (x·α₁)/β₀ with α₁ = 0.0049: for |x| < 2.4·10⁻³⁶ the product is subnormal and loses up to 8 bits before the division, 104 ULP in the end. Near |x| = 8.6 there are 78 inputs with up to 5.46 ULP.',
    url: tanh,
    maxUlp: 105,
  },
  {
    clause: 'tanh/forward/tiny',
    versions,
    reason:
      'As for tanh/forward/accuracy: the product in x·α₁/β₀ is subnormal for |x| < 2.4·10⁻³⁶; and α₁/β₀ is 1 − 9.5·10⁻⁸, which costs another ULP everywhere.',
    url: tanh,
    maxUlp: 105,
  },
  {
    clause: 'tanh/forward/faithful',
    versions,
    reason:
      'A quotient of float32 polynomials, of degree 13 over 6: their roundings add up to 5.46 ULP, and to 104 ULP where x·α₁ is subnormal.',
    url: tanh,
    maxUlp: 105,
  },
  {
    clause: 'tanh/forward/monotone',
    versions,
    reason:
      'The roundings of numerator, denominator and quotient exceed the step between neighbouring results, so that some fall as x rises.',
    url: tanh,
  },
];
