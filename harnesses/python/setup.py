"""Installs runtimes for the harnesses, each into an environment of its own: setup.py numpy|torch|jax|tensorflow|all

Versions and hashes are pinned in requirements-<name>.txt; docs/HARNESSES.md says how those are made. Standard library only.
"""

import subprocess
import sys
from pathlib import Path

import cuda_stubs

FOLDER = Path(__file__).resolve().parent
NAMES = ("numpy", "torch", "jax", "tensorflow")


def install(name):
    environment = FOLDER / f".venv-{name}"
    python = environment / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
    lock = FOLDER / f"requirements-{name}.txt"
    pinned = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *pinned, "--requirement", lock], check=True)
    for libraries in environment.glob("lib/python*/site-packages/torch/lib"):
        cuda_stubs.write(libraries)
    subprocess.run([python, "-c", f"import {name}; print('{name}', {name}.__version__)"], check=True)


def main():
    asked = NAMES if sys.argv[1:] == ["all"] else sys.argv[1:]
    if not asked or not set(asked) <= set(NAMES):
        sys.exit(f"usage: setup.py {'|'.join(NAMES)}|all")
    for name in asked:
        install(name)


main()
