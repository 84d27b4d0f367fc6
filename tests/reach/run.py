#!/usr/bin/env python3
"""Builds the programs that are handed on, shows that each gives the bytes of the one for this computer, and what it needs.

    python3 tests/reach/run.py            all of them
    python3 tests/reach/run.py TARGET …   these
    python3 tests/reach/run.py --built …  without building: the programs that stand in target/programs

Each is built by `.ci/release`, answers every shipped scenario of 200 draws (the run with every paper, `run --json`, `check`),
and is started 50 times. The program that is linked statically also runs where there is nothing but itself and the scenarios,
that of Windows under Wine, where also three runs write into one folder at once and into one whose files somebody has open.
What cannot be had here is skipped, with a word. Needs Linux on x86-64 with rustup; for Windows Debian's
gcc-mingw-w64-x86-64-win32 and wine64. The building takes some minutes for each.
"""

import sys
import tempfile
from pathlib import Path

# No folder of compiled modules among the tests.
sys.dont_write_bytecode = True

from programs import Program, Skipped, alone, differing, files, host, needed
from windows import TARGET as WINDOWS
from windows import WindowsProgram, folders

GLIBC, MUSL = "x86_64-unknown-linux-gnu.2.17", "x86_64-unknown-linux-musl"


def program(target, built):
    needed("rustup", "objdump", "ldd")
    made = WindowsProgram() if target == WINDOWS else Program(target)
    if not built:
        made.build()
    elif not made.path.exists():
        raise Skipped("it is not built")
    made.prepare()
    return made


def described(made, faults):
    size = f"{made.path.stat().st_size:,}"
    return [made.target, size, f"{made.start():.1f} ms", str(made.crates()), made.needs(), "; ".join(faults) or "the same"]


def examined(target, expected, built):
    """A row of the table, and what is wrong."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        made = program(target, built)
        made.answers(scratch / "answers")
        differ = differing(expected, files(scratch / "answers"))
        faults = [f"{len(differ)} files differ, such as {differ[0]}"] if differ else []
        if target == MUSL:
            try:
                faults += [f"alone, {name} differs" for name in alone(made, expected)]
            except Skipped as why:
                print(f"{target}: not run alone: {why}")
        if target == WINDOWS:
            faults += folders(made, scratch / "folder")
        return described(made, faults), faults


def main():
    built = "--built" in sys.argv
    targets = [word for word in sys.argv[1:] if word != "--built"] or [GLIBC, MUSL, WINDOWS]
    with tempfile.TemporaryDirectory() as scratch:
        here = program(host(), built)
        here.answers(Path(scratch))
        expected = files(Path(scratch))
        rows, wrong = [described(here, [f"{len(expected)} files"])], []
        for target in targets:
            try:
                row, faults = examined(target, expected, built)
            except Skipped as why:
                print(f"{target}: skipped: {why}")
                continue
            rows.append(row)
            wrong += [f"{target}: {fault}" for fault in faults]
    rows.insert(0, ["program", "bytes", "start", "crates", "needs", "files of every shipped scenario"])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if wrong:
        sys.exit("\n".join(wrong))


main()
