"""Whether a numbered paragraph asks or answers, and what its number is of."""

from __future__ import annotations

import re

from flows.tidy.letter.lines.shapes import KEY_VALUE, figure_alone, heading_like, holds_figure
from flows.tidy.letter.parts.asking import State, wording
from flows.tidy.letter.parts.parts import Passage
from flows.tidy.letter.parts.verdicts import decides
from flows.tidy.letter.text.numbering import Label, goes_on, stem
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import opens, says
from flows.tidy.letter.text.sentences import split

_SHORTEST_QUESTION = 4
_FEW_WORDS = 2
_NUMBER_OF = re.compile(r"\W*(?:the )?(?:total |overall )?numbers? of\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?\s*(?:\([^()]*\)\s*)?$")
#: A paragraph that is a quotation from its first character to its last.
_QUOTED = re.compile(r"\s*(?:\"[^\"]+\"|“[^“”]+”|‘[^‘]+’)\s*")


def asks(text: str, found: Label | None) -> bool:
    """Whether a paragraph ends in a question; under a number also one that goes on to say how it is to be answered.

    `(a) How many were recorded in 2016/17? Please break this down by age.`, or the same in quotation marks
    """
    quoted = _QUOTED.fullmatch(text) is not None
    text = text.strip(' "“”‘’') if quoted and not found else text
    if _QUESTION.search(text) is not None:
        return len(text.split()) > _FEW_WORDS
    sentences = [text[a:b] for a, b in split(text[found.end if found else 0 :], semicolons=False)]
    goes_on = (quoted or found is not None) and len(sentences) > 1 and sentences[0].rstrip().endswith("?")
    return goes_on and all(says("markers", s, "ask") or s.rstrip().endswith("?") for s in sentences[1:])


def words_of_question(item: Paragraph, found: Label, state: State) -> bool:
    """Whether `Question 1: The number of offences recorded` repeats what was asked, which nothing before has done.

    Behind a bare number only words that ask do so: `1. Please state how many were recorded.`
    """
    text = item.text[found.end :].strip()
    numbered = found.kind == "question" or (found.kind in ("plain", "part") and opens("markers", text, "ask"))
    if not numbered or len(text.split()) < _SHORTEST_QUESTION or wording(found.numbers, state):
        return False
    if text[-1:] != "?" and holds_figure(text):
        return False
    answers = figure_alone(text) or KEY_VALUE.fullmatch(text) or decides(text)
    return not (answers or says("markers", text, "response_lead"))


def asks_under_number(text: str) -> bool:
    """Whether words under the number of a question alone ask it: `The number of offences recorded, by age.`

    >>> asks_under_number("The number of offences, by age."), asks_under_number("The number of offences was 31.")
    (True, False)
    """
    said = [text[a:b] for a, b in split(text, semicolons=False)]
    own = [s for s in said if not (s.rstrip().endswith("?") or says("markers", s, "ask"))]
    if any(holds_figure(s) or decides(s) or says("markers", s, "response_lead", "announces") for s in own):
        return False
    return len(own) < len(said) or (len(said) == 1 and _NUMBER_OF.match(text) is not None)


def answers(item: Paragraph, found: Label, is_question: bool, state: State) -> bool:
    """Whether a plain number in the response is a question's: `1) 223` is, `3. Background` is a chapter's."""
    if found.kind == "part":
        known_part = any(a.number == found.numbers[0] for a in state.asked)
        return is_question or state.repeats or bool(state.base) or known_part
    if (
        found.kind not in ("plain", "letter")
        or is_question
        or any(a.number and stem(a.number) == stem(found.numbers[0]) for a in state.asked)
    ):
        return True
    return not heading_like(item, found.end) or figure_alone(item.text[found.end :])


def without_number(passage: Passage, found: Label, state: State) -> None:
    """A number that is no known question's: of a part, or of a heading that closes the question before it."""
    state.strange = not any(f"({number})" in state.question for number in found.numbers)
    if found.kind == "part" and passage.paragraph:
        passage.printed, passage.body = passage.paragraph.text[: found.end].strip(), found.end
    elif state.numbers and goes_on(found, state.numbers):
        state.numbers, state.question = (), ""
