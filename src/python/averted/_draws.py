"""The draws as data frames, tables or lists, by what is installed; no copy is written to a disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from ._averted import Reply

_PARQUET = "draws.parquet"
_CSV = "draws.csv"


def frame_of(reply: Reply) -> Any:
    """The draws as what is installed, pandas before polars before pyarrow, else as lists."""
    kinds: dict[str, Callable[[Reply], Any]] = {"pandas": pandas_of, "polars": polars_of, "pyarrow": arrow_of}
    installed = (make for name, make in kinds.items() if find_spec(name) is not None)
    return next(installed, lists_of)(reply)


def pandas_of(reply: Reply) -> Any:
    """A pandas data frame, by way of Parquet where pandas can read it."""
    import pandas

    if find_spec("pyarrow") is not None or find_spec("fastparquet") is not None:
        return pandas.read_parquet(io.BytesIO(reply.file(_PARQUET)))
    return pandas.DataFrame(lists_of(reply))


def polars_of(reply: Reply) -> Any:
    """A polars data frame."""
    import polars

    return polars.read_parquet(io.BytesIO(reply.file(_PARQUET)))


def arrow_of(reply: Reply) -> Any:
    """An Arrow table."""
    import pyarrow  # type: ignore[import-untyped, unused-ignore]
    import pyarrow.parquet  # type: ignore[import-untyped, unused-ignore]

    return pyarrow.parquet.read_table(pyarrow.BufferReader(reply.file(_PARQUET)))


def lists_of(reply: Reply) -> dict[str, list[Any]]:
    """A list for each column; a number that does not exist is not a number."""
    rows = csv.reader(io.StringIO(reply.file(_CSV).decode(), newline=""))
    names = next(rows)
    columns = zip(*rows)
    return {name: [_value(name, text) for text in column] for name, column in zip(names, columns)}


def _value(name: str, text: str) -> Any:
    if name == "view":
        return text
    if name == "draw":
        return int(text)
    return float(text) if text else float("nan")
