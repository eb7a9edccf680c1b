"""What words outside tables say of a figure: a period, an age, a sex, the flag, an offence, a measure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal

from flows.tidy.labels import ages, forces, offences, online, periods, sexes
from flows.tidy.labels.meanings import Age, Found, Offence, Period, Reading
from flows.tidy.letter.phrases import find as find_phrases
from flows.tidy.letter.phrases import plain

Kind = Literal["period", "age", "sex", "online", "offence", "measure", "force"]
Value = Period | Age | Offence | str

_LAW = re.compile(
    r"\b(?:[A-Z][\w'’]*(?:\s+(?:of|and|the|for|to|in|\(?[A-Z][\w'’]*\)?)){0,6}\s+)(?:Act|Regulations?|Order|Law"
    r"|Scheme|Rules|Bill)\b"
    r"(?:\s+(?:19|20)\d\d)?"
)
#: `no offences`: a figure of zero, and no denial of what follows.
NOTHING = re.compile(
    r"\b(?P<no>no)\s+(?:such\s+|recorded\s+|further\s+|other\s+|known\s+|sexual\s+|online\s+)*"
    r"(?:offences?|crimes?|incidents?|victims?|rapes?|arrests?|charges?|cases?|convictions?|girls|boys|disclosures?)\b"
    r"(?!\s+(?:data|figures|information|type|code))",
    re.IGNORECASE,
)
_FLAG = re.compile(r"\b(?:the|this|that|a|such a) (?:flag|marker)\b|\bflagged\b", re.IGNORECASE)
_NOT_RECORDED = re.compile(
    r"\b(?:(?:no|without an?|lack\w* an?|missing)\s+(?:recorded\s+|known\s+|stated\s+)?|(?:unknown|unrecorded"
    r"|unstated)\s+)(?:sex|gender|age)\b"
    r"(?:\s+(?:recorded|given|stated))?"
    r"|\b(?:sex|gender|age)\b[^,.;\d]{0,30}\b(?:(?:not|never)\s+(?:been\s+)?(?:recorded|known|stated|given"
    r"|available|specified|determined)"
    r"|unknown|unrecorded|unspecified)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"[\s,(]*(?:up\s+)?(?:to|until|till)\s+(?:and\s+including\s+|the\s+)?"
    r"(?P<end>\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+|(?:the\s+)?(?:end\s+of\s+)?[A-Z][a-z]{2,8})(?!\s*\d{4})"
)
_RELATIVE = re.compile(
    r"\b(?:the\s+|for\s+|in\s+)?(?P<step>previous|preceding|prior|last|following|next"
    r"|subsequent)\s+(?:financial\s+|calendar\s+)?"
    r"(?:year|twelve months|12 months)|\bthe\s+(?:financial\s+|calendar\s+)?year\s+(?P<after>before|earlier|after)",
    re.IGNORECASE,
)
_NO_VICTIM = re.compile(r"\b(?:suspects?|offenders?|perpetrators?|officers?)\b[^,.;]{0,20}$", re.IGNORECASE)


_SURE = 0.5


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
    """The dimensions that words give a figure; None: they say nothing of it."""

    period: Period | None = None
    age: Age | None = None
    sex: str | None = None
    online: str | None = None
    offence: Offence | None = None
    measure: str | None = None
    force: str | None = None
    quality: str | None = None

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
        return frozenset(f.name for f in fields(self) if f.name != "measure" and getattr(self, f.name) is not None)


def mentions(text: str, dated: dt.date | None = None, anchor: Period | None = None) -> list[Mention]:
    """Every dimension that the text mentions, left to right, none inside another; names of laws say nothing.

    `anchor` is the period spoken of before, for `the previous year`.

    >>> [(m.kind, m.value) for m in mentions("four girls with the cyber flag")]
    [('sex', 'female'), ('online', 'yes')]
    """
    bare = _LAW.sub(lambda m: " " * len(m[0]), text)
    bare = NOTHING.sub(lambda m: "  " + m[0][2:], bare)
    out = _periods(bare, dated, anchor)
    _take(out, "offence", [f for f in offences.find(bare) if f.reading.value != Offence(None, "all")])
    _take(out, "age", [f for f in ages.find(bare) if not _no_age(bare, f.start)])
    for m in _NOT_RECORDED.finditer(bare):
        if "age" in m[0].lower():
            _take(out, "age", [Found(m.start(), m.end(), Reading(Age.unknown()))])
        else:
            _take(out, "sex", [Found(m.start(), m.end(), Reading("unknown"))])
    _take(out, "sex", sexes.find(bare))
    _take(out, "online", online.find(bare))
    if all(m.kind != "online" for m in out):
        _take(out, "online", [Found(m.start(), m.end(), Reading("yes", certainty=0.8)) for m in _FLAG.finditer(bare)])
    _take(out, "force", forces.find(bare))
    return sorted(out, key=lambda m: m.start)


def _no_age(text: str, start: int) -> bool:
    """Whether what reads as an age is an offender's, or a withheld figure behind other words: `2016/17: <5`."""
    return bool(_NO_VICTIM.search(text[:start])) or (text[start] == "<" and bool(text[:start].strip()))


def _take(
    out: list[Mention], kind: Kind, found: Iterable[Found[Period] | Found[Age] | Found[str] | Found[Offence]]
) -> None:
    for f in found:
        if all(f.end <= m.start or f.start >= m.end for m in out):
            out.append(Mention(kind, f.start, f.end, f.reading.value, f.reading.certainty))


def _periods(text: str, dated: dt.date | None, spoken: Period | None) -> list[Mention]:
    """The periods in a text; `2022, up to and including 19 December` is one, `the year before` by its neighbour."""
    out: list[Mention] = []
    for f in periods.find(text, dated):
        if out and f.start < out[-1].end:
            continue
        period, end, certainty = f.reading.value, f.end, f.reading.certainty
        more = _UP_TO.match(text, f.end)
        last = more and periods.parse(f"{more['end']} {period.end.year}")
        if more and last and period.start <= last.value.end < period.end:
            period, end = Period(period.start, last.value.end, "range"), more.end()
        out.append(Mention("period", f.start, end, period, certainty))
    for match in _RELATIVE.finditer(text):
        before = [m for m in out if m.end <= match.start() and isinstance(m.value, Period)]
        anchor = before[-1].value if before else spoken or next((m.value for m in out if m.start >= match.end()), None)
        if isinstance(anchor, Period) and anchor.type != "range":
            later = (match["step"] or match["after"]).lower() in ("following", "next", "subsequent", "after")
            out.append(Mention("period", match.start(), match.end(), shifted(anchor, 1 if later else -1), 0.9))
    return sorted(out, key=lambda m: m.start)


def shifted(period: Period, years: int) -> Period:
    """The financial or calendar year that lies so many years later."""
    make = Period.financial_year if period.type == "financial_year" else Period.calendar_year
    return make(period.start.year + years)


def measures(text: str) -> list[Mention]:
    """What is counted, by nouns and verbs, left to right; a verb that says more hides the noun within it."""
    out: list[Mention] = []
    for hit in find_phrases("measures", _LAW.sub(lambda m: " " * len(m[0]), text)):
        if all(hit.end <= m.start or hit.start >= m.end for m in out):
            out.append(Mention("measure", hit.start, hit.end, hit.phrase.kind))
    return sorted(out, key=lambda m: m.start)


def said(found: Iterable[Mention]) -> tuple[Said, tuple[str, ...]]:
    """The dimensions that mentions give together, and those that are in doubt.

    In doubt is a dimension of which they give more than one value (left empty), or give one that may be misread.
    """
    found = list(found)
    values: dict[str, Value] = {}
    many: list[str] = []
    for m in found:
        value = m.value
        if m.kind == "age" and isinstance(value, Age) and (value.low or 0, value.high) == (0, 17):
            continue
        known = values.get(m.kind)
        if known is None or known == value:
            values[m.kind] = value
        elif (
            isinstance(known, Offence)
            and isinstance(value, Offence)
            and known.group == value.group
            and not (known.code and value.code)
        ):
            values[m.kind] = known if known.code else value
        else:
            many.append(m.kind)
    for kind in many:
        values.pop(kind, None)
    many += [m.kind for m in found if m.certainty < _SURE and values.get(m.kind) == m.value]
    return replace(Said(), **values), tuple(dict.fromkeys(many))  # type: ignore[arg-type]


def first_measure(text: str) -> str | None:
    """What a question or heading counts: the noun after `how many` or `number of`, else the first verb or noun.

    >>> first_measure("How many people aged 16 or under were arrested?"), first_measure("Victims of recorded crime")
    ('arrests', 'victims')
    """
    found = measures(plain(text))
    weak = ("victims", "suspects")
    strong = [m for m in found if m.value not in weak]
    head = re.search(r"how many|number of|count of|total", text, re.IGNORECASE)
    if found and found[0].value in weak and (not head or found[0].start - head.end() > 12 or len(strong) == 0):
        return str(found[0].value) if not strong or found[0].start == 0 else str(strong[0].value)
    return str((strong or found)[0].value) if found else None
