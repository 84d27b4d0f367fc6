#!/usr/bin/env python3
"""Builds the wheel, installs it into fresh virtual environments and tests what a user has: nothing of the source tree is imported.

    python3 tests/python/run.py [--wheel WHEEL] [--keep FOLDER] [PYTEST ARGUMENTS …]

Needs a Rust toolchain unless a wheel is given, and a registry of Python packages. The wheel is built as `pip install .` builds it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BESIDE = ["pandas", "polars", "pyarrow", "arviz", "distributed", "pytest", "mypy", "pandas-stubs"]

BARE = """
import sys, averted
run = averted.run(sys.argv[1], draws=50)
assert type(run.draws) is dict and len(run.draws["avoided"]) == 50, type(run.draws)
assert run.figure("chance")._repr_svg_().startswith("<svg")
print("without any other package:", run.results["run"]["draws"], "draws as lists")
"""


def carried_out(*command, **options):
    print("$", *(str(word) for word in command), flush=True)
    subprocess.run([str(word) for word in command], check=True, **options)


def built(folder):
    """The wheel, as pip builds it from a clone."""
    started = time.monotonic()
    carried_out(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder / "dist", ROOT)
    (wheel,) = (folder / "dist").glob("averted-*.whl")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, built in {time.monotonic() - started:.0f} s", flush=True)
    return wheel


def environment(folder, *packages):
    """The Python of a fresh environment with these packages."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    carried_out(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--keep", type=Path)
    options, further = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="averted-python-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        wheel = (options.wheel or built(folder)).resolve()
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        bare = environment(folder / "bare", wheel)
        carried_out(bare, "-c", BARE, ROOT / "scenarios/havering.yaml", cwd=elsewhere)
        whole = environment(folder / "whole", wheel, *BESIDE)
        carried_out(whole, "-m", "pytest", "-q", "-p", "no:cacheprovider", ROOT / "tests/python", *further, cwd=elsewhere)


if __name__ == "__main__":
    main()
