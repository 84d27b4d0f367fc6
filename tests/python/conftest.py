"""What the tests share: scenarios, and the command that the wheel has brought."""

import os
import subprocess
import sysconfig
from pathlib import Path

import averted
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

TOWN = """
title: A small town
horizon: 24 months
cohort: {people: 60, frailty: 0.6}
payers: {housing: {label: Council housing, groups: [council]}, nhs: {label: NHS}}
events:
  eviction: {probability: {observed: 3 of 8}, unit_cost: £12k, paid_by: {housing: 100%}, support: {prevents: 40%}}
  admission: {rate: 0.4 per year, unit_cost: {gamma: {mean: £4k, sd: £1k}}, paid_by: {nhs: 100%}, support: {prevents: 20%}}
targets: {budget: {amount: £20k, payers: [council]}}
simulation: {draws: 200}
"""


def pytest_sessionstart(session):
    """What is tested is what was installed."""
    assert ROOT not in Path(averted.__file__).resolve().parents, averted.__file__


@pytest.fixture
def town(tmp_path):
    """A small scenario in a folder of its own."""
    path = tmp_path / "town.yaml"
    path.write_text(TOWN, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def havering():
    """The first scenario of the project."""
    return ROOT / "scenarios/havering.yaml"


@pytest.fixture(scope="session")
def command():
    """The command of the wheel; another program where AVERTED names one."""
    script = Path(sysconfig.get_path("scripts")) / "averted"

    def carried_out(*arguments, code=0):
        words = [os.environ.get("AVERTED", str(script)), *(str(argument) for argument in arguments)]
        ended = subprocess.run(words, capture_output=True, env={**os.environ, "COLUMNS": "100"})
        assert ended.returncode == code, ended.stderr.decode()
        return ended

    return carried_out
