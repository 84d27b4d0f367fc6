"""The program of Windows under Wine, and what it does with folders that are in use."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from programs import DRAWS, HERE, ROOT, SCENARIOS, Program, Skipped, needed

TARGET = "x86_64-pc-windows-gnu"
COMPILER = "x86_64-w64-mingw32-gcc"
HOME = ROOT / "target/wine"


class WindowsProgram(Program):
    def __init__(self):
        needed(COMPILER)
        wine = shutil.which("wine64") or shutil.which("wine") or "/usr/lib/wine/wine64"
        if not Path(wine).exists():
            raise Skipped("there is no Wine")
        environment = {"WINEPREFIX": str(HOME), "WINEDEBUG": "-all", "WINEARCH": "win64"}
        super().__init__(TARGET, [wine], environment)

    def prepare(self):
        HOME.mkdir(parents=True, exist_ok=True)
        beside = self.path.parent / "bcryptprimitives.dll"
        subprocess.run([COMPILER, "-shared", "-o", beside, HERE / "prng.c", "-ladvapi32"], check=True)
        subprocess.run([COMPILER, "-municode", "-o", self.path.parent / "hold.exe", HERE / "hold.c"], check=True)

    @property
    def path(self):
        return ROOT / "target/programs" / TARGET / "averted.exe"

    def started(self, *words):
        return subprocess.Popen(self.command(*words), cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def held(self, path):
        """A program of somebody else that has a file open."""
        command = [*self.runner, str(self.path.parent / "hold.exe"), str(path)]
        holder = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if holder.stdout.readline().strip() != b"held":
            raise SystemExit(f"{path} could not be held open")
        return holder


def unlike_its_manifest(folder):
    """The files of a folder that are not as its manifest says, or not named in it."""
    lines = (folder / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines if not line.startswith("#"))
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    there.pop("manifest.sha256")
    wrong = [name for name, sum_ in listed.items() if name not in there or hashlib.sha256(there[name].read_bytes()).hexdigest() != sum_]
    return wrong + [name for name in there if name not in listed]


def folders(program, scratch):
    """Faults of folders in use, a sentence each."""
    scenario = SCENARIOS[0].relative_to(ROOT)
    words = ["run", scenario, "--draws", DRAWS, "--quiet", "--output", scratch]
    faults = []
    together = [program.started(*words, "--set", f"simulation.seed={seed}") for seed in (1, 2, 3)]
    said = [one.communicate()[0].decode(errors="replace") for one in together]
    if any(one.returncode for one in together):
        faults.append(f"three runs into one folder: {said}")
    elif unlike_its_manifest(scratch):
        faults.append(f"three runs into one folder leave {unlike_its_manifest(scratch)}")
    before = {path.name: path.read_bytes() for path in scratch.iterdir() if path.is_file()}
    for name in ("results.json", "report.html"):
        holder = program.held(scratch / name)
        refused = program.run(*words, "--set", "simulation.seed=4", check=False)
        holder.communicate(b"\n")
        now = {path.name: path.read_bytes() for path in scratch.iterdir() if path.is_file()}
        text = refused.stderr.decode(errors="replace")
        if refused.returncode == 0:
            faults.append(f"a run with {name} open elsewhere ended well")
        elif now != before or unlike_its_manifest(scratch):
            faults.append(f"a run with {name} open elsewhere left {os.listdir(scratch)}: {text}")
        elif name not in text:
            faults.append(f"a run with {name} open elsewhere does not name it: {text}")
    program.run(*words, "--set", "simulation.seed=4")
    if unlike_its_manifest(scratch):
        faults.append(f"after that a run leaves {unlike_its_manifest(scratch)}")
    return faults
