"""What words outside tables say of a figure: a period, an age, a sex, the flag, an offence, a measure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from flows.tidy.dimensions import find
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Age, Found, Offence, Period, Reading, is_of_adults
from flows.tidy.letter.text.phrases import any_of, plain, unmarked
from flows.tidy.letter.text.phrases import find as find_phrases
from flows.tidy.letter.words import mistaken
from flows.tidy.letter.words.mention import Kind, Mention, Said, Value
from flows.tidy.letter.words.named_periods import named_periods
from flows.tidy.letter.words.referring import questions_named

_YEAR_OLDS = re.compile(r"[\s-]*(?:years?|yrs?)\b")
_AGED = re.compile(r"\b(?:aged|ages?|age group)\s+$", re.IGNORECASE)
_SHORT_YEARS = re.compile(r"\d\d\s?/\s?\d\d")
_IS_KEY = re.compile(r"\s*[:=]")
_IN_YEAR = re.compile(r"\b(?:in|for|during|since|fy|years?|period)\s+(?:the\s+)?$", re.IGNORECASE)
_SURE = 0.5
_SURE_PERIOD = 0.65
_LAW = re.compile(
    r"\b(?:[A-Z][\w'’]*(?:\s+(?:of|and|the|for|to|in|\(?[A-Z][\w'’]*\)?)){0,6}\s+)(?:Act|Regulations?|Order|Law"
    r"|Scheme|Rules|Bill)\b"
    r"(?:\s+(?:19|20)\d\d)?"
)
#: `no offences`: a figure of zero, and no denial of what follows.
NOTHING = re.compile(
    r"\b(?P<no>no)\s+(?:(?:such|recorded|reported|further|other|known|sexual|online|child|children|female|male)\s+"
    r"|(?:online|cyber)?[\s-]*(?:crime[\s-])?flagged\s+)*"
    r"(?!charges?\s+(?:for|is|are|will|to|has|applies|apply|made|payable)\b)"
    r"(?:offences?|crimes?|incidents?|victims?|rapes?|arrests?|charges?|cases?|convictions?|girls|boys|disclosures?)\b"
    r"(?!\s+(?:data|figures|information|type|code))",
    re.IGNORECASE,
)
_SEX_LETTER = re.compile(r"(?<![\w.'’])[FMU](?=\s*[:=–-]?\s*[<\d])")
_SEXES = {"F": "female", "M": "male", "U": "unknown"}
#: A flag that nothing says is another one: `flagged as domestic abuse`, `a marker for alcohol`.
_FLAG = re.compile(
    r"(?:\b(?:the|this|that|a|such a) (?:flag|marker)\b|\bflagged\b)(?!\s+(?:as|for|with|under|of)\s+[a-z])",
    re.IGNORECASE,
)
_NOT_RECORDED = re.compile(
    r"\b(?:(?:no|without an?|lack\w* an?|missing)\s+(?:recorded\s+|known\s+|stated\s+)?|(?:unknown|unrecorded"
    r"|unstated)\s+)(?:sex|gender|age)\b"
    r"(?:\s+(?:recorded|given|stated))?"
    rf"|\b(?:sex|gender|age)\b[^,.;\d]{{0,30}}{any_of('prose', 'unknown')}"
    # `for 13 the record does not state the sex`, `the entry omits any age`
    r"|\b(?:(?:do|does|did)(?:\s+not|n['’]t)|fails? to|failed to)\s+"
    r"(?:know|have|hold|contain|include|say|state|show|give|record|specify|note|indicate|name|mention|tell|bear|reveal)\s+"
    r"(?:(?:us|the|an?|any|their|its|his|her|child['’]?s|victim['’]?s)\s+){0,3}(?:sex|gender|age)\b"
    r"(?: of the (?:victim|child))?(?: (?:recorded|given|stated))?"
    r"|\b(?:omits?|omitted|leaves? out|left out)\s+(?:(?:the|an?|any|their)\s+){0,2}(?:sex|gender|age)\b"
    r"|\b(?:silent|blank) (?:as to|on|about) (?:the )?(?:sex|gender|age)\b",
    re.IGNORECASE,
)
#: `Gender or age not recorded`
_ONE_OF_BOTH = re.compile(r"\b(?:sex|gender|age)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:\b(?:and|or)\b|/|&)\s*(?:the\s+)?", re.IGNORECASE)


def mentions(
    text: str,
    dated: dt.date | None = None,
    anchor: Period | None = None,
    years: Sequence[Period] = (),
    questions: Collection[str] = (),
    today: dt.date | None = None,
) -> list[Mention]:
    """Every dimension that the text mentions, left to right, none inside another; names of laws say nothing.

    `anchor` is the period spoken of before, for `the previous year`; `years` are those named together, in order, for
    `the first year`, `questions` the numbers of those asked, for `54 for Q1`, `today` the day from which `last year`
    counts.

    >>> [(m.kind, m.value) for m in mentions("four girls with the cyber flag")]
    [('sex', 'female'), ('online', 'yes')]
    """
    return list(_mentions(text, dated, anchor, tuple(years), frozenset(questions), today))


@lru_cache(maxsize=4096)
def _mentions(
    text: str, dated: dt.date | None, anchor: Period | None, years: tuple[Period, ...], questions: frozenset[str],
    today: dt.date | None,
) -> tuple[Mention, ...]:  # fmt: skip
    """Kept, as the same sentence is looked at from many sides."""
    bare = _LAW.sub(lambda m: " " * len(m[0]), unmarked(text))
    bare = NOTHING.sub(lambda m: "  " + m[0][2:], bare)
    out = named_periods(bare, dated, anchor, years, today)
    _take(out, "offence", [f for f in find("offence", bare) if f.reading.value != Offence(None, "all")])
    _take(out, "sex", _sex_letters(bare))
    _take(out, "age", [f for f in find("age", bare) if not mistaken.no_age(bare, f.start, f.end)])
    named = questions_named(bare, questions) if questions else []
    out += [q for q in named if all(q.end <= m.start or q.start >= m.end for m in out)]
    for start, end in _not_recorded(bare):
        if "age" in bare[start:end].lower():
            _take(out, "age", [Found(start, end, Reading(Age.unknown()))])
        else:
            _take(out, "sex", [Found(start, end, Reading("unknown"))])
    _take(out, "sex", [f for f in find("sex", bare) if not mistaken.no_sex(bare, f.start, f.end)])
    _take(out, "online", _flags(bare))
    if all(m.kind != "online" for m in out):
        said_of = [m for m in _FLAG.finditer(bare) if not mistaken.only_named(bare, m.start(), m.end())]
        _take(out, "online", [Found(m.start(), m.end(), Reading("yes", certainty=0.8)) for m in said_of])
    _take(out, "force", find("force", bare))
    told = [m for m in out if m.value != Age.all()]
    return tuple(_years_of_age(sorted(told, key=lambda m: m.start), bare, years))


def _not_recorded(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says that a sex or an age is not recorded; two places where it says so of both."""
    for m in _NOT_RECORDED.finditer(text):
        named = list(_ONE_OF_BOTH.finditer(text, m.start(), m.end()))
        if len(named) > 1 and _JOINED.fullmatch(text, named[0].end(), named[1].start()):
            yield m.start(), named[0].end()
            yield named[1].start(), m.end()
        else:
            yield m.span()


def _sex_letters(text: str) -> list[Found[str]]:
    """`F 640 / M 151 / U 12`: letters before figures, both sexes among them; `U 12` alone is an age."""
    letters = list(_SEX_LETTER.finditer(text))
    if not {"F", "M"} <= {m[0] for m in letters}:
        return []
    return [Found(m.start(), m.end(), Reading(_SEXES[m[0]])) for m in letters]


def _years_of_age(found: list[Mention], text: str, years: Sequence[Period]) -> list[Mention]:
    """`16-17` among ages is an age and no year; `15/16, 16/17` and `for 16/17` are years."""
    found = [replace(m, certainty=_SURE_PERIOD) if _are_years(m, found, text, years) else m for m in found]
    bands = {m.value.band for m in found if isinstance(m.value, Age)} - {"0-17"}
    out = []
    for m in found:
        of_people = bands or _YEAR_OLDS.match(text, m.end) or _AGED.search(text[: m.start])
        age = ages.parse(text[m.start : m.end]) if m.kind == "period" and m.certainty < _SURE and of_people else None
        out.append(m if age is None else replace(m, kind="age", value=age.value, certainty=0.9))
    return out


def _are_years(m: Mention, found: Sequence[Mention], text: str, years: Sequence[Period]) -> bool:
    """Whether two short years with a stroke between them are that: where another year meets them, or a word says it.

    At the head of a line the other may be any that the letter names.
    """
    if m.kind != "period" or m.certainty >= _SURE or not _SHORT_YEARS.fullmatch(text[m.start : m.end]):
        return False
    assert isinstance(m.value, Period)
    others = [o.value for o in found if o.kind == "period" and o is not m and isinstance(o.value, Period)]
    heads = m.start == 0 and (_IS_KEY.match(text, m.end) is not None or not text[m.end :].strip())
    others += [y for y in years if heads and m.value in years and y != m.value]
    meets = any(abs((o.start - m.value.start).days - step) < 2 for o in others for step in (365, -365))
    return meets or _IN_YEAR.search(text[: m.start]) is not None


def _flags(text: str) -> list[Found[str]]:
    """Mentions of the flag; in a sentence about a search for words they are in doubt, in quotes they are the word."""
    found = [f for f in find("online", text) if not mistaken.only_named(text, f.start, f.end)]
    if not mistaken.searched_for(text):
        return found
    kept = [f for f in found if not mistaken.quoted(text, f.start, f.end)]
    return [Found(f.start, f.end, Reading("all", ("online_by_keyword",), certainty=0.3)) for f in kept]


def _take(
    out: list[Mention], kind: Kind, found: Iterable[Found[Period] | Found[Age] | Found[str] | Found[Offence]]
) -> None:
    for f in found:
        if all(f.end <= m.start or f.start >= m.end for m in out):
            out.append(Mention(kind, f.start, f.end, f.reading.value, f.reading.certainty))


def of_all_children(m: Mention) -> bool:
    """`under 18` is said of all figures of every return, and so tells none of them from another."""
    return m.kind == "age" and isinstance(m.value, Age) and (m.value.low or 0, m.value.high) == (0, 17)


@lru_cache(maxsize=4096)
def measures(text: str) -> tuple[Mention, ...]:
    """What is counted, by nouns and verbs, left to right; a verb that says more hides the noun within it."""
    out: list[Mention] = []
    for hit in find_phrases("measures", _LAW.sub(lambda m: " " * len(m[0]), text)):
        if all(hit.end <= m.start or hit.start >= m.end for m in out):
            out.append(Mention("measure", hit.start, hit.end, hit.phrase.kind))
    return tuple(sorted(out, key=lambda m: m.start))


def said(found: Iterable[Mention]) -> tuple[Said, tuple[str, ...]]:
    """The dimensions that mentions give together, and those that are in doubt.

    In doubt is a dimension of which they give more than one value (left empty), or give one that may be misread.
    """
    found = list(found)
    values: dict[str, Value] = {}
    many: list[str] = []
    of_adults = any(is_of_adults(m.value) for m in found)
    for m in found:
        value = m.value
        if of_all_children(m) and not of_adults:
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
    many += [
        m.kind
        for m in found
        if m.certainty < (_SURE_PERIOD if m.kind == "period" else _SURE) and values.get(m.kind) == m.value
    ]
    return replace(Said(), **values), tuple(dict.fromkeys(many))  # type: ignore[arg-type]


def is_undated(period: Period | None, found: Iterable[Mention]) -> bool:
    """Whether words name a period and all that name it may mean another."""
    naming = [m.certainty for m in found if m.kind == "period" and m.value == period]
    return bool(naming) and max(naming) < _SURE_PERIOD


#: `victims under 18` says whose figures they are, not that victims were counted.
_WHOSE = re.compile(
    r"(?<=victims)\s+(?:were\s+)?(?:aged?|under|below|over|less than|up to|u)\b[\s-]*(?:age\s+)?(?:of\s+)?\d\d?",
    re.IGNORECASE,
)


#: `by the age of the victim` says by what figures are split, not what they count.
_AGE_OF = re.compile(r"\b(?:ages?|sex|gender)(?: (?:bands?|groups?))? of (?:the |each )?$", re.IGNORECASE)


#: `How many of these had ...`, `in how many was the victim ...`: what was spoken of before is counted, not whom the
#: rest of the question names.
_OF_THOSE_BEFORE = re.compile(
    r"\bhow many(?: (?:of|in|among) (?:all )?(?:these|those|them|which))?,? "
    r"(?:had|have|has|did|do|does|(?:was|were|are|is|involve|concern|relate)(?! (?:to |the )?(?:victims|suspects)))",
    re.IGNORECASE,
)


def first_measure(text: str) -> str | None:
    """What a question or heading counts: the noun after `how many` or `number of`, else the first verb or noun.

    >>> first_measure("How many people aged 16 or under were arrested?"), first_measure("Victims of recorded crime")
    ('arrests', 'victims')
    >>> first_measure("Corrected figures for 2016/17, victims under 18")
    >>> first_measure("In how many of these was the victim under 13?")
    """
    flat = plain(text)
    found = [m for m in measures(flat) if not (_WHOSE.match(text, m.end) or _AGE_OF.search(flat[: m.start]))]
    weak = ("victims", "suspects")
    before = _OF_THOSE_BEFORE.search(flat)
    if before:
        found = [m for m in found if m.start < before.start() or m.value not in weak]
    strong = [m for m in found if m.value not in weak]
    head = re.search(r"how many|number of|count of|total", text, re.IGNORECASE)
    if found and found[0].value in weak and (not head or found[0].start - head.end() > 12 or len(strong) == 0):
        return str(found[0].value) if not strong or found[0].start == 0 else str(strong[0].value)
    return str((strong or found)[0].value) if found else None
