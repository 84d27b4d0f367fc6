"""A figure with its words, which notebooks show."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ._averted import Reply


@dataclass(frozen=True)
class Figure:
    """A figure: the drawing with what belongs under it."""

    #: Its name, such as "chance".
    name: str
    #: Its message in a sentence.
    title: str
    #: What belongs under it, a sentence or two each.
    caption: list[str]
    #: What a reader who cannot see it should be told.
    alt: str
    #: The drawing.
    svg: str = field(repr=False)
    _reply: Reply = field(repr=False, compare=False)

    def png(self) -> bytes:
        """The drawing as pixels."""
        return self._reply.file(f"figures/{self.name}.png")

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes the drawing, as .svg or .png by the ending of the name."""
        target = Path(path)
        endings = {".svg": lambda: self.svg.encode(), ".png": self.png}
        drawn = endings.get(target.suffix.lower())
        if drawn is None:
            raise ValueError(f"{target}: a figure is written as .svg or .png")
        target.write_bytes(drawn())
        return target

    def _repr_svg_(self) -> str:
        return self.svg
