"""The words round a figure that nothing knows: they may narrow what it counts (`Snapchat`, `solved`, `in schools`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from flows.tidy.labels.wording import blanked_at
from flows.tidy.letter.text.phrases import find, plain, plain_words
from flows.tidy.letter.text.sentences import Span
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import measures
from flows.tidy.letter.words.mention import Mention

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
#: What follows tells why, not what.
_REASON = re.compile(r"\b(?:because|as (?:this|it|to|they|the)|since (?:this|it|to|they)|so (?:as|that)|in order)\b")
#: `Taking 2016/17,` says of which year is spoken, and no more.
_TURNS_TO = re.compile(
    r"\W*[a-z]+ing\s+(?:(?:at|to|with|first|only|just|the|financial|calendar|year)\s+)*", re.IGNORECASE
)
_TURNED = re.compile(r"\s*[,:]")
_PERCENT = re.compile(r"\([^()]*%\)")


def strange(text: str, span: Span, found: Collection[Mention], counted: Sequence[Count]) -> list[str]:
    """The words of a stretch that are neither plain nor within a mention or a figure.

    >>> text = "Snapchat was named in 22 of the recorded offences"
    >>> strange(text, Span(0, len(text)), [], [])
    ['Snapchat', 'named']
    """
    reason = _REASON.search(text, span.start, span.end)
    stop = reason.start() if reason and any(c.start < reason.start() for c in counted) else span.end
    places = [(m.start, m.end) for m in (*found, *measures(text))] + [(c.start, c.end) for c in counted]
    places += [(h.start, h.end) for h in find("prose", text, "nothing")] + [_lead_in(text, places)]
    places += [(0, m.start) for m in found if m.kind == "period" and _TURNED.match(text, m.end) and _turns(text, m)]
    rest = blanked_at(plain(text), places)
    words = _WORD.findall(_PERCENT.sub(" ", rest[span.start : stop]))
    return [w for w in words if len(w) > 1 and not _is_plain(w.lower())]


def _lead_in(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The words that say no more than that something is told: `Subject to that caveat,`, `I can tell you that`."""
    told = next(find("prose", text, "lead_in"), None)
    if told is None or any(start < told.end for start, _ in places):
        return 0, 0
    return 0, told.end


def _turns(text: str, year: Mention) -> bool:
    return _TURNS_TO.fullmatch(text, 0, year.start) is not None


def _is_plain(word: str) -> bool:
    """Whether a word is plain, or all the words are that a dash puts together."""
    return word in plain_words() or all(part in plain_words() for part in re.split(r"[-']", word) if len(part) > 1)
