"""Lines that give a key and its figure (`2016/17 - 1,110`), and lines that are a figure alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from flows.tidy.labels import sexes
from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.labels.wording import blanked_at
from flows.tidy.labels.words import SMALL
from flows.tidy.letter.lines.run_together import names_of
from flows.tidy.letter.text.phrases import find, plain, plain_words
from flows.tidy.letter.words import bare_years
from flows.tidy.letter.words.count import AGAIN, REFERENCE, Count
from flows.tidy.letter.words.counts import counts
from flows.tidy.letter.words.meant import measures, mentions
from flows.tidy.letter.words.mention import Mention

_SEPARATOR = re.compile(r"\s*(?:[:=\t|]|\s/(?=\s)|\.{3,}|\s-|(?<=[\s)])-|-(?=\s)|(?<=\d/\d\d)-)\s*(?:[<>]\s*)?$")
_BROKEN = re.compile(r".*?[:=]\s*(?P<number>(?P<high>[1-9]\d{0,2}),\s(?P<low>\d{3}))\W*")
#: `Filed x2`: what a line names was so many times.
_TIMES = re.compile(r"\s*(?P<key>\S.{2,80}?)\s+[x×]\s?(?P<n>\d{1,3})\W*")
_TAIL = re.compile(r"\s*\((?P<inside>[^()]{2,40})\)")
#: `18 crimes (YTD to 30/04/11)`
_NOUN_TAIL = re.compile(r"(?:\s+[A-Za-z'-]+){1,3}" + _TAIL.pattern)
_BETWEEN = re.compile(r"\s*(?:\([^()]*\))?\s*(?:and|&|,|/|\+|plus)?\s*")
_AFTER = re.compile(r"(?:\s*\([^()]*\))?(?:\s+[A-Za-z'-]+){0,3}\s*[.;,*]*\s*(?:\([^()]*\))?\W*")
_LEADING = re.compile(
    r"\s*(?:(?i:answer|total number|total|number|count|figure|ans|a|yes|no)\s*[:=,.–—-]+\s*)?"
    r"(?P<value>(?:<|(?i:fewer than|less than|under|up to) )?(?:\d[\d,]*|(?i:two|three|four|five|six"
    r"|ten)\b)|(?i:nil|none|zero))"
    r"(?P<rest>(?=[A-Z][a-z])|\s*[.;:–—-]\s+(?=[A-Z(*])|\W*$"
    # `128 please note that it is from April only`: what follows speaks of the figure.
    r"|[\s,(–—-]+(?i:please note|note that|n\.?b\b|again\b|however\b|but\b|although\b"
    r"|this (?:is|was|figure|does|data)\b|these (?:are|were|figures)\b|it (?:should|must|is)\b))"
)
#: `2021 – Nil`, `2013 – Nine children`: a year and what was recorded in it.
_YEAR_AS_KEY = re.compile(rf"(?:19|20)\d\d\s*[:–—-]\s*(?i:nil\b|none\b|zero\b|\d|{SMALL}\b)")
#: `2011: 18 (YTD to 30/04/11)`: the year as far as that day.
_AS_FAR_AS = re.compile(
    r"\W*(?:ytd|year to date|part year|so far)?\W*(?:up )?(?:to|until|till)\b(?: and including)?(?: the)?\s*",
    re.IGNORECASE,
)
_LONGEST_FIGURE = 60
_LONGEST_TWICE = 100
_LONGEST_LINE = 300
_LEADER = re.compile(r"[.…·_]{4,}|(?:\.\s){4,}")
_ASIDE = re.compile(r"\([^()]*\)")


def _led(text: str) -> bool:
    """Do leaders of dots run from key after key to its figure? Lines that were run together are as long as they are."""
    return len(_LEADER.findall(text)) > 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A key at `text[start:end]` of the line, what it mentions, and its figure.

    `unexplained` are the words of the key that nothing knows; `system` what stands in brackets behind one of several
    figures of the same key.
    """

    start: int
    end: int
    count: Count
    told: tuple[Mention, ...] = ()
    unexplained: str = ""
    system: str = ""


def pairs(
    text: str, dated: dt.date | None = None, years: Sequence[Period] = (), questions: Collection[str] = ()
) -> list[Pair]:
    """The keys and figures of a line, in order; empty where the line is not made of them.

    `years` are those that the letter names, for `Year 1: 20`; `questions` the numbers of those asked, for `Q1: 20`.

    >>> [(p.count.value.value, p.system) for p in pairs("2015/16: 421 (Qlikview) 258 (Niche)")]
    [(421, 'Qlikview'), (258, 'Niche')]
    """
    if len(text) > _LONGEST_LINE and not _led(text):
        return []
    flat = plain(text)
    found = mentions(text, dated, None, years, questions)
    numbers = _rejoined(flat, counts(text, found), found)
    names = names_of(text, numbers)
    times = times_named(text)
    if times:
        out = [times]
    elif names:
        out = [Pair(a, b, replace(c, reason="")) for (a, b), c in zip(names, numbers, strict=True)]
    else:
        out = _keyed(flat, numbers, found)
    return [_filled(p, out, text, lambda key: mentions(key, dated, None, years, questions)) for p in out]


def times_named(text: str) -> Pair | None:
    """What a line names and how many times: `OC18 - No suspect x2`; `2 x 4` names nothing.

    >>> (p := times_named("Filed x2")) and (p.end, p.count.value.value), times_named("4 x 2")
    ((5, 2), None)
    """
    match = _TIMES.fullmatch(text)
    if match is None or not re.search(r"[A-Za-z]{3}", match["key"]) or ":" in match["key"]:
        return None
    number = int(match["n"])
    count = Count(match.start("n"), match.end("n"), CellValue(number, low=number, high=number), sure=True)
    return Pair(match.start("key"), match.end("key"), count)


def _rejoined(flat: str, numbers: Sequence[Count], found: Sequence[Mention]) -> list[Count]:
    """`2011: 77, 686`: one key has one figure, which a space behind the comma of its thousands broke."""
    broken = _BROKEN.fullmatch(flat)
    kinds = [m.kind for m in found]
    if broken is None or len(kinds) > len(set(kinds)):
        return list(numbers)
    parts = [c for c in numbers if c.start >= broken.start("number") and not c.reason]
    if [(c.start, c.end) for c in parts] != [broken.span("high"), broken.span("low")]:
        return list(numbers)
    value = read_cell(f"{broken['high']},{broken['low']}")
    if value is None or not value.value:
        return list(numbers)
    return [*(c for c in numbers if c not in parts), replace(parts[0], end=parts[1].end, value=value)]


def _keyed(flat: str, numbers: Sequence[Count], found: Sequence[Mention]) -> list[Pair]:
    """The keys and figures of a line as far as they stand, with nothing said of them yet."""
    every = [c for c in numbers if c.reason in ("", "a year", "a word")]
    real = [c for c in every if c.reason == ""] or every[-1:]
    out: list[Pair] = []
    start = 0
    for count in real:
        before = _SEPARATOR.search(flat[: count.start])
        follows = bool(out) and _BETWEEN.fullmatch(flat[out[-1].count.end : count.start]) is not None
        if before and before[0].strip().startswith("=") and not re.search(r"\w", flat[start : before.start()]):
            return []  # `— = Nil.` says what a mark means.
        if before and before.start() > start:
            out.append(Pair(start, before.start(), count))
        elif follows and _TAIL.match(flat, out[-1].count.end):
            out.append(Pair(out[-1].start, out[-1].end, count))
        elif not (len(real) == 1 and _explained(flat, count, found)):
            return []
        else:
            out.append(Pair(0, count.start, count))
        tail = _TAIL.match(flat, count.end)
        if tail and any(tail.start() < c.start < tail.end() for c in real):
            return []
        start = tail.end() if tail else count.end
    return out if out and _AFTER.fullmatch(flat[out[-1].count.end :]) else []


def _filled(pair: Pair, every: Sequence[Pair], text: str, told_by: Callable[[str], list[Mention]]) -> Pair:
    tail = _TAIL.match(text, pair.count.end)
    behind_noun = None if tail else _NOUN_TAIL.match(text, pair.count.end)
    shared = sum(1 for p in every if p.start == pair.start) > 1
    inside = tail["inside"] if tail else behind_noun["inside"] if behind_noun else ""
    key = text[pair.start : pair.end]
    told, behind = told_by(key), told_by(inside)
    system = inside.strip() if tail and shared and not behind else ""
    if (year := _as_far_as(told, behind, inside)) is not None:
        told, behind = [year if m.kind == "period" else m for m in told], []
    return Pair(pair.start, pair.end, pair.count, (*told, *behind), unexplained(key, told), system)


def _as_far_as(told: Sequence[Mention], behind: Sequence[Mention], inside: str) -> Mention | None:
    """The year of a key as far as a day that the brackets behind its figure name; None where they name none."""
    years, days = ([m for m in found if isinstance(m.value, Period)] for found in (told, behind))
    if len(years) != 1 or len(days) != 1 or len(behind) != 1 or not _AS_FAR_AS.fullmatch(inside[: days[0].start]):
        return None
    year, day = years[0].value, days[0].value
    assert isinstance(year, Period)
    assert isinstance(day, Period)
    if not year.start <= day.end <= year.end:
        return None
    return replace(years[0], value=Period.of_days(year.start, day.end))


def unexplained(key: str, found: Sequence[Mention]) -> str:
    """The words of a key that are neither within a mention nor words that say nothing."""
    ending = bare_years.ending(key)
    spans = [(m.start, m.end) for m in (*found, *measures(key))] + ([ending.span()] if ending else [])
    spans += [(h.start, h.end) for h in find("prose", key, "nested")]
    rest = _ASIDE.sub(" ", blanked_at(plain(key), spans))
    return " ".join(w for w in re.findall(r"[A-Za-z][\w'-]*", rest) if w.lower() not in plain_words("key"))


def _explained(text: str, count: Count, found: Sequence[Mention]) -> bool:
    """Whether everything before a figure at the end of a line is known: `2016/17 1,110`, `Female 868`, `Unknown 7`."""
    key = sexes.parse(text[: count.start].strip())
    unknown = key is not None and key.value == "unknown"
    told = unknown or any(m.end <= count.start for m in found)
    if re.search(r"\b(?:was|were|is|are|had|has|have|there|been)\b", text[: count.start]):
        return False
    return (
        told
        and (unknown or not unexplained(text[: count.start], [m for m in found if m.end <= count.start]))
        and not re.search(r"[a-z]{3,}\W*$", text[count.end :])
    )


def alone(text: str) -> tuple[int, int, CellValue] | None:
    """(start, end, value) of the figure that a line gives without a key: `1,694`, `Nil`, `12It is ...`, `Answer: 46`.

    >>> alone("1,694")[2].value, alone("12It is most often held back")[2].value, alone("12 months"), alone("[198765]")
    (1694, 12, None, None)
    """
    flat = plain(text)
    if REFERENCE.fullmatch(flat):
        return None
    whole = read_cell(flat) if len(flat) <= _LONGEST_FIGURE else None
    stripped = len(text) - len(text.lstrip())
    if whole is not None and whole.unit == "count" and whole.status in ("exact", "suppressed") and whole.certainty == 1:
        return stripped, len(text.rstrip()), whole
    match = _LEADING.match(flat)
    if not match:
        return _repeated(flat)
    if _YEAR_AS_KEY.match(flat, match.start("value")):
        return None
    value = read_cell(match["value"])
    if value is None or value.unit != "count":
        return None
    return match.start("value"), match.end("value"), value


def _repeated(text: str) -> tuple[int, int, CellValue] | None:
    """A figure given in words and in figures, and nothing else: `Sixty-two (62)`."""
    found = counts(text, []) if len(text) <= _LONGEST_TWICE else []
    if len(found) != 2 or found[0].reason or found[1].reason != AGAIN:
        return None
    outside = text[: found[0].start] + text[found[1].end :]
    return None if re.search(r"\w", outside) else (found[0].start, found[1].end, found[0].value)
