"""JAX on the CPU: its ops and jax.vjp, compiled by jax.jit for each length."""

import os

import rectify_harness

out = rectify_harness.enter("jax")

# XLA's CPU client takes a thread for each core whatever its flags say: that many cores keep it to so many threads.
if hasattr(os, "sched_setaffinity"):
    cores = sorted(os.sched_getaffinity(0))
    first = os.getpid() % len(cores)
    os.sched_setaffinity(0, (cores[first:] + cores[:first])[: rectify_harness.THREADS])

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)

FORWARD = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh}
DTYPES = ("float32", "float64", "float16", "bfloat16")


def vjp(function):
    return jax.jit(lambda x, dy: jax.vjp(function, x)[1](dy)[0])


rectify_harness.serve(
    out,
    identity={
        "id": "jax",
        "name": "JAX",
        "version": jax.__version__,
        "homepage": "https://docs.jax.dev",
        "issues": "https://github.com/jax-ml/jax/issues",
    },
    kernels={
        (op, pass_, dtype): kernel
        for op, function in FORWARD.items()
        for dtype in DTYPES
        for pass_, kernel in (("forward", ("native", jax.jit(function))), ("vjp", ("autodiff", vjp(function))))
    },
    load=lambda buffer, dtype: jnp.asarray(np.frombuffer(buffer, jnp.dtype(dtype))),
    store=lambda result: np.asarray(result).tobytes(),
    settle=jax.block_until_ready,
)
