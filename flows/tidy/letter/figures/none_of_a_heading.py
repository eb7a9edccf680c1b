"""`There are none` under a heading that names what nobody counts, such as `Attachments`: it is no figure."""

from __future__ import annotations

import re

from flows.tidy.letter.figure import LeftOut, ProseFigure
from flows.tidy.letter.figures.contexts import of_words
from flows.tidy.letter.lines.shapes import figure_alone
from flows.tidy.letter.parts.parts import Letter, Passage
from flows.tidy.letter.text.phrases import says, whole
from flows.tidy.letter.walk import Prose

_NONE = re.compile(
    r"\W*(?:there (?:is|are|was|were) )?(?:none|nil|nothing)(?: (?:for|to|with|in|attached|applicable)\b.{0,30})?\W*",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_WORD = re.compile(r"[a-z]{4,}")
#: As much of a word as `breached` and `breaches` have in common.
_STEM = 5
_ASIDE = ("history", "furniture")


def without_none_of_headings(letter: Letter, prose: Prose) -> Prose:
    """The figures without those that say that there is none of what their heading names, and nothing else speaks of."""
    aside = {p.block for p in letter.passages if p.paragraph and _NONE.fullmatch(p.text) and _is_another(letter, p)}
    taken = [f for f in prose.figures if f.block in aside]
    if not taken:
        return prose
    return Prose([f for f in prose.figures if f not in taken], [*prose.left_out, *map(_left_out, taken)])


def _is_another(letter: Letter, passage: Passage) -> bool:
    """Whether a passage stands under a heading that counts nothing and whose words the letter has nowhere else.

    Where figures stand alone under headings such as `Kidnapping`, those are their keys.
    """
    heading = passage.heading
    if not heading or whole("markers", heading, "response_heading", "appendix_heading"):
        return False
    named = of_words(heading)
    if named.asks or named.said.kinds or named.said.measure or says("nouns", heading, "counted"):
        return False
    told = [p for p in letter.passages if p.paragraph and p.part not in _ASIDE]
    if any(_is_figure(p.text) and p.heading not in (heading, "") and not p.numbers for p in told):
        return False
    stems = _stems(heading)
    return bool(stems) and all(stems.isdisjoint(_stems(p.text)) for p in told if p.text != heading)


def _is_figure(text: str) -> bool:
    return figure_alone(text) and not _A_YEAR.fullmatch(text)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())}


def _left_out(figure: ProseFigure) -> LeftOut:
    reason = "of what the heading names, which is not counted"
    return LeftOut(figure.block, figure.raw_value, reason, figure.caption, figure.page, unsure=True)
