"""The loop of a stdio harness in Python: requests of rectify in, results out, one JSON object a line.

An adapter calls `enter` before it imports its framework, and `serve` with its kernels. Standard library only.
"""

import base64
import importlib.util
import json
import os
import platform
import sys
import time
import traceback
from pathlib import Path

THREADS = int(os.environ.get("RECTIFY_THREADS", "1"))


def enter(runtime):
    """Starts over in the environment that setup.py made for `runtime`, and returns the stream for `serve`.

    A Python that is in a virtual environment already stays there, so that anybody's own can be judged. From here on
    descriptor 1 is standard error: what a library prints cannot get between the answers.
    """
    folder = Path(__file__).resolve().parent
    python = folder / f".venv-{runtime}" / "bin" / "python"
    if sys.prefix == sys.base_prefix and python.exists():
        os.execv(python, [str(python), *sys.argv])
    if importlib.util.find_spec(runtime) is None:
        sys.exit(f"{runtime} is not installed for {sys.executable}. Hint: python3 harnesses/python/setup.py {runtime}")
    for library in ("OMP", "MKL", "OPENBLAS"):
        os.environ[f"{library}_NUM_THREADS"] = str(THREADS)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return out


def serve(out, identity, kernels, load, store, settle=lambda result: result):
    """Answers requests until `stop` or the end of the input.

    `kernels` maps (op, pass, dtype) to (origin, function); a function takes the arrays x, or x and dy, of one length.
    `load(buffer, dtype)` makes an array of a bytearray and `store(array)` gives its bytes back, little-endian both.
    `settle(result)` returns when the result has been computed: needed where a call only enqueues its work.
    """

    def start(_):
        return {
            "identity": {"language": f"Python {platform.python_version()}", **identity},
            "kernels": [
                {"op": op, "pass": pass_, "dtype": dtype, "origin": origin}
                for (op, pass_, dtype), (origin, _) in kernels.items()
            ],
        }

    def bind(request):
        _, function = kernels[request["op"], request["pass"], request["dtype"]]
        arrays = [
            load(bytearray(base64.b64decode(request[name], validate=True)), request["dtype"])
            for name in ("x", "dy")
            if name in request
        ]
        return lambda: settle(function(*arrays))

    def run(request):
        result = store(bind(request)())
        return {"y": base64.b64encode(result).decode("ascii")}

    def measure(request):
        return {"ns": samples(bind(request), request["samples"], request["minSampleNs"])}

    commands = {"start": start, "run": run, "time": measure, "stop": lambda _: {}}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reason = missing(request, kernels)
            answer = {"unsupported": reason} if reason else commands[request["cmd"]](request)
        except Exception as error:
            answer = {"error": {"message": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}}
        print(json.dumps({"seq": request["seq"], **answer}), file=out, flush=True)
        if request["cmd"] == "stop":
            return


def missing(request, kernels):
    """Why there is no kernel for a request, or None where there is one or none is asked for."""
    op, pass_, dtype = (request.get(name) for name in ("op", "pass", "dtype"))
    if op is None or (op, pass_, dtype) in kernels:
        return None
    if not any(other == op for other, _, _ in kernels):
        return {"reason": "no-op", "note": f"The harness has no {op}."}
    if pass_ == "vjp" and not any(key[:2] == (op, pass_) for key in kernels):
        return {"reason": "no-vjp", "note": f"The runtime has no gradient of {op}."}
    return {"reason": "no-dtype", "note": f"The runtime has no {op}/{pass_} that takes and gives {dtype}."}


def samples(call, count, least):
    """Nanoseconds per call of `count` samples, each of as many calls as take `least` nanoseconds or more."""

    def clock(calls):
        begin = time.perf_counter_ns()
        for _ in range(calls):
            call()
        return time.perf_counter_ns() - begin

    clock(1)  # a first call may compile or allocate
    calls = 1
    while clock(calls) < least:
        calls *= 2

    def sample():
        done = taken = 0
        while taken < least:  # calls may have become faster than those that were tried out
            taken += clock(calls)
            done += calls
        return taken / done

    return [sample() for _ in range(count)]
