"""Stand-ins for the CUDA libraries that PyTorch's wheel for Linux x86-64 links to, so that its CPU kernels load without.

The wheel's dynamic linker entries want libraries (1 GB and more) that no CPU kernel calls. Each stand-in exports the
symbols and versions that the wheel asks of it; a function answers 100, cudaErrorNoDevice. Needs `cc` and `objdump`.
"""

import re
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

NEEDED = re.compile(r"^ +NEEDED +(\S+)$", re.M)
FROM = re.compile(r"^ +required from (\S+?):\n((?: +0x.*\n)+)", re.M)
# address, flags (the last is O for an object), size, version in brackets or `Base` for none, name
UNDEFINED = re.compile(r"^[0-9a-f]+ [ \w]{6}([ \w]) \*UND\*\t[0-9a-f]+ +(?:\((\S+)\)|Base) +(\S+)$", re.M)
CUDA = re.compile(r"(cu[A-Z]|cu[a-z]+[A-Z]|nv[a-z]+[A-Z]|nccl[A-Z])")


def write(folder):
    """Writes the libraries that those in `folder` need and that are nowhere on this machine, beside them."""
    listings = [
        subprocess.run(["objdump", "-pT", file], check=True, capture_output=True, text=True).stdout
        for file in folder.glob("*.so*")
    ]
    absent = sorted({name for text in listings for name in NEEDED.findall(text) if not found(name, folder)})
    if not absent:
        return
    stubs = {name: defaultdict(dict) for name in absent}  # library -> version -> symbol -> whether it is an object
    for text in listings:
        owner = {
            line.split()[-1]: library for library, lines in FROM.findall(text) for line in lines.splitlines()
        }
        for flag, version, name in UNDEFINED.findall(text):
            # Which library a symbol without version is from is not said. Any may have it: they are searched as one.
            library = owner.get(version) if version else absent[0] if CUDA.match(name) else None
            if library in stubs:
                stubs[library][version][name] = flag == "O"
    for library, versions in stubs.items():
        compile_stub(folder / library, versions)


def found(name, folder):
    if (folder / name).exists():
        return True
    listing = subprocess.run(["ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    return any(line.split()[:1] == [name] for line in listing.splitlines())


def compile_stub(library, versions):
    """Compiles a shared object of that name; `versions` maps a version ('' for none) to its symbols."""
    with tempfile.TemporaryDirectory() as scratch:
        source, script = Path(scratch, "stub.c"), Path(scratch, "versions")
        source.write_text("".join(
            f"char {name}[64];\n" if is_object
            else f"int {name}(void) {{ return {0 if name.startswith('__cuda') else 100}; }}\n"
            for names in versions.values()
            for name, is_object in names.items()
        ))
        script.write_text("".join(
            f"{version} {{ global: {' '.join(f'{name};' for name in names)} }};\n"
            for version, names in versions.items()
            if version
        ))
        mapping = [f"-Wl,--version-script={script}"] if script.stat().st_size else []
        command = ["cc", "-shared", "-fPIC", "-w", "-nostdlib", *mapping, f"-Wl,-soname,{library.name}"]
        subprocess.run([*command, "-o", library, source], check=True)
