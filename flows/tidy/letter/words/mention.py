"""One value of a dimension that stands in a text, and the dimensions that words give a figure together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from flows.tidy.labels.meanings import Age, Offence, Period

Kind = Literal["period", "age", "sex", "online", "offence", "measure", "force", "question"]
Value = Period | Age | Offence | str


@dataclass(frozen=True, slots=True)
class Mention:
    """One value of one dimension that stands in a text at `text[start:end]`."""

    kind: Kind
    start: int
    end: int
    value: Value
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """The dimensions that words give a figure; None: they say nothing of it.

    `question` is the number of a question of which the words say that it is answered; `unsure`: taken over from a
    figure of which that was in doubt.
    """

    period: Period | None = None
    age: Age | None = None
    sex: str | None = None
    online: str | None = None
    offence: Offence | None = None
    measure: str | None = None
    force: str | None = None
    quality: str | None = None
    question: str | None = None
    unsure: bool | None = None

    def over(self, base: Said) -> Said:
        """These dimensions, and where they say nothing those of `base`."""
        return Said(
            *(
                getattr(self, f.name) if getattr(self, f.name) is not None else getattr(base, f.name)
                for f in fields(self)
            )
        )

    @property
    def kinds(self) -> frozenset[str]:
        """The dimensions said, but for the measure."""
        names = (f.name for f in fields(self) if f.name not in ("measure", "unsure"))
        return frozenset(n for n in names if getattr(self, n) is not None)
