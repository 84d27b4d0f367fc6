"""The programs that are handed on: how each is built, run here and looked at."""

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCENARIOS = sorted(path for path in (ROOT / "scenarios").glob("*.yaml") if path.name != "unit_costs.yaml")
DRAWS = "200"
STARTS = 50


class Skipped(Exception):
    """What cannot be had here."""


def host():
    return re.search(r"^host: (.*)$", printed("rustc", "-vV"), re.MULTILINE)[1]


def printed(*command):
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
    return ended.stdout


def needed(*commands):
    for command in commands:
        if not shutil.which(command):
            raise Skipped(f"there is no {command}")


class Program:
    """A program for one target, on this computer."""

    def __init__(self, target, runner=(), environment=None):
        self.target, self.runner, self.environment = target, list(runner), {**os.environ, **(environment or {})}

    def build(self):
        """Builds it as it is handed on."""
        printed(".ci/release", self.target)

    def prepare(self):
        """Makes what else it takes to run here."""

    @property
    def path(self):
        return ROOT / "target/programs" / self.target / "averted"

    def command(self, *words):
        return [*self.runner, str(self.path), *map(str, words)]

    def run(self, *words, cwd=ROOT, check=True):
        ended = subprocess.run(self.command(*words), cwd=cwd, env=self.environment, capture_output=True)
        if check and ended.returncode != 0:
            said = (ended.stdout + ended.stderr).decode(errors="replace")
            raise SystemExit(f"{self.target}: averted {' '.join(map(str, words))} ended with {ended.returncode}:\n{said}")
        return ended

    def answers(self, folder):
        """Everything that it says and writes about each shipped scenario."""
        for scenario in SCENARIOS:
            name, scenario = scenario.stem, scenario.relative_to(ROOT)
            self.run("run", scenario, "--draws", DRAWS, "--quiet", "--format", "all", "--output", folder / name)
            said = self.run("run", scenario, "--draws", DRAWS, "--quiet", "--json").stdout + self.run("check", scenario).stdout
            (folder / name / "said").write_bytes(said)
        self.parts(SCENARIOS[0].relative_to(ROOT), folder / "parts")

    def parts(self, scenario, folder):
        """Draws a run in two parts, and puts them together."""
        for part in (1, 2):
            self.run("run", scenario, "--draws", DRAWS, "--quiet", "--part", f"{part}/2", "--output", folder)
        merged = self.run("merge", scenario, *sorted(folder.iterdir()), "--draws", DRAWS, "--quiet", "--json").stdout
        (folder / "merged.json").write_bytes(merged)

    def start(self):
        """Milliseconds from start to end of `--version`, the median of many."""
        self.run("--version")
        times = []
        for _ in range(STARTS):
            began = time.perf_counter()
            self.run("--version")
            times.append(time.perf_counter() - began)
        return statistics.median(times) * 1000

    def crates(self):
        tree = printed("cargo", "tree", "--locked", "--edges", "normal", "--prefix", "none", "--target", self.target.split(".")[0])
        # Crates that stand there a second time, or are the project's own.
        return len({line.split(" (")[0] for line in tree.splitlines() if line}) - 1

    def needs(self):
        """What it wants from the system that it runs on."""
        if self.path.suffix == ".exe":
            listed = printed("x86_64-w64-mingw32-objdump", "-p", self.path)
            return f"{len({name.lower() for name in re.findall('DLL Name: (.*)', listed)})} libraries of Windows"
        if "statically linked" in printed("ldd", self.path):
            return "nothing (ldd: statically linked)"
        versions = re.findall(r"GLIBC_([\d.]+)", printed("objdump", "-T", self.path))
        return "glibc " + max(versions, key=lambda version: [int(part) for part in version.split(".")])


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def differing(expected, found):
    """The names of files that are only in one of two folders, or differ."""
    return [name for name in sorted({*expected, *found}) if expected.get(name) != found.get(name)]


def alone(program, expected):
    """Runs a program where there is nothing else at all, and says what differs."""
    if os.geteuid() != 0:
        raise Skipped("only root may change the root folder")
    with tempfile.TemporaryDirectory() as root:
        for source in [program.path, *(ROOT / "scenarios").iterdir()]:
            shutil.copy(source, Path(root) / ("averted" if source == program.path else source.name))
        name = SCENARIOS[0].stem
        words = ["run", f"/{name}.yaml", "--draws", DRAWS, "--quiet", "--format", "all", "--output", "/out"]
        printed("chroot", root, "/averted", *words)
        own = {path.removeprefix(f"{name}/"): content for path, content in expected.items() if path.startswith(f"{name}/")}
        del own["said"]
        return differing(own, files(Path(root) / "out"))
