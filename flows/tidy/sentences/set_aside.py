"""Figures of a letter that are none after all, each with its fate: withdrawn, replaced, a headline told again ..."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from flows.tidy.labels.meanings import Offence, is_of_adults, is_whole
from flows.tidy.sentences.figure import LeftOut, ProseFigure
from flows.tidy.sentences.labels import find
from flows.tidy.text.numbering import numbers_in
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.parts.verdicts import verdicts
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import split

#: No smaller number is known again by itself.
_KNOWN_AGAIN = 20


def set_aside(
    letter: Letter, figures: list[ProseFigure], withdrawn: Collection[int]
) -> tuple[list[ProseFigure], list[LeftOut]]:
    """The figures that stand, and those that do not with the reason; `withdrawn`: numbers taken back."""
    left: list[LeftOut] = []
    for reason, rule in (
        ("told again", partial(_without_headline, letter)),
        ("of adults, whom nobody asked for", partial(_without_adults, letter)),
        ("what an answer would take", partial(_without_workload, letter)),
        ("withdrawn", partial(_without_withdrawn, withdrawn)),
        ("replaced by a newer mail", _without_replaced),
    ):
        kept = rule(figures)
        stand = {id(f) for f in kept}
        left += [LeftOut(f.block, f.raw_value, reason, f.caption, f.page) for f in figures if id(f) not in stand]
        figures = kept
    return figures, left


def _without_headline(letter: Letter, figures: list[ProseFigure]) -> list[ProseFigure]:
    """The figures without those of the title that a figure below it repeats."""
    title = next((p.paragraph for p in letter.passages if p.is_heading and p.paragraph), None)
    if title is None:
        return figures
    below = {f.value.value for f in figures if f.block not in title.blocks}
    return [f for f in figures if f.block not in title.blocks or f.value.value not in below]


def _without_adults(letter: Letter, figures: list[ProseFigure]) -> list[ProseFigure]:
    """The figures without those of adults that nobody asked for, and that a letter tells for comparison."""
    asked = any(is_of_adults(found.reading.value) for found in find("age", letter.request))
    return figures if asked else [f for f in figures if not is_of_adults(f.age)]


def _without_withdrawn(withdrawn: Collection[int], figures: list[ProseFigure]) -> list[ProseFigure]:
    """The figures without those that another sentence withdraws: `The figure of 1,047 is withdrawn.`"""
    known_again = {n for n in withdrawn if n > _KNOWN_AGAIN}
    return [f for f in figures if f.value.value not in known_again]


def _without_replaced(figures: list[ProseFigure]) -> list[ProseFigure]:
    """The figures without those of an older mail of the thread for which a newer one gives another."""
    newest: dict[tuple[object, ...], ProseFigure] = {}
    for f in sorted(figures, key=lambda f: f.older):
        newest.setdefault((f.period, f.age, f.sex, f.online, f.offence or Offence(None, "all")), f)
    kept = {key: f for key, f in newest.items() if key[0] is not None}

    def stands(f: ProseFigure) -> bool:
        newer = kept.get((f.period, f.age, f.sex, f.online, f.offence or Offence(None, "all")), f)
        return newer.older == f.older or newer.value.value == f.value.value

    return [f for f in figures if stands(f)]


def _without_workload(letter: Letter, figures: list[ProseFigure]) -> list[ProseFigure]:
    """None of the figures of a letter that refuses the whole request: they tell what an answer would take.

    That does not come by sex or by age: where two parts or more do, they are an answer, whatever else is refused.
    """
    answers = [p for p in letter.passages if p.part in ("response", "note")]
    said = [p.text[a:b] for p in answers if p.paragraph for a, b in split(p.text)]
    refused = any(
        says("outcomes", s, "whole") and verdicts(s) & {"refused", "workload"} and not numbers_in(s) for s in said
    )
    offered = any(
        says("outcomes", s, "given all the same")
        or (says("outcomes", s, "volunteered") and not (verdicts(s) or says("outcomes", s, "ungiven")))
        for s in said
    )
    tables = any(p.paragraph is None for p in answers)
    told = ({f.sex for f in figures}, {f.age for f in figures})
    broken_down = any(sum(not is_whole(value) for value in values) > 1 for values in told)
    several = broken_down or len({f.numbers for f in figures}) > 1
    return figures if not refused or offered or tables or several else []
