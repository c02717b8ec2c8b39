"""NumPy and SciPy: ufuncs, without gradients. bfloat16 is ml_dtypes' extension of NumPy."""

import rectify_harness

out = rectify_harness.enter("numpy")

import ml_dtypes  # registers the dtype bfloat16
import numpy as np
import scipy

FORWARD = {
    "relu": lambda x: np.maximum(x, x.dtype.type(0)),
    "sigmoid": scipy.special.expit,
    "tanh": np.tanh,
}
ALL = ("float32", "float64", "float16", "bfloat16")
# expit gives float64 for a float16 or bfloat16: there is no kernel of that dtype.
DTYPES = {"relu": ALL, "sigmoid": ("float32", "float64"), "tanh": ALL}

rectify_harness.serve(
    out,
    identity={
        "id": "numpy",
        "name": f"NumPy, SciPy {scipy.__version__}",
        "version": np.__version__,
        "homepage": "https://numpy.org",
        "issues": "https://github.com/numpy/numpy/issues",
    },
    kernels={(op, "forward", dtype): ("native", FORWARD[op]) for op in FORWARD for dtype in DTYPES[op]},
    load=np.frombuffer,
    store=np.ndarray.tobytes,
)
