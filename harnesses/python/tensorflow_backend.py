"""TensorFlow on the CPU: its ops, eager, and GradientTape."""

import rectify_harness

out = rectify_harness.enter("tensorflow")

import numpy as np
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(rectify_harness.THREADS)
tf.config.threading.set_inter_op_parallelism_threads(rectify_harness.THREADS)

FORWARD = {"relu": tf.nn.relu, "sigmoid": tf.math.sigmoid, "tanh": tf.math.tanh}
DTYPES = ("float32", "float64", "float16", "bfloat16")


def vjp(function):
    def call(x, dy):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return tape.gradient(y, x, output_gradients=dy)

    return call


rectify_harness.serve(
    out,
    identity={
        "id": "tensorflow",
        "name": "TensorFlow",
        "version": tf.__version__,
        "homepage": "https://www.tensorflow.org",
        "issues": "https://github.com/tensorflow/tensorflow/issues",
    },
    kernels={
        (op, pass_, dtype): kernel
        for op, function in FORWARD.items()
        for dtype in DTYPES
        for pass_, kernel in (("forward", ("native", function)), ("vjp", ("autodiff", vjp(function))))
    },
    load=lambda buffer, dtype: tf.constant(np.frombuffer(buffer, tf.as_dtype(dtype).as_numpy_dtype)),
    store=lambda result: result.numpy().tobytes(),
)
