"""Where on the paper a figure stands: the one name of a place that two readers of a document share."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """A place in a Document as it was read, before anything is made of it.

    `block` is the index among its blocks. In a table `row` and `column` are those of the cell; in text `start` and
    `end` are characters of the block's squeezed text.
    """

    block: int
    row: int = 0
    column: int = 0
    start: int = 0
    end: int = 0

    def meets(self, other: Spot) -> bool:
        """Whether both are the same cell, or share a character of the same text.

        >>> Spot(3, start=4, end=7).meets(Spot(3, start=6, end=9)), Spot(3, 1, 2).meets(Spot(3, 1, 2))
        (True, True)
        """
        if self[:3] != other[:3]:
            return False
        return self.start < other.end and other.start < self.end if self.end and other.end else True


def squeezed(text: str) -> str:
    """Text with single spaces for all that parts words."""
    return " ".join(text.split())
