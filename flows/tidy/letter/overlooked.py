"""Numbers of an answer that gave no figure, which may be one all the same: a person should see each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.phrases import find, says
from flows.tidy.letter.words.count import NUMBERED, Count
from flows.tidy.letter.words.counts import counts
from flows.tidy.letter.words.meant import mentions
from flows.tidy.letter.words.mention import Mention

_DOUBTFUL = 0.5
_YEARS = range(1900, 2100)
#: A line of print that gives a telephone number.
_CALLED = re.compile(r"\b0\d{2,}")
#: `2018 – 1991`: a figure like a year, or two years in the other order.
_REVERSED = re.compile(r"\W*(?P<year>(?:19|20)\d\d)\s+[-–—]\s+(?P<figure>(?:19|20)\d\d)\W*")
_LED_TO = re.compile(
    r"\b(?:there (?:were|was|are|is|have been|has been)|recorded|total(?:led| of| is| was)?)\s+(?:only |just )?$",
    re.IGNORECASE,
)
#: `57A referral may name several people.`, and not `section 57A offences`
_RUN_INTO = re.compile(r"(?:^|[,:=–-]\s)(\d+)A [a-z]+ (?:can|may|might|could|is|was|has|had|will)\b")
_NIL_BEHIND_A_KEY = re.compile(r"(?:[\w'’]+\s+){1,5}[\w'’]+\s*[,:–-]\s*(?P<nil>nil|none|zero)\W*", re.IGNORECASE)
_OF = "part of the "
_NOT_COUNTED = "not counted: "


def overlooked(text: str, asked: str) -> list[tuple[Count, str]]:
    """The numbers of an answer without a figure that may count something, and what each was taken for.

    `asked` are the words of the question, which may ask for what is not counted elsewhere.

    >>> [(c.value.value, why) for c, why in overlooked("In 2009 - 16 crimes", "How many crimes were there?")]
    [(16, 'part of the period')]
    >>> overlooked("We hold this for 2009-16", ""), overlooked("in 3 areas", "By area?")
    ([], [])
    """
    if not re.search(r"\d", text) or _CALLED.search(text) or verdicts(text) or says("markers", text, "boilerplate"):
        return []
    found = mentions(text)
    return [(c, c.reason or "it stands in a heading") for c in counts(text, found) if _may_count(text, c, found, asked)]


def left_at_ends(text: str) -> list[tuple[int, int, str]]:
    """A figure into which the next sentence runs, and a nil behind a key: where each stands, and what it may be.

    >>> left_at_ends("From other forces, 57A referral may name several people."), left_at_ends("To other forces, Nil")
    ([(19, 21, 'the next sentence may run into it')], [(17, 20, 'it may say that there were none')])
    """
    found = [(*m.span(1), "the next sentence may run into it") for m in _RUN_INTO.finditer(text)]
    nil = _NIL_BEHIND_A_KEY.fullmatch(text)
    return [*found, (*nil.span("nil"), "it may say that there were none")] if nil else found


def _may_count(text: str, count: Count, found: Sequence[Mention], asked: str) -> bool:
    number = count.value.value
    if (pair := _REVERSED.fullmatch(text)) and pair.start("figure") == count.start:
        return int(pair["figure"]) < int(pair["year"])
    if count.reason == NUMBERED or number is None or number in _YEARS or "number_in_words" in count.value.flags:
        return False
    if count.reason.startswith(_OF):
        whole = next((m for m in found if m.start <= count.start < m.end), None)
        if whole is None:
            return False
        if _LED_TO.search(text[: whole.start]) and whole.start == count.start:
            return True
        alone = whole.certainty < _DOUBTFUL and not text[: whole.start].strip() and not text[whole.end :].strip(" .")
        return (alone and whole.end == count.end) or (whole.kind == "period" and _before_a_noun(text, count.end))
    if count.reason.startswith(_NOT_COUNTED):
        return count.reason.removeprefix(_NOT_COUNTED).split()[-1] in asked.lower()
    return not count.reason


def _before_a_noun(text: str, end: int) -> bool:
    return any(not text[end : end + h.start].strip() for h in find("nouns", text[end:], "counted"))
