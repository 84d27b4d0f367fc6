"""What comes back from a command: numbers, words, figures and files, each made when it is asked for."""

from __future__ import annotations

import json
import os
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from ._averted import Reply
from ._draws import arrow_of, frame_of, lists_of, pandas_of, polars_of
from ._figure import Figure
from ._inference import inference_of


class Text(str):
    """A text of the command that shows itself as it is printed."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self)}</pre>"


class Answer:
    """What ``averted stress``, ``drivers``, ``evidence`` or ``compare`` finds, and what :class:`Run` builds on."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    @cached_property
    def results(self) -> dict[str, Any]:
        """Every number with its error: what the command prints with ``--json``. ``averted dictionary`` says what each is."""
        results: dict[str, Any] = json.loads(self._reply.content())
        return results

    def json(self) -> bytes:
        """The bytes that the command prints with ``--json``."""
        return self._reply.content()

    def summary(self, *, full: bool = False) -> Text:
        """What the command prints; of a run every section where it is to be ``full``."""
        return Text(self._reply.text(full))

    def figure(self, name: str) -> Figure:
        """The figure of this name, such as "chance"; a notebook shows it.

        :raises ScenarioError: when there is no such figure, with the names that there are
        :raises KeyError: when it does not apply, such as payback without a programme
        """
        found = self._figures([name])
        if name not in found:
            raise KeyError(f"nothing to draw for {name!r} here; there are {', '.join(self.figures)}")
        return found[name]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """All figures by name, in the order in which papers show them."""
        return self._figures(None)

    def _figures(self, only: list[str] | None) -> dict[str, Figure]:
        drawn = (Figure(*of, self._reply) for of in self._reply.figures(only))
        return {figure.name: figure for figure in drawn}

    def __repr__(self) -> str:
        return self._reply.text()

    def _repr_html_(self) -> str:
        return self.summary()._repr_html_()


#: The file of a run that a paper is by the ending of its name.
_PAPERS = {
    ".html": "report.html",
    ".md": "report.md",
    ".docx": "briefing.docx",
    ".xlsx": "results.xlsx",
    ".json": "results.json",
    ".csv": "draws.csv",
    ".parquet": "draws.parquet",
}


class Run(Answer):
    """A run that is done: its results, its draws and its papers."""

    @property
    def draws(self) -> Any:
        """The draws, a row each: a pandas or polars data frame or an Arrow table, by which of these is installed, else lists."""
        return frame_of(self._reply)

    def to_pandas(self) -> Any:
        """The draws as a pandas data frame; what each column says stands in its ``attrs``."""
        return pandas_of(self._reply)

    def to_polars(self) -> Any:
        """The draws as a polars data frame."""
        return polars_of(self._reply)

    def to_arrow(self) -> Any:
        """The draws as an Arrow table."""
        return arrow_of(self._reply)

    def to_dict(self) -> dict[str, list[Any]]:
        """The draws as a list for each column; needs nothing installed."""
        return lists_of(self._reply)

    def to_arviz(self) -> Any:
        """The draws as ArviZ takes them: a posterior of one chain, each variable with its label and unit.

        A draw of the evidence is independent of the others, so that effective sample sizes are close to the number of draws.
        """
        return inference_of(self._reply)

    @cached_property
    def columns(self) -> dict[str, dict[str, Any]]:
        """Of every column of the draws its label, its unit and what it is of."""
        columns: list[dict[str, Any]] = json.loads(self._reply.columns())
        return {column.pop("name"): column for column in columns}

    def report(self, path: str | os.PathLike[str], *, file: str | None = None) -> Path:
        """Writes a paper of the run; which, the ending of the name says: .html, .md, .docx, .xlsx, .csv, .parquet or .json.

        :param file: the name of the file as ``averted run --format all`` writes it, such as "onepage.docx" or "live.html"
        """
        target = Path(path)
        name = file or _PAPERS.get(target.suffix.lower())
        if name is None:
            raise ValueError(f"{target}: no paper ends in {target.suffix!r}; there are {', '.join(_PAPERS)}")
        target.write_bytes(self._reply.file(name))
        return target

    def _repr_html_(self) -> str:
        first = next(iter(self.figures.values()), None)
        return super()._repr_html_() + (first.svg if first else "")
