"""Faults of the program met in one table, region or text: each costs what it was met in, and nothing else."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from schemas.rows import Finding, Place

T = TypeVar("T")

UNREAD = "not_understood"
REMEDY = "this is a fault of the program: report it with the file; what it was met in is not in the data set"
LONGEST = 120
_STAGE = Path(__file__).parent


@dataclass(slots=True)
class Faults:
    """What could not be understood for a fault of the program, each as a finding of severity error."""

    findings: list[Finding] = field(default_factory=list)

    def spare(self, what: str, work: Callable[[], T], instead: Callable[[str], T], place: Place | None = None) -> T:
        """What the work gives; where it fails, what stands `instead`, told the digest of the exception.

        `what` names what the work is on, `place` where that stands. A return may print what nobody thought of, which
        must not cost the other tables of its document: any exception at all ends here, and only here.
        """
        try:
            return work()
        except Exception as error:  # noqa: BLE001  no table may lose a document
            told = _digest(error)
        message = f"{what} could not be understood: {told}"
        self.findings.append(Finding("error", UNREAD, message, REMEDY, place=place or Place()))
        return instead(told)

    def attempt(self, what: str, work: Callable[[], None]) -> None:
        """Work that adds to what is there, and adds no more where it fails."""
        self.spare(what, work, lambda _: None)


def _digest(error: Exception) -> str:
    """`KeyError: (41, 5) in layout/regions/furniture.py line 44`: the exception, and the last line of ours it met."""
    says = " ".join(str(error).split())[:LONGEST]
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_STAGE)]
    where = f" in {Path(frames[-1].filename).relative_to(_STAGE).as_posix()} line {frames[-1].lineno}"
    return f"{type(error).__name__}{': ' if says else ''}{says}{where}"
