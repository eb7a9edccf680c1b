"""A figure that stands outside tables, with everything its words say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.labels.meanings import Age, Offence, Period
from flows.tidy.sentences.labels import CellValue, explain_marks, names_the_flag, read_cell


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """One figure in running text: its place, its value, what it counts, and how sure that is (`signs`).

    `block` is the index of the Text among the document's blocks, `order` the 1-based number of the figure within that
    block; `start`, `end` its place in the paragraph's text. `numbers` are the questions it answers, `asked`: the words
    of one are known. `older`: as of its Passage. `group` is the same for figures under one heading and question.
    """

    block: int
    order: int
    start: int
    end: int
    value: CellValue
    caption: str
    raw_value: str
    raw_row_label: str | None = None
    page: int | None = None
    period: Period | None = None
    age: Age = field(default_factory=Age.all)
    sex: str = "all"
    online: str = "all"
    offence: Offence | None = None
    measure: str | None = None
    force: str | None = None
    other: dict[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    asked: bool = False
    group: int = 0
    age_is_cumulative: bool = False
    doubts: tuple[str, ...] = ()
    older: int = 0
    signs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number in running text that is no figure, or of which that is not sure; `unsure` ones a person should see."""

    block: int
    text: str
    reason: str
    sentence: str
    page: int | None = None
    unsure: bool = False


def cumulative(figures: list[ProseFigure]) -> list[ProseFigure]:
    """Marks the age bands that contain another band of the same group and the same other dimensions."""

    ages: dict[tuple[object, ...], set[Age]] = defaultdict(set)
    for f in figures:
        ages[_but_for_age(f)].add(f.age)
    return [replace(f, age_is_cumulative=any(map(f.age.contains, ages[_but_for_age(f)]))) for f in figures]


def _but_for_age(figure: ProseFigure) -> tuple[object, ...]:
    return figure.group, figure.period, figure.sex, figure.online, figure.offence, figure.measure


def explained(figures: list[ProseFigure], texts: Sequence[str]) -> list[ProseFigure]:
    """Figures printed as a sign, with what a sentence says that the sign stands for: `* denotes fewer than 5`."""
    signs = {f.raw_value for f in figures if f.value.value is None and f.value.high is None}
    if not signs:
        return figures
    marks = explain_marks([text for text in texts if any(sign in text for sign in signs)], signs)
    read = {sign: value for sign in signs & marks.signs.keys() if (value := read_cell(sign, marks))}
    return [replace(f, value=read.get(f.raw_value, f.value)) for f in figures]


def doubt_unnamed_flag(figures: list[ProseFigure], texts: Iterable[str]) -> list[ProseFigure]:
    """Doubts every figure of the flag in a letter that nowhere says of what its flag is: there are others."""
    if any(map(names_the_flag, texts)):
        return figures
    return [
        replace(f, doubts=tuple(dict.fromkeys((*f.doubts, "flag_unnamed")))) if f.online in ("yes", "no") else f
        for f in figures
    ]
