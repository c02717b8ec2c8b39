"""PyTorch on the CPU: its ops, eager, and its autograd."""

import rectify_harness

out = rectify_harness.enter("torch")

import torch

torch.set_num_threads(rectify_harness.THREADS)

FORWARD = {"relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}
DTYPES = ("float32", "float64", "float16", "bfloat16")


def vjp(function):
    def call(x, dy):
        x = x.detach().requires_grad_()
        return torch.autograd.grad(function(x), x, dy)[0]

    return call


def load(buffer, dtype):
    if not buffer:  # frombuffer refuses it
        return torch.empty(0, dtype=getattr(torch, dtype))
    return torch.frombuffer(buffer, dtype=getattr(torch, dtype))


def store(result):
    return result.view(torch.uint8).numpy().tobytes()


rectify_harness.serve(
    out,
    identity={
        "id": "torch",
        "name": "PyTorch",
        "version": torch.__version__,
        "homepage": "https://pytorch.org",
        "issues": "https://github.com/pytorch/pytorch/issues",
    },
    kernels={
        (op, pass_, dtype): kernel
        for op, function in FORWARD.items()
        for dtype in DTYPES
        for pass_, kernel in (("forward", ("native", function)), ("vjp", ("autodiff", vjp(function))))
    },
    load=load,
    store=store,
)
