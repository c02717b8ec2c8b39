import type { Source } from './types.ts';

/** IEEE 754-2019: NaN propagation. */
export const ieeeNan: Source = {
  title: 'IEEE 754-2019',
  section: '6.2.3 NaN propagation',
  url: 'https://doi.org/10.1109/IEEESTD.2019.8766229',
};

export const ieeeMaximum: Source = {
  title: 'IEEE 754-2019',
  section: '9.6 Minimum and maximum operations: maximum(−0, +0) is +0, maximum with a NaN is NaN',
  url: 'https://doi.org/10.1109/IEEESTD.2019.8766229',
};

export const ieeeSubnormal: Source = {
  title: 'IEEE 754-2019',
  section: '3.3 Sets of floating-point data: subnormal numbers are data like the others',
  url: 'https://doi.org/10.1109/IEEESTD.2019.8766229',
};

export const ieeeRecommended: Source = {
  title: 'IEEE 754-2019',
  section: '9.2 Additional mathematical operations: correctly rounded, preserving monotonicity',
  url: 'https://doi.org/10.1109/IEEESTD.2019.8766229',
};

export const ieeeMultiply: Source = {
  title: 'IEEE 754-2019',
  section: '5.4.1 Arithmetic operations: multiplication is correctly rounded, so by 2ᵏ it is exact',
  url: 'https://doi.org/10.1109/IEEESTD.2019.8766229',
};

export const c23Tanh: Source = {
  title: 'ISO/IEC 9899:2024 (C23), draft N3220',
  section: 'Annex F, F.10.2.6 The tanh functions: tanh(±0) is ±0, tanh(±∞) is ±1',
  url: 'https://www.open-std.org/jtc1/sc22/wg14/www/docs/n3220.pdf',
};

export const arrayApiTanh: Source = {
  title: 'Python array API standard',
  section: 'tanh, special cases',
  url: 'https://data-apis.org/array-api/latest/API_specification/generated/array_api.tanh.html',
};

export const onnxRelu: Source = {
  title: 'ONNX operators',
  section: 'Relu: y = max(0, x), elementwise',
  url: 'https://onnx.ai/onnx/operators/onnx__Relu.html',
};

export const onnxSigmoid: Source = {
  title: 'ONNX operators',
  section: 'Sigmoid: y = 1 / (1 + exp(−x)), elementwise',
  url: 'https://onnx.ai/onnx/operators/onnx__Sigmoid.html',
};

export const onnxTanh: Source = {
  title: 'ONNX operators',
  section: 'Tanh, elementwise',
  url: 'https://onnx.ai/onnx/operators/onnx__Tanh.html',
};

export const webnnSigmoid: Source = {
  title: 'Web Platform Tests for WebNN',
  section: 'webnn/resources/utils.js: tolerance of sigmoid, float32 34 ULP, float16 10 ULP',
  url: 'https://github.com/web-platform-tests/wpt/tree/master/webnn',
};

export const webnnTanh: Source = {
  title: 'Web Platform Tests for WebNN',
  section: 'webnn/resources/utils.js: tolerance of tanh, float32 16 ULP, float16 16 ULP',
  url: 'https://github.com/web-platform-tests/wpt/tree/master/webnn',
};

export const javaTanh: Source = {
  title: 'Java SE API, java.lang.Math.tanh',
  section: 'the absolute value is at most 1, and ±1 once the exact result is within 1/2 ulp of it',
  url: 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Math.html#tanh(double)',
};

export const dlmfHyperbolic: Source = {
  title: 'NIST Digital Library of Mathematical Functions',
  section: '4.28 Hyperbolic functions: definitions',
  url: 'https://dlmf.nist.gov/4.28',
};

export const dlmfLimits: Source = {
  title: 'NIST Digital Library of Mathematical Functions',
  section: '4.31 Hyperbolic functions: special values and limits',
  url: 'https://dlmf.nist.gov/4.31',
};

export const dlmfDerivative: Source = {
  title: 'NIST Digital Library of Mathematical Functions',
  section: '4.34 Hyperbolic functions: derivatives',
  url: 'https://dlmf.nist.gov/4.34',
};

export const exponential: Source = {
  title: 'NIST Digital Library of Mathematical Functions',
  section: '4.2 Exponential function: 0 < e⁻ˣ ≤ 1 for x ≥ 0, limits and monotonicity',
  url: 'https://dlmf.nist.gov/4.2',
};

export const floatHandbook: Source = {
  title: 'Muller et al., Handbook of Floating-Point Arithmetic, 2nd edition',
  section: '2.2 Rounding: faithful and correct; 10 Evaluating elementary functions',
  url: 'https://doi.org/10.1007/978-3-319-76526-6',
};

export const higham: Source = {
  title: 'Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition',
  section: '1.7 Cancellation',
  url: 'https://doi.org/10.1137/1.9780898718027',
};

export const clarke: Source = {
  title: 'Clarke, Optimization and Nonsmooth Analysis',
  section: '2.1 Generalized gradients: at the kink of max(0, x) every value in [0, 1]',
  url: 'https://doi.org/10.1137/1.9781611971309',
};

export const reluPrime: Source = {
  title: 'Bertoin et al., Numerical influence of ReLU′(0) on backpropagation',
  section: '1 Introduction: TensorFlow, PyTorch and JAX take 0',
  url: 'https://arxiv.org/abs/2106.12915',
};

export const jaxNan: Source = {
  title: 'JAX frequently asked questions',
  section: 'Gradients contain NaN where using where: select, do not multiply by a mask',
  url: 'https://docs.jax.dev/en/latest/faq.html#gradients-contain-nan-where-using-where',
};

export const jaxVjp: Source = {
  title: 'JAX documentation, The Autodiff Cookbook',
  section: 'Vector-Jacobian products: linear in the cotangent',
  url: 'https://docs.jax.dev/en/latest/notebooks/autodiff_cookbook.html',
};

export const torchNumerics: Source = {
  title: 'PyTorch documentation, Numerical accuracy',
  section: 'Batched computations or slice computations: what users must otherwise expect',
  url: 'https://docs.pytorch.org/docs/stable/notes/numerical_accuracy.html',
};

export const torchReproducibility: Source = {
  title: 'PyTorch documentation, Reproducibility',
  section: 'Results should repeat on one platform with one input',
  url: 'https://docs.pytorch.org/docs/stable/notes/randomness.html',
};

export const onnxShape: Source = {
  title: 'ONNX concepts',
  section: 'Tensor: an elementwise operator keeps the shape, of which a dimension may be 0',
  url: 'https://onnx.ai/onnx/intro/concepts.html',
};

export const eigenTanh: Source = {
  title: 'Eigen, Core/MathFunctionsImpl.h',
  section:
    'tanh in float32: clamped to ±7.99881172180175781 with FMA, ±7.90531110763549805 without; x itself below 0.0004',
  url: 'https://gitlab.com/libeigen/eigen',
};

export const mlas: Source = {
  title: 'ONNX Runtime, MLAS',
  section:
    'tanh.cpp and logistic.cpp: rational approximations, clamped to ±9 and ±18; compute.cpp: exp clamped to −103.9720840454 and 88.7762626647950',
  url: 'https://github.com/microsoft/onnxruntime/tree/main/onnxruntime/core/mlas/lib',
};

export const xnnpack: Source = {
  title: 'XNNPACK, math and f32-vsigmoid kernels',
  section: 'tanh saturates at 0x1.205968p+3, sigmoid flushes from 0x1.5D589Ep+6 on',
  url: 'https://github.com/google/XNNPACK',
};

export const tflite: Source = {
  title: 'TensorFlow Lite, reference kernels',
  section: 'logistic.h: 1 above 16.619047164916992188, exp(x) below −9',
  url: 'https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/kernels/internal/reference/logistic.h',
};

export const msun: Source = {
  title: 'FreeBSD msun, after fdlibm',
  section:
    's_tanh.c: 2⁻²⁸, 1 and 22; s_tanhf.c: 2⁻¹², 1 and 9; s_expm1.c: 2⁻⁵⁴; e_exp.c: 2⁻²⁸; e_expf.c: 2⁻¹³; both reduce from ln 2 / 2 on, by multiples from 3 ln 2 / 2 on; doubles are compared by their high words',
  url: 'https://github.com/freebsd/freebsd-src/tree/main/lib/msun/src',
};

export const musl: Source = {
  title: 'musl libc',
  section:
    'tanh.c: branches at ln(5/3) / 2, ln 3 / 2 and 20, by the high word; tanhf.c: the first two and 10',
  url: 'https://git.musl-libc.org/cgit/musl/tree/src/math/tanh.c',
};

export const cephes: Source = {
  title: 'Cephes Mathematical Library',
  section:
    'tanhf: a polynomial below 0.625, ±1 above MAXLOGF / 2; expf: MAXLOGF 88.7228…, MINLOGF −103.2789…',
  url: 'https://www.netlib.org/cephes/',
};

export const sleef: Source = {
  title: 'SLEEF',
  section:
    'sleefsimdsp.c, sleefsimddp.c: tanh is 1 above 8.664339742 and 18.714973875, exp of float32 is ∞ above 100, 0 below −104',
  url: 'https://github.com/shibatch/sleef',
};

export const sseMathfun: Source = {
  title: 'ncnn, sse_mathfun.h, after Pommier',
  section: 'exp_ps: clamped to ±88.3762626647949',
  url: 'https://github.com/Tencent/ncnn/blob/master/src/layer/x86/sse_mathfun.h',
};

export const wasmTruncation: Source = {
  title: 'WebAssembly Core Specification',
  section: 'Numerics, Conversions: trunc to 32 and 64 bits, undefined or saturated beyond',
  url: 'https://webassembly.github.io/spec/core/exec/numerics.html',
};
