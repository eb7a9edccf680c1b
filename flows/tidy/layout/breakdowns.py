"""Lists of what figures are broken down by (`by age and online flag`): they name dimensions and give no value."""

from __future__ import annotations

import re

from flows.tidy.dimensions import find, headings
from flows.tidy.labels.explain import explain
from flows.tidy.labels.wording import blanked

_BY = re.compile(r"\b(?:by|per)\s+", re.IGNORECASE)
_SEGMENT = re.compile(r"\s*(?:,\s*and|,|&|\band by\b|\band\b|\bby\b|/)\s*", re.IGNORECASE)
_END = re.compile(r"[.;:()\[\]?]|\bfor\b|\bin\b|\bbetween\b|\bduring\b|\d{4}", re.IGNORECASE)
#: What a table is called by: `Table 4.`
_NUMBER = re.compile(r"^\W*(?:table|figure|annex|appendix|question|q)\W*\w{1,3}\b\W*", re.IGNORECASE)


def without_breakdown(text: str) -> str:
    """The text without its lists of what figures are broken down by.

    >>> without_breakdown("Offences by age and online marker, 2016/17")
    'Offences 2016/17'
    >>> without_breakdown("Offences by district, year ending March 2018")
    'Offences year ending March 2018'
    >>> without_breakdown("Offences by age, April 2016 to March 2017")
    'Offences April 2016 to March 2017'
    """
    out = text
    dated = [f.start for f in find("period", text)]
    for match in reversed(list(_BY.finditer(text))):
        stops = [m.start() for m in _END.finditer(text, match.end())] + [s for s in dated if s >= match.end()]
        listed = text[match.end() : min(stops, default=len(text))]
        kept = 0
        for segment in _segments(listed):
            words = segment.strip()
            if words and not (headings(words) or (len(words.split()) <= 3 and not any(ch.isdecimal() for ch in words))):
                break
            kept += len(segment)
        out = out[: match.start()] + out[match.end() + kept :]
    return out


def names_only(text: str) -> bool:
    """True for words that name dimensions and give no value: `Sex of victim`, `Breakdown by age`.

    >>> names_only("Breakdown by age"), names_only("Sex of victim"), names_only("Female victims"), names_only("2016/17")
    (True, True, False, False)
    """
    if headings(text):
        return True
    explained = explain(text)
    listed = bool(_BY.search(text)) and not explained.meanings and not explained.undecided
    return listed and any(headings(w.strip(" .:,")) for part in _BY.split(text)[1:] for w in _SEGMENT.split(part))


def named_in(caption: str) -> frozenset[str]:
    """The dimensions that a caption names, alone or as what its figures are broken down by.

    >>> sorted(named_in("Table 4. Online crime flag")), sorted(named_in("Crimes by age and gender of victim, 2016/17"))
    (['online'], ['age', 'sex'])
    """
    plain = blanked(caption, find("period", caption))
    listed = (_END.split(plain[by.end() :], maxsplit=1)[0] for by in _BY.finditer(plain))
    told = [_NUMBER.sub("", plain), *(part for text in listed for part in _SEGMENT.split(text))]
    return frozenset().union(*(headings(words.strip(" .:,-–")) for words in told))


def _segments(listed: str) -> list[str]:
    """The pieces of a list with their separators, so that their lengths add up."""
    pieces: list[str] = []
    last = 0
    for match in _SEGMENT.finditer(listed):
        if match.end() > match.start():
            pieces.append(listed[last : match.end()])
            last = match.end()
    pieces.append(listed[last:])
    return pieces
