"""Months and quarters that a sentence names without their year: `9 in January and 12 in February`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.tidy.dimensions import part_of_year
from flows.tidy.labels import words
from flows.tidy.labels.meanings import Period, Reading
from flows.tidy.labels.periods import periods
from flows.tidy.labels.periods.dates import NAMES
from flows.tidy.labels.wording import blanked_at
from flows.tidy.letter.words.mention import Mention

_MONTH = rf"(?:{NAMES.title()})(?![a-z])(?!\s+\d{{1,2}}(?:st|nd|rd|th)\b)"
_QUARTER = (
    r"(?i:Q(?:uarter|tr)?\s*(?:[1-4]|one|two|three|four)|(?:first|second|third|fourth|last|final)\s+quarter"
    r"|(?:first|second)\s+half)\b"
)
#: `May` is a month behind a word that leads to one, or at the head of a line.
_NAMED = re.compile(rf"(?:(?:^|\b(?i:in|during|for|and)|[,;])\s+(?:the\s+)?|^)(?P<part>{_MONTH}|{_QUARTER})")
_PART = re.compile(rf"\b{_QUARTER}")
_ASKED = re.compile(r"\b(?:months?|monthly|quarters?|quarterly)\b", re.IGNORECASE)
_SURE, _IN_DOUBT = 0.9, 0.4
_LONGEST_MONTH = 31
_SEVERAL = 2


def part_of(label: str, holds: Period | None) -> Reading[Period] | None:
    """A month or quarter without its year in the period that holds; where that is a month, in its year or the next.

    >>> october = part_of_year("Oct", Period.calendar_year(2010)).value
    >>> [part_of(m, october).value.label for m in ("Nov", "January")]
    ['2010-11-01/2010-11-30', '2011-01-01/2011-01-31']
    """
    if holds is None or holds.type != "range":
        return part_of_year(label, holds) if holds else None
    years = [Period.calendar_year(y) for y in range(holds.start.year, max(holds.start.year + 2, holds.end.year + 1))]
    parts = [part for year in years if (part := part_of_year(label, year)) and part.value.start >= holds.start]
    within = [part for part in parts if part.value.end <= holds.end]
    if (holds.end - holds.start).days < _LONGEST_MONTH:
        return parts[0] if parts else None
    return within[0] if len(within) == 1 else None


@lru_cache(maxsize=256)
def parts_named(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names quarters and halves of a year.

    >>> [text[a:b] for text in ("In quarter two 120, in the third quarter 4",) for a, b in parts_named(text)]
    ['quarter two', 'third quarter']
    """
    return tuple(m.span() for m in _PART.finditer(text))


def year_of_parts(text: str, found: Sequence[Mention], before: Period | None = None) -> Period | None:
    """The year of which a sentence names quarters or halves, the last of them: `in quarter one of 2017/18`.

    `before` is the one of the sentences before it, which lasts as long as no other period is named.

    >>> import datetime as dt
    >>> first = Period.of_days(dt.date(2017, 4, 1), dt.date(2017, 6, 30))
    >>> year_of_parts("In Q1 of 2017/18", [Mention("period", 3, 16, first)]).label
    '2017/18'
    """
    for m in reversed([m for m in found if m.kind == "period"]):
        named = text[m.start : m.end]
        if (bare := _PART.sub(" ", named)) == named:
            return None
        if years := [f.reading.value for f in periods.find(bare)]:
            return years[0] if len(years) == 1 and years[0].type != "range" else None
    return before


def with_months(
    text: str, found: Sequence[Mention], year: Period | None, question: str = "", parted: Period | None = None
) -> list[Mention]:
    """The mentions of a sentence with the parts of `year` that it names; all of them where it names a period itself.

    One month alone may be when something else was done, unless the `question` asks by months: it is in doubt.
    `parted` is a year of which other parts were named before.

    >>> year = Period.calendar_year(2020)
    >>> [(m.value.label[:7], m.certainty) for m in with_months("In June 9 were recorded, in July 12", [], year)]
    [('2020-06', 0.9), ('2020-07', 0.9)]
    >>> [m.certainty for m in with_months("There were 9 offences in May", [], year)]
    [0.4]
    """
    told = [m for m in found if m.kind == "period"]
    named = [m for m in _NAMED.finditer(text) if all(m.end() <= o.start or m.start("part") >= o.end for o in found)]
    frame = told[0] if len(told) == 1 and named and _is_frame(text, told[0], named) else None
    if frame is not None and isinstance(frame.value, Period):
        year, parted = frame.value, None
    elif told:
        year = parted = year_of_parts(text, told)
    year = parted or year
    if year is None:
        return list(found)
    sure = len(named) > 1 or parted is not None or _ASKED.search(question) is not None
    out = [m for m in found if m is not frame]
    for match in named:
        part = part_of(match["part"], year)
        certainty = _SURE if sure and part and not part.flags else _IN_DOUBT
        value = part.value if part else year
        out.append(Mention("period", match.start("part"), match.end("part"), value, certainty))
    return sorted(out, key=lambda m: m.start)


def _is_frame(text: str, year: Mention, parts: Sequence[re.Match[str]]) -> bool:
    """Whether a year is named for the parts behind it, each with its figure: `In 2016/17 9 in June and 12 in July`."""
    whole = isinstance(year.value, Period) and year.value.type != "range"
    first = parts[0].start("part")
    spans = [year.start, year.end, *(place for m in parts for place in m.span("part"))]
    numbers = [f.start for f in words.find(blanked_at(text, list(zip(spans[::2], spans[1::2], strict=True))))]
    return whole and year.end <= first and len(numbers) == len(parts) and sum(n < first for n in numbers) < _SEVERAL


def unplaced_part(text: str, found: Sequence[Mention]) -> bool:
    """Whether a text names a quarter of which no period was made, so that its figures are of less than is said."""
    return any(all(b <= m.start or a >= m.end for m in found) for a, b in parts_named(text))
