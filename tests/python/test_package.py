"""The package is whole: one version, the command, types and words for everything that is public."""

import importlib.metadata
import importlib.resources
import inspect
import re
import subprocess
import sys

import averted
import pytest
from conftest import ROOT

TYPED = """
import averted

run = averted.run("town.yaml", draws=10, set={"cohort.people": 3})
mean: float = run.results["per_person"]["expected"]["mean"]
name: str = run.figure("chance").name
text: str = averted.check("town.yaml")
pairs: dict[str, averted.Figure] = averted.compare("a.yaml", "b.yaml").figures
"""

MISTYPED = """
import averted

averted.run("town.yaml", drws=10)
averted.check(3)
"""


def test_one_version(command):
    version = re.search(r'^version = "(.+)"$', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE).group(1)
    assert averted.__version__ == importlib.metadata.version("averted") == version
    assert command("--version").stdout.decode().strip() == f"averted {version}"
    module = subprocess.run([sys.executable, "-m", "averted", "--version"], capture_output=True, text=True)
    assert module.stdout.strip() == f"averted {version}"


def test_the_command_ends_with_its_exit_codes(command, town, tmp_path):
    assert command("run", town, "--output", tmp_path / "out", "--quiet").stdout == b""
    assert (tmp_path / "out/report.html").exists()
    assert b"error" in command("check", tmp_path / "none.yaml", code=2).stderr


def test_everything_public_has_words():
    for name in averted.__all__:
        thing = getattr(averted, name)
        assert isinstance(thing, str) or inspect.getdoc(thing), name
        for member, value in inspect.getmembers(thing if inspect.isclass(thing) else None):
            if not member.startswith("_") and member in vars(thing) and callable(value):
                assert inspect.getdoc(value), f"{name}.{member}"


def test_types_are_checked(tmp_path):
    pytest.importorskip("mypy")
    assert importlib.resources.files("averted").joinpath("py.typed").is_file()

    def checked(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        words = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(tmp_path / name)]
        return subprocess.run(words, capture_output=True, text=True, cwd=tmp_path)

    good = checked("typed.py", TYPED)
    assert good.returncode == 0, good.stdout
    wrong = checked("mistyped.py", MISTYPED)
    assert wrong.returncode == 1 and wrong.stdout.count("error:") == 2, wrong.stdout


def test_the_stub_is_of_the_extension():
    pytest.importorskip("mypy")
    words = [sys.executable, "-m", "mypy.stubtest", "averted._averted"]
    ended = subprocess.run(words, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_the_package_itself_is_typed():
    pytest.importorskip("mypy")
    words = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "-p", "averted"]
    ended = subprocess.run(words, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout
