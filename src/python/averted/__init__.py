"""What would have happened without this service, what would it have cost, and how sure can we be?

A Monte Carlo cost-avoidance simulator: the command ``averted`` and the same program for Python.

>>> import averted
>>> run = averted.run("havering.yaml", draws=4000, set={"cohort.people": 120})   # doctest: +SKIP
>>> run.results["per_person"]["expected"]["mean"]                                # doctest: +SKIP
>>> run.draws                                                                    # doctest: +SKIP

Options are those of the command, without dashes: ``averted run --max-draws 10000`` is ``averted.run(…, max_draws=10_000)``.
Mistakes raise :class:`ScenarioError`, whose text is what the command says. Ctrl-C stops a run.
"""

from __future__ import annotations

import sys

from ._answers import Answer, Run, Text
from ._averted import Error, ScenarioError, __version__
from ._averted import main as _command
from ._commands import check, compare, costs, drivers, evidence, explain, run, stress
from ._figure import Figure
from ._parts import map_parts, merge, part

__all__ = [
    "Answer",
    "Error",
    "Figure",
    "Run",
    "ScenarioError",
    "Text",
    "__version__",
    "check",
    "compare",
    "costs",
    "drivers",
    "evidence",
    "explain",
    "map_parts",
    "merge",
    "part",
    "run",
    "stress",
]


def _main() -> int:
    """The command ``averted``."""
    return _command(sys.argv)
