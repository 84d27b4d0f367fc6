"""Turns what Python passes into the arguments of the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Union

#: A file or a folder.
Path = Union[str, "os.PathLike[str]"]

#: Values to set, by path: numbers, or texts as scenarios spell them, such as "£12k" or "x1.2".
Changes = Union[Mapping[str, object], Iterable[str]]


def spelled(value: object) -> str:
    """A value as a scenario spells it."""
    if isinstance(value, str):
        return value
    # Lists and blocks as JSON, which the language of scenarios reads; numbers of numpy by what they are.
    item = getattr(value, "item", None)
    return json.dumps(item() if callable(item) else value, ensure_ascii=False)


def options(**named: object) -> list[str]:
    """The options that are given, each with its value in the same argument, so that no value is taken for an option."""
    words: list[str] = []
    for name, value in named.items():
        option = "--" + name.strip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            words.append(option)
        elif isinstance(value, Mapping):
            words.extend(f"{option}={path}={spelled(change)}" for path, change in value.items())
        elif isinstance(value, Iterable) and not isinstance(value, (str, os.PathLike)):
            words.extend(f"{option}={one if isinstance(one, str) else os.fspath(one)}" for one in value)
        else:
            words.append(f"{option}={os.fspath(value) if isinstance(value, os.PathLike) else spelled(value)}")
    return words


def files(*paths: Path) -> list[str]:
    """Files, behind the sign that no option follows."""
    return ["--", *(os.fspath(path) for path in paths)]
