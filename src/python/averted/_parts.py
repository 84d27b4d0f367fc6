"""Parts of a run, drawn on whatever machines, and put together to the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ._answers import Run
from ._arguments import files, options
from ._averted import answer


def part(path: str | os.PathLike[str], number: int, of: int, folder: str | os.PathLike[str], **named: Any) -> Path:
    """Draws one of so many parts of a run into a folder, as ``averted run --part`` does, and gives its file.

    A part that is there already is not drawn again. Further options are those of :func:`run`.
    """
    answer(["run", *options(part=f"{number}/{of}", output=folder, **named), *files(path)])
    return Path(folder) / f"part-{number:0{len(str(of))}}-of-{of}.draws"


def merge(path: str | os.PathLike[str], parts: Iterable[str | os.PathLike[str]], **named: Any) -> Run:
    """Puts parts together, as ``averted merge`` does, with the options that they were drawn with: the run of all draws.

    :raises Error: with what is missing, or which part is damaged or of something else
    """
    return Run(answer(["merge", *options(**named), *files(path, *parts)]))


def map_parts(client: Any, path: str | os.PathLike[str], parts: int = 64, *, retries: int = 2, **named: Any) -> Run:
    """Draws the parts of a run on the workers of a Dask client, and puts them together: the bytes of one run of all draws.

    The workers need averted, and read the scenario from the same path. Further options are those of :func:`run`.
    """
    path = os.path.abspath(path)
    tasks = client.map(_drawn, range(1, parts + 1), of=parts, path=path, named=named, retries=retries, pure=False)
    try:
        with TemporaryDirectory(prefix="averted-") as folder:
            kept = [Path(folder) / f"{number}.draws" for number in range(1, parts + 1)]
            for file, task in zip(kept, tasks):
                file.write_bytes(task.result())
                task.release()
            return merge(path, kept, **named)
    finally:
        client.cancel(tasks)


def _drawn(number: int, of: int, path: str, named: dict[str, Any]) -> bytes:
    """The bytes of a part, drawn by a worker."""
    with TemporaryDirectory(prefix="averted-") as folder:
        return part(path, number, of, folder, **named).read_bytes()
