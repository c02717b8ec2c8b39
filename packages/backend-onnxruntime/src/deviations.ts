import type { Deviation } from '@rectify/backend';

const versions = '>=1.30.0 <1.31.0';
/** The float32 kernels have not changed in what they violate; earlier versions were not tried. */
const versions32 = '>=1.17.0 <1.31.0';
const source = 'https://github.com/microsoft/onnxruntime/blob/v1.30.0/onnxruntime/core';
const logistic = `${source}/mlas/lib/logistic.cpp`;
const tanh = `${source}/mlas/lib/tanh.cpp`;
const where = 'https://github.com/microsoft/onnxruntime/issues/32191';

const activations = `${source}/providers/cpu/activation/activations.h`;
const casts = `${source}/optimizer/insert_cast_transformer.cc`;

/** relu is the same template in each dtype, and float16 is cast to float32 and back around it. */
const relu = (['float32', 'float16', 'float64'] as const).flatMap((dtype): readonly Deviation[] => [
  {
    clause: 'relu/forward/zero-sign',
    dtype,
    versions: dtype === 'float32' ? versions32 : versions,
    // Eigen's maximum on Arm is IEEE's.
    when: { arch: ['x64'] },
    reason:
      'Relu is Eigen’s cwiseMax(0), on x86 the instruction maxps (maxpd), which returns its second operand when both are zero: −0 stays −0.',
    url: activations,
  },
  {
    clause: 'relu/vjp/active-sign',
    dtype,
    versions: dtype === 'float32' ? versions32 : versions,
    reason:
      'Where merges its two selections by `x != 0 ? x : y`, so that a selected −0 counts as not selected: dy = −0 comes back as +0.',
    url: where,
  },
]);

/** The provider has no float16 kernels on x86: it computes in float32 between two casts. */
const float16: readonly Deviation[] = [
  {
    clause: 'sigmoid/forward/tail',
    dtype: 'float16',
    versions,
    when: { arch: ['x64'] },
    reason:
      'The float32 kernel between two casts: its sum ½ + x·P(x²)/Q(x²) cancels to 0 or less for some x from −15.79 on, where float16 still has 2⁻²⁴ to 2⁻²³ to give: 21 inputs down to −17.3.',
    url: casts,
    maxUlp: 1.2,
  },
  {
    clause: 'sigmoid/forward/faithful',
    dtype: 'float16',
    versions,
    when: { arch: ['x64'] },
    reason:
      'The float32 kernel between two casts: its absolute error of about 10⁻⁷ is up to two of the smallest float16 for x < −9.',
    url: casts,
    maxUlp: 2,
  },
  {
    clause: 'sigmoid/forward/monotone',
    dtype: 'float16',
    versions,
    when: { arch: ['x64'] },
    reason:
      'As for sigmoid/forward/faithful: an error above the step between neighbours, so that 113 results below x = −11.7 fall as x rises.',
    url: casts,
  },
];

const evenLanes =
  'Eigen takes vectors of two doubles with an exp or tanh of its own, and the last of an odd length by the C library’s: the two differ in the last digits.';

/** float64 is computed by Eigen's expressions, not by MLAS. */
const float64: readonly Deviation[] = [
  {
    clause: 'sigmoid/forward/accuracy',
    dtype: 'float64',
    versions,
    reason:
      'For x < 0 the expression is 1 − 1/(1 + e^x): the difference cancels, more than 34 ULP from x = −3.44 on and everything from x = −36.74 on, where 1 + e^x is 1.',
    url: activations,
  },
  {
    clause: 'sigmoid/forward/tail',
    dtype: 'float64',
    versions,
    reason: 'As for sigmoid/forward/accuracy: 0 from x = −36.74 on.',
    url: activations,
  },
  {
    clause: 'sigmoid/forward/faithful',
    dtype: 'float64',
    versions,
    reason:
      'As for sigmoid/forward/accuracy; for x > 0 the roundings of e^−x, of the sum and of the quotient add up to 1.5 ULP.',
    url: activations,
  },
  {
    clause: 'sigmoid/forward/monotone',
    dtype: 'float64',
    versions,
    reason:
      'The rounding of e^−|x| is up to an ULP, and for |x| < 0.35 that is more than the step between neighbouring results: some fall by an ULP as x rises.',
    url: activations,
    at: ['0x3fbf402f0fa092b0', '0x3fbf402f0fa092b1'],
  },
  {
    clause: 'sigmoid/vjp/lanes',
    dtype: 'float64',
    versions,
    reason: evenLanes,
    url: activations,
  },
  {
    clause: 'tanh/forward/faithful',
    dtype: 'float64',
    versions,
    reason:
      'Eigen’s rational approximation, of degree 19 over 18, clamps at |x| = 17.714 and gives 1 from there on, where tanh is still 7.4 ULP from it; below the clamp the roundings of two polynomials and a quotient add up: to 10 ULP among 1.4·10⁸ inputs, near |x| = 14.',
    url: activations,
    // No sample is to come and go with its seed.
    maxUlp: 12,
  },
  {
    clause: 'tanh/forward/monotone',
    dtype: 'float64',
    versions,
    reason:
      'The roundings of numerator, denominator and quotient exceed the step between neighbouring results, so that some fall as x rises.',
    url: activations,
  },
  {
    clause: 'tanh/forward/lanes',
    dtype: 'float64',
    versions,
    reason: evenLanes,
    url: activations,
  },
  {
    clause: 'tanh/vjp/lanes',
    dtype: 'float64',
    versions,
    reason: evenLanes,
    url: activations,
  },
];

// Sigmoid and Tanh are rational approximations whose fused (FMA3) and unfused forms violate the same clauses.
export const deviations: readonly Deviation[] = [
  ...relu,
  ...float16,
  ...float64,
  {
    clause: 'sigmoid/forward/range',
    versions: versions32,
    // The generic kernel, for Arm and for x86 before AVX2, clamps its result at both ends.
    when: { arch: ['x64'] },
    reason:
      'The FMA3 kernel clamps its result at 0 and not at 1: for 20 of all inputs, between 17.48 and 18, the sum ½ + x·P(x²)/Q(x²) rounds to 1 + 2⁻²³.',
    url: `${source}/mlas/lib/x86_64/LogisticKernelFma3.S`,
    at: ['0x418bdb45'],
  },
  {
    clause: 'sigmoid/forward/accuracy',
    versions: versions32,
    reason:
      'The result is ½ + x·P(x²)/Q(x²) with an absolute error of about 10⁻⁷, and for x < 0 the sum cancels: more than 34 ULP from x = −3.43 on, 7.2·10⁷ ULP at x = −17.69.',
    url: 'https://github.com/microsoft/onnxruntime/issues/22557',
  },
  {
    clause: 'sigmoid/forward/tail',
    versions: versions32,
    reason:
      'For x < 0 the sum ½ + x·P(x²)/Q(x²) cancels to 0 or less from x = −15.79 on, then clamped to 0; from x = −18 on, where x is clamped, always.',
    url: 'https://github.com/microsoft/onnxruntime/issues/22557',
  },
  {
    clause: 'sigmoid/forward/faithful',
    versions: versions32,
    reason:
      'As for sigmoid/forward/accuracy: an approximation that is added to ½ has an absolute error, not a relative one.',
    url: logistic,
  },
  {
    clause: 'sigmoid/forward/monotone',
    versions: versions32,
    reason:
      'The roundings of numerator, denominator and quotient exceed the step between neighbouring results, so that some fall as x rises.',
    url: logistic,
  },
  {
    clause: 'tanh/forward/range',
    versions: versions32,
    reason:
      'The rational approximation clamps its input at |x| = 9 and not its output, which reaches 1 + 2⁻²³ for one input in 18 between 8 and 9, where tanh is within 4 ULP of 1.',
    url: tanh,
  },
  {
    clause: 'tanh/forward/accuracy',
    versions: versions32,
    reason:
      'Near 0 the result is (x·α₁)/β₀ with α₁ = 0.0049: for |x| < 2.4·10⁻³⁶ the product is subnormal and loses up to 8 bits before the division, 104 ULP in the end.',
    url: tanh,
    maxUlp: 105,
  },
  {
    clause: 'tanh/forward/tiny',
    versions: versions32,
    reason:
      'As for tanh/forward/accuracy: the product in x·α₁/β₀ is subnormal for |x| < 2.4·10⁻³⁶; and α₁/β₀ is 1 − 9.5·10⁻⁸, which costs another ULP everywhere.',
    url: tanh,
    maxUlp: 105,
  },
  {
    clause: 'tanh/forward/faithful',
    versions: versions32,
    reason:
      'A quotient of float32 polynomials, of degree 13 over 6: their roundings add up to 5.46 ULP, and to 104 ULP where x·α₁ is subnormal.',
    url: tanh,
    maxUlp: 105,
  },
  {
    clause: 'tanh/forward/monotone',
    versions: versions32,
    reason:
      'The roundings of numerator, denominator and quotient exceed the step between neighbouring results, so that some fall as x rises.',
    url: tanh,
  },
];
