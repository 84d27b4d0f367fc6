"""The extension, which the package builds on."""

import os
from collections.abc import Sequence
from typing import final

__all__ = ["Error", "Reply", "ScenarioError", "__version__", "answer", "main"]

__version__: str

class Error(Exception):
    """Something of averted failed; its text is what the command says."""

class ScenarioError(Error):
    """The scenario or an argument is wrong; its text is what the command says, every mistake drawn where it stands."""

@final
class Reply:
    """An answer of a command."""

    def content(self) -> bytes: ...
    def text(self, full: bool = False, columns: int | None = None) -> str: ...
    def figures(self, only: Sequence[str] | None = None) -> list[tuple[str, str, list[str], str, str]]: ...
    def file(self, name: str) -> bytes: ...
    def columns(self) -> bytes: ...

def answer(arguments: Sequence[str | os.PathLike[str]]) -> Reply: ...
def main(arguments: Sequence[str]) -> int: ...
