"""The commands as functions: the same options, checks and answers, but nothing is printed and nothing written."""

from __future__ import annotations

from collections.abc import Iterable
from ._answers import Answer, Run, Text
from ._arguments import Changes, Path, files, options
from ._averted import answer


def run(
    path: Path,
    *,
    draws: int | str | None = None,
    seed: int | None = None,
    set: Changes | None = None,
    precision: str | float | None = None,
    max_draws: int | str | None = None,
    stress: bool = False,
    allow_path: Path | Iterable[Path] | None = None,
    threads: int | None = None,
    large: bool = False,
) -> Run:
    """Simulates a scenario, as ``averted run`` does.

    :param path: the scenario: a text file (YAML) or a workbook (.xlsx)
    :param draws: how many times to draw the evidence, such as 4000 or "10k"
    :param seed: seed of the random numbers: the same seed gives the same results
    :param set: values by path: ``{"cohort.people": 120, "events.eviction.unit_cost": "x1.2"}``
    :param precision: go on until the error of the headline is at most this share of it, such as "1%"
    :param max_draws: most draws that a precision may take
    :param stress: also count how many people the savings targets take, as ``--with stress`` does
    :param allow_path: folders whose files the scenario may refer to besides its own
    :param threads: how many threads to use, the same in all calls of a program; results do not depend on it
    :param large: begin even what would take hours
    :raises ScenarioError: with every mistake drawn where it stands
    :raises KeyboardInterrupt: on Ctrl-C, within half a second
    """
    named = options(
        draws=draws,
        seed=seed,
        set=set,
        precision=precision,
        max_draws=max_draws,
        with_="stress" if stress else None,
        allow_path=allow_path,
        threads=threads,
        large=large,
    )
    return Run(answer(["run", *named, *files(path)]))


def check(path: Path, *, set: Changes | None = None, allow_path: Path | Iterable[Path] | None = None) -> Text:
    """Reads a scenario back in plain English and says what to expect, without simulating, as ``averted check`` does."""
    return _text(["check", *options(set=set, allow_path=allow_path), *files(path)])


def stress(
    path: Path,
    *,
    shock: str | Iterable[str] | None = None,
    grid: Iterable[str] | None = None,
    draws: int | str | None = None,
    seed: int | None = None,
    set: Changes | None = None,
    allow_path: Path | Iterable[Path] | None = None,
    large: bool = False,
) -> Answer:
    """Stress-tests savings targets, as ``averted stress`` does.

    :param shock: changes to try, such as "events.*.unit_cost=x1.2"
    :param grid: two inputs to lay the chance of every target over, such as ["cohort.people=100..500", "horizon=12..36"]
    """
    named = options(
        shock=shock, grid=grid, draws=draws, seed=seed, set=set, allow_path=allow_path, large=large
    )
    return Answer(answer(["stress", *named, *files(path)]))


def drivers(
    path: Path,
    *,
    of: str | None = None,
    study_cost: str | None = None,
    pick_freeze: int | str | None = None,
    draws: int | str | None = None,
    seed: int | None = None,
    set: Changes | None = None,
    allow_path: Path | Iterable[Path] | None = None,
    large: bool = False,
) -> Answer:
    """Says what drives the answer and what is worth knowing better, as ``averted drivers`` does.

    :param of: what the tornado and the shares of the variance are of: "headline", "net" or "target:ID"
    :param study_cost: what further case studies cost, such as "£500 + £250 per person"
    :param pick_freeze: estimate the shares of the variance on so many points, interactions included
    """
    named = options(
        of=of,
        study_cost=study_cost,
        pick_freeze=pick_freeze,
        draws=draws,
        seed=seed,
        set=set,
        allow_path=allow_path,
        large=large,
    )
    return Answer(answer(["drivers", *named, *files(path)]))


def evidence(
    path: Path | None = None,
    *,
    cases: Path | None = None,
    update: bool = False,
    draws: int | str | None = None,
    seed: int | None = None,
    set: Changes | None = None,
    allow_path: Path | Iterable[Path] | None = None,
    large: bool = False,
) -> Answer:
    """Says what a small sample of case studies can tell, as ``averted evidence`` does.

    :param cases: a table of people by itself, CSV or .xlsx, instead of a scenario
    :param update: learn from the published mean
    """
    named = options(
        cases=cases, update=update, draws=draws, seed=seed, set=set, allow_path=allow_path, large=large
    )
    return Answer(answer(["evidence", *named, *files(*([] if path is None else [path]))]))


def compare(
    *paths: Path,
    common: str | Iterable[str] | None = None,
    independent: str | Iterable[str] | None = None,
    draws: int | str | None = None,
    seed: int | None = None,
    set: Changes | None = None,
    allow_path: Path | Iterable[Path] | None = None,
    large: bool = False,
) -> Answer:
    """Says what sets scenarios apart, as ``averted compare`` does: every other is held against the first.

    :param common: draw by common quantiles what stands at these paths, "*" for all
    :param independent: draw independently what stands at these paths, "*" for all
    """
    named = options(
        common=common,
        independent=independent,
        draws=draws,
        seed=seed,
        set=set,
        allow_path=allow_path,
        large=large,
    )
    return Answer(answer(["compare", *named, *files(*paths)]))


def costs(
    *words: str,
    show: str | None = None,
    price_base: str | None = None,
    library: Path | None = None,
    scenario: Path | None = None,
) -> Text:
    """Lists, searches or shows unit costs, in the prices of any year, as ``averted costs`` does."""
    named = options(show=show, price_base=price_base, library=library, scenario=scenario)
    return _text(["costs", *named, *files(*words)])


def explain(*words: str, all: bool = False) -> Text:
    """Says what a key, a distribution, a warning or a term means, as ``averted explain`` does."""
    return _text(["explain", *options(all=all), *files(*words)])


def _text(arguments: list[str]) -> Text:
    return Text(answer(arguments).text())
