"""What README.md shows of Python comes out as it stands there."""

import contextlib
import io
import re

import pytest
from conftest import ROOT

SECTION = re.search(r"^## In Python\n(.*?)^## ", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_example_prints_what_stands_beside_it(tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    pytest.importorskip("arviz")
    code, printed = re.findall(r"```(?:python|text)\n(.*?)```", SECTION.group(1), re.DOTALL)[:2]
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "README.md", "exec"), {})
    assert said.getvalue() == printed
    assert (tmp_path / "havering.html").stat().st_size > 100_000
