"""The forms in which an age band is written, as patterns over a folded line."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.tidy.labels.meanings import Age, Found, Reading
from flows.tidy.labels.words import SMALL, small

_N = rf"(?:\d{{1,2}}|{SMALL})"
#: Not ages: durations, shares, sums, larger numbers, years of a reign (`4 and 5 Eliz. 2`).
#: A number may go on only as an age does.
_END = (
    r"(?!\w|[.,/]\d|\s?(?:%|per ?cent"
    r"|(?:mins?|minutes?|hrs?|hours?|days?|weeks?|months?|working|offences|crimes"
    r"|eliz|geo|vict|will|edw|(?:an?|per|each|every)\s+(?:hour|day|night|week|month|year))\b))"
)
_START = r"(?<![\w£$€/.,-])"
_UNIT = r"(?:[\s-]*\(?(?:years?|yrs?|yo|y\.?o\.|y/o|(?<![a-z])y)\)?(?:[\s-]*(?:old|olds|of age))?)"
_AGED = r"(?:(?:aged|ages?|years)\s*:?\s*)"
_AGE_OF = r"(?:(?:the\s+)?ages?\s+(?:of\s+)?)"
#: `5..9` and `5...9`, but not the dots that lead from a label to its figure: `Under 6 ..... 32`.
_DOTS = r"\s*\.\.(?!\.)\s*|(?<=\d)\.\.\.(?=\d)"
_DASH = rf"(?:\s*(?:-+|_|-?(?:up )?to-?|thru|through(?: to)?|until|till)\s*|{_DOTS})"

_HEADCOUNT = (
    r"(?:(?:female|male|child|young|adult|online|sexual|recorded|named|known|further|such)\s+){0,2}"
    r"(?:victims?|offences?|crimes?|child|children|girls?|boys?|persons?|people|offenders?|suspects?|other)\b"
)
_LESS = r"(?:<|u-?|lt\.?\s*|(?:under|less than|below)\s+)"
_OPEN = r"(?:\+|\(?\s*(?:and|&|or)[\s-]*(?:over|older|above|more|up|upwards)\)?|plus|upwards|onwards)"

Build = Callable[[int, int], Reading[Age] | None]


def _band(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high)) if low <= high else None


def _half_open(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high - 1)) if low < high else None


def _between(low: int, high: int) -> Reading[Age] | None:
    return _half_open(low + 1, high)


def _pair(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high)) if high == low + 1 else None


def _unsure_pair(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high), certainty=0.6) if high == low + 1 else None


def _below(high: int, _: int) -> Reading[Age] | None:
    return Reading(Age(0, high - 1)) if high > 0 else None


def _apart(age: int, _: int) -> Reading[Age] | None:
    return Reading(Age.all()) if age > 0 else None


def _up_to(high: int, _: int) -> Reading[Age] | None:
    return Reading(Age(0, high), ("reading_ambiguous",), (Age(0, high - 1),), 0.5) if high > 0 else None


def _glued(low: int, high: int) -> Reading[Age] | None:
    return Reading(Age(low, high), ("label_guessed",), certainty=0.8) if low < high else None


def _compile(pattern: str, unit: bool = True, start: str = _START) -> re.Pattern[str]:
    text = pattern.replace("N", rf"({_N})").replace("U", _UNIT + "?").replace("OF", _AGE_OF + "?")
    text = text.replace("DASH", _DASH).replace("LESS", _LESS)
    return re.compile(start + _AGED + "?" + text + (_UNIT + "?" if unit else "") + _END)


#: (pattern, what it means, whether it is an age in any text or only as a whole label)
FORMS: tuple[tuple[re.Pattern[str], Build, bool], ...] = (
    (_compile(r"(?:between\s+|from\s+)?OFNUDASHOFN"), _band, True),
    (_compile(r"OFNDASHN'?s(?!\w)"), _band, True),
    (_compile(r"(?:from\s+)?(?:birth|new-?born)DASHOFN"), lambda high, _: Reading(Age(0, high)), True),
    (_compile(r"(?:from\s+)?(?:birth|new-?born)DASHLESSN"), _below, True),
    (_compile(r"between\s+OFNU\s*(?:and|&)\s*OFN"), _band, True),
    (_compile(r"NUDASHLESSN(?:'?s)?"), _half_open, True),
    (_compile(r"(?:>=|=>|≥)\s*N\s*(?:and|&|,|to|-|but)?\s*LESSN"), _half_open, True),
    (_compile(r"(?:>=|=>|≥)\s*N\s*(?:and|&|,|to|-)?\s*(?:<=|=<|≤)\s*N"), _band, True),
    (_compile(r"N\s*<\s*N"), _half_open, False),
    (
        _compile(
            r"NU(?:DASH|\s+(?:up\s+)?(?:to\s+)?)\(?(?:(?:but|and)\s+)?"
            r"(?:not (?:yet|including|counting|quite)|excluding)\s*N\)?"
        ),
        _half_open,
        True,
    ),
    (_compile(r"N\s+(?:but|and)\s+(?:<|under|less than|below|not)\s*N"), _half_open, True),
    (_compile(r"NU(?:DASH|\s+but not )(?:(?:his|her|their|the)\s+)?Nth birthday", unit=False), _half_open, True),
    (
        _compile(r"(?:over|>|older than|above)\s*N\s*(?:and|&|,|but)?\s*(?:<|under|less than|below|younger than)\s*N"),
        _between,
        True,
    ),
    (_compile(r"OFNU\s*(?:and|&|or)\s*N"), _pair, True),
    (_compile(r"N\s*,\s*N"), _pair, False),
    (_compile(r"N\s?/\s?N"), _unsure_pair, True),
    (_compile(r"N\s?\+\s?N"), _pair, False),
    (_compile(r"(?:under|u|<|lt\.?|below|less than|younger than|not yet)[\s-]*OFN(?:'?s)?"), _below, True),
    (_compile(r"(?:not (?:yet )?(?:attained|reached|turned)|yet to (?:turn|reach|attain))\s+OFN"), _below, True),
    # `by age (under 18 or over)` names where figures are split, and no band.
    (
        _compile(r"(?:under|below|younger than)[\s-]*OFN(?:'?s)?U\s*(?:and|or|/)\s*(?:over|above|older)(?!\s*\d)"),
        _apart,
        True,
    ),
    (_compile(r"(?:over|above|older than)\s*(?:and|or|/)\s*(?:under|below|younger than)[\s-]*OFN"), _apart, True),
    (_compile(r"-N", start=r"(?<![\w£$€/.,)-])(?<!\d\s)"), _below, False),
    (
        _compile(r"OFNU\s*(?:\(?\s*(?:and|&|or)[\s-]*(?:under|younger|below|less|lower)\)?)"),
        lambda high, _: Reading(Age(0, high)),
        True,
    ),
    (
        _compile(
            r"(?:<=|=<|≤|no older than|not older than|no more than|not over|up to and including|to and including)\s*OFN"
        ),
        lambda high, _: Reading(Age(0, high)),
        True,
    ),
    # `sections 47 to 53`: the end of a range of which no word says that it is of ages.
    (_compile(r"(?:up\s*to|(?<!\d )to)\s+OFN"), _up_to, True),
    (_compile(rf"OFNU\s*{_OPEN}[\s(,]*(?:up\s+)?to\s+NU\)?", unit=False), _band, True),
    (_compile(rf"OFNU\s*{_OPEN}[\s(,]*(?:(?:but|and)\s+)?(?:<|under|below)\s*NU\)?", unit=False), _half_open, True),
    # `one or more female victims` and `at least one victim under 18` are numbers of victims.
    # What is `under 18 or over 60` is not 18 or over.
    (
        _compile(rf"OFNU\s*{_OPEN}(?!(?<=more)\s+{_HEADCOUNT})", start=rf"(?<!under )(?<!below ){_START}"),
        lambda low, _: Reading(Age(low, None)),
        True,
    ),
    (_compile(r"\+\s?N"), lambda low, _: Reading(Age(low, None)), False),
    (
        _compile(rf"(?:>=|=>|≥|at least|minimum|from)\s*OFN(?!\s+{_HEADCOUNT})"),
        lambda low, _: Reading(Age(low, None)),
        True,
    ),
    (_compile(r"(?:over|>|older than|above)[\s-]*OFNs?"), lambda low, _: Reading(Age(low + 1, None)), True),
    (re.compile(rf"{_START}{_AGED}?(\d\d)(\d\d){_UNIT}{_END}"), _glued, True),
    (re.compile(rf"{_START}{_AGED}({_N}){_UNIT}?{_END}"), lambda age, _: Reading(Age(age, age)), True),
    (re.compile(rf"{_START}({_N}){_UNIT}{_END}"), lambda age, _: Reading(Age(age, age)), True),
)

#: `Two - 5`: an age and its figure, as no band is written.
_DASHED = re.compile(r"\s-+\s")
#: Numbers of questions, tables and the like: `for questions 1 and 2`, `the above 21 prosecutions`.
_NUMBERED = re.compile(
    r"\b(?:questions?|q|tables?|parts?|sections?|pages?|paragraphs?|paras?|articles?|schedules?|notes?|appendix|annex"
    r"|items?|points?|rows?|columns?|phases?|stages?|types?)\.?\s*$"
)
#: Things counted, and stretches of time: `over 3 financial years`, `more than 4 hospitals`.
_COUNTED = re.compile(
    r"\s+(?:financial|calendar|fiscal|consecutive|separate|different|full|hospitals?|schools?|forces?|questions?"
    r"|prosecutions?|records?|rows?|times|pages?|cases?|incidents?|people|persons|occasions|systems?|boroughs?"
    r"|districts?|searches|officers?|optional)\b"
)
#: `10 or more occurrences`: a number of what follows, unless that goes on as words about an age do; `five or more`
#: alone is an age where a word not far before says so.
_AMOUNT = re.compile(r"(?:more|fewer|less|lower)\)?$")
_AGED_BEFORE = re.compile(r"\b(?:age[ds]?|old|victims?|child(?:ren)?|boys?|girls?|(?:under|below)\s+\w+)\b.{0,20}$")
_GOES_ON_AS_AGE = re.compile(
    r"\s+(?:and|or|at|in|by|on|to|for|who|that|were|was|are|is|had|have|with|of|from|when|years?|yrs?|old"
    r"|fem\w+|male\w*|girls?|boys?|wom[ae]n|m[ae]n)\b|\s*(?:[^\w\s]|\d|$)"
)
#: The day of a date: `from 3 Apr`, `up to 31 August`.
_DAY = re.compile(r"\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
#: `the two years to March`: a stretch of time, where no word says that it is an age.
_STRETCH = re.compile(rf"{_N}[\s-]*(?:years?|yrs?)")
#: `the last 3 to 4 years`, `within under five years`: a stretch of time by the words before it.
_OF_TIME = re.compile(
    r"\b(?:the|last|past|these|those|previous|preceding|same|next|first|all|both|over|within|for|in|each of|latest"
    rf"|recent)\s+(?P<years>(?!age)(?:\w+\s*(?:\s|-|to)\s*)?{_N}[\s-]*(?:years?|yrs?)\b)"
    r"(?![\s-]*(?:olds?\b|of age|(?:age )?(?:group|range|band|categor)))"
)
#: Single years one after another: `5, 6 or 7`, `aged eleven, twelve and thirteen`.
_LISTED = re.compile(
    rf"{_START}{_AGED}?(?:(?P<joined>{_N}(?:\s*,\s*{_N})+\s*,?\s*(?:and|or|&)\s*{_N}|{_N}(?:\s*/\s*{_N}){{2,}})|({_N}\s*,\s*{_N}\s*,\s*{_N}))"
    rf"{_UNIT}?{_END}"
)
#: Two numbers that are ages where a word before or after says so: `1 and 2` may be questions.
_TWO = re.compile(rf"\s*{_N}\s*(?:and|&|or)\s*{_N}\s*")
#: `16 and 17 - 29` among `Under 16 - 52` and `18 and over - 102`.
_SPACED, _IS_KEY = re.compile(r"\d\s+-+\s+\d"), re.compile(r"\s*(?:\s-+\s|[:=])\s*\d")
_TEEN = r"(?:1[0-9]|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
#: `16 and 17: 71`: a line that is nothing but teens, a sign and their figure; `1 and 2: 71` may be of questions.
_LINE_OF_AGES = re.compile(rf"\W*{_TEEN}(?:\s*,\s*{_TEEN})*\s*(?:and|&|or)\s*{_TEEN}\s*(?:\s-+\s|[:=])\s*\d[\d,]*\W*")
_FIRST_OF_TWO = re.compile(rf"(?<![\w/])({_N})\s*(?:and|&|or)\s*$")
_OPEN_BAND = re.compile(rf"\b(?:under|below|over)\s+{_N}\b|{_N}\s+{_OPEN}")
_OF_AGE = re.compile(r"\b(?:age[ds]?|years?|yrs?|old|victims?|child(?:ren)?|boys?|girls?)\b")


def scan(line: str, whole: bool) -> list[Found[Age]]:
    """Every band written in a folded line; `whole`: the line is a label, so that signs alone (`-18`, `+75`) count."""
    found = []
    for pattern, build, anywhere in FORMS:
        if not (whole or anywhere):
            continue
        for m in pattern.finditer(line):
            numbers = [small(g) for g in m.groups() if g is not None]
            reading = build(numbers[0], numbers[-1])
            if len({g.isdecimal() for g in m.groups() if g is not None}) > 1 and _DASHED.search(m[0]):
                continue
            if build is _band and _SPACED.search(m[0]) and _ends_a_pair(line[: m.start()], numbers[0]):
                continue
            if reading is None or max(numbers) > 110 or (not whole and _counts_other(line, m)):
                continue
            if not whole and re.fullmatch(r"\s*\d{1,2}\s*(?:-|to)\s*\d{1,2}\s*", m[0]):
                reading = Reading(reading.value, reading.flags, reading.alternatives, 0.5)
            found.append(Found(m.start(), m.end(), reading))
    return found + _listed(line, whole)


def _listed(line: str, whole: bool) -> list[Found[Age]]:
    """Three or more single years that follow one another; with commas alone only as a whole label."""
    found = []
    keyed = _LINE_OF_AGES.fullmatch(line) is not None
    for m in _LISTED.finditer(line):
        years = [small(n) for n in re.findall(_N, m["joined"] or m[2])]
        said = whole or (m["joined"] and (keyed or _OF_AGE.search(m[0]) or _OF_AGE.search(line[: m.start()])))
        if said and years == list(range(years[0], years[0] + len(years))):
            found.append(Found(m.start(), m.end(), Reading(Age(years[0], years[-1]))))
    return found


def _ends_a_pair(before: str, age: int) -> bool:
    """`16 and 17 - 29`: two ages and their figure, and no band from 17 on."""
    first = _FIRST_OF_TWO.search(before)
    return first is not None and small(first[1]) + 1 == age


def _counts_other(line: str, match: re.Match[str]) -> bool:
    """Whether the numbers are those of questions or tables, or of things: no age stands there."""
    before = line[: match.start()]
    keyed = _IS_KEY.match(line, match.end()) is not None and _OPEN_BAND.search(line) is not None
    keyed = keyed or _LINE_OF_AGES.fullmatch(line) is not None
    if _TWO.fullmatch(match[0]) and not (_OF_AGE.search(before) or keyed):
        return True
    if _DAY.match(line, match.end()):
        return True
    said = re.search(r"age|year|yr|old", match[0])
    of_age = said or _AGED_BEFORE.search(before)
    if _AMOUNT.search(match[0]) and not (of_age and _GOES_ON_AS_AGE.match(line, match.end())):
        return True
    if _STRETCH.fullmatch(match[0].strip(" ()")) and not line[match.end() :].lstrip(" -").startswith(("old", "of age")):
        return True
    if any(m.start("years") < match.end() and match.start() < m.end("years") for m in _OF_TIME.finditer(line)):
        return True
    if match[0].startswith("to ") and not of_age:  # `confined to one part of the city`
        return True
    article = match[0].startswith("above") and re.search(r"\bthe\s+$", before)
    return bool(_NUMBERED.search(before) or article or (not said and _COUNTED.match(line, match.end())))
