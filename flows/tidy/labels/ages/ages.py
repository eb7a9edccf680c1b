"""What age band a label names: single years, bands, open and cumulative ones, and those a spreadsheet made dates of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re

from flows.tidy.labels import wording
from flows.tidy.labels.ages.bands import scan
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Age, Found, Reading
from flows.tidy.labels.periods.dates import DAY_MONTH, MONTH_DAY, MONTHS, day_of_serial, day_written
from flows.tidy.labels.words import small
from schemas.code_tables import Alias, AliasTable, load_aliases, load_codes

_BARE = re.compile(r"\s*(\d{1,2}|1[01]\d)(?:\.0+)?\s*")
_YEAR_PAIR = re.compile(r"\s*(\d\d)\s?[-/]\s?(\d\d)\s*")
SURE_BAND = 0.5


def parse(label: str) -> Reading[Age] | None:
    """The age band that is all the label says; None where it says something else.

    >>> [parse(s).value.band for s in ("4 & under", "Under 1", "16+", "aged 11 - 15", "Age NK", "-18")]
    ['0-4', '0-0', '16+', '11-15', 'unknown', '0-17']
    >>> r = parse("05-Oct"); r.value.band, r.flags
    ('5-10', ('excel_date_restored',))
    >>> parse("7").certainty < 1, parse("Under 10 mins"), parse("1-2hrs")
    (True, None, None)
    """
    return wording.read_label(label, _parse)


def find(text: str) -> list[Found[Age]]:
    """Every age band named in a text, left to right; single numbers only where words say that they are ages.

    >>> [(f.reading.value.band) for f in find("aged ten and under, 11 to 15 year olds, those under the age of 18")]
    ['0-10', '11-15', '0-17']
    >>> find("offences under sections 47 to 53")
    []
    """
    line = wording.fold(text)
    named = [
        Found(h.start, h.end, _read(h.alias))
        for h in _aliases().find(text)
        if h.alias.certainty == 1 and h.alias.code != "all"
    ]
    unknown = [Found(start, end, Reading(Age.unknown())) for start, end in wording.unknown_spans(text, "age")]
    return wording.longest([*unknown, *named, *scan(line, whole=False)])


def restore_date(date: dt.date, number_format: str | None) -> Reading[Age] | None:
    """The age band that a spreadsheet turned into a date, by how it shows the date; None where none can be meant.

    A format that shows day, month and year shows a date that was meant; without a format either form is tried.

    `11-12` typed becomes 11 December shown `11-Dec` (`d-mmm`), `12-15` becomes December 2015 shown `Dec-15` (`mmm-yy`).

    >>> restore_date(dt.date(2017, 10, 5), "d-mmm").value.band, restore_date(dt.date(2015, 12, 1), "mmm-yy").value.band
    ('5-10', '12-15')
    """
    day_month = _restored(date.day, date.month)
    month_year = _restored(date.month, date.year % 100) if date.day == 1 else None
    shape = re.sub(r"[^dmy]", "", re.sub(r"\[[^]]*\]", "", (number_format or "").lower()))
    if re.fullmatch(r"d+m+", shape):
        return day_month
    if re.fullmatch(r"m+y+", shape):
        return month_year
    if shape:
        return None
    if month_year and day_month:
        return Reading(month_year.value, month_year.flags, (day_month.value, *day_month.alternatives), 0.4)
    return month_year or day_month


def suggest(label: str) -> list[str]:
    """Known wordings near an unknown one, for a person to choose from."""
    return [s.pattern for s in _aliases().suggest(label)]


def _parse(label: str) -> Reading[Age] | None:
    alias = _aliases().lookup(label)
    if alias is not None:
        return _read(alias)
    unknown = wording.unknown(label, "age")
    if unknown is not None:
        return Reading(Age.unknown(), certainty=unknown)
    line = wording.fold(label)
    restored = _from_date_text(line)
    if restored is not None:
        return restored
    bare = _BARE.fullmatch(line)
    if bare:
        return Reading(Age(int(bare[1]), int(bare[1])), certainty=0.5)
    named_year = form("words", "small").fullmatch(line.strip())
    if named_year:
        return Reading(Age(small(named_year[0]), small(named_year[0])), certainty=0.4)
    reading = wording.whole(label, wording.longest(scan(line, whole=True)), "age")
    years = _YEAR_PAIR.fullmatch(line)
    if reading and years and int(years[2]) == int(years[1]) + 1:
        return dataclasses.replace(reading, certainty=min(reading.certainty, 0.6))
    if reading is None:
        reading = _beside_a_band(label, line)
    if reading is None:
        named = [Found(h.start, h.end, _read(h.alias)) for h in _aliases().find(label)]
        return wording.whole(label, wording.longest(named), "age")
    return reading


def _beside_a_band(label: str, line: str) -> Reading[Age] | None:
    """`Pre-school (0-4)`, `16-17 (sixth form)`: a band beside the names of times of life; `Not known, but under 18`."""
    found = wording.longest(scan(line, whole=True))
    if len(found) != 1 or found[0].reading.certainty < SURE_BAND:
        return None
    around = (label[: found[0].start], label[found[0].end :])
    named = [text for text in around if not wording.is_noise(text, "age")]
    if len(named) == 1 and found[0].reading.value == Age(0, 17) and wording.unknown(named[0], "age"):
        return Reading(Age.unknown(), certainty=0.9)
    # `of primary school age`, `at secondary school`.
    bare = form("ages", "in school", any_case=True).sub("", named[0].strip(" ()[]:-")) if len(named) == 1 else ""
    stages = form("ages", "or another").split(bare) if bare else []
    return found[0].reading if stages and all(map(is_stage, stages)) else None


@functools.lru_cache(maxsize=16384)
def is_stage(text: str) -> bool:
    """Whether words name a time of life or of school, which is an age that they leave unsaid: `Sixth form`."""
    return _stages().lookup(text) is not None


@functools.cache
def _stages() -> AliasTable:
    return load_aliases("life_stages", frozenset({"stage"}))


def _from_date_text(line: str) -> Reading[Age] | None:
    day = day_written(line) or day_of_serial(line)
    if day:
        restored = restore_date(day, None)
        return restored and wording.flagged(restored, certainty=0.4)
    day_month = DAY_MONTH.fullmatch(line)
    if day_month and day_month[2] in MONTHS:
        return _restored(int(day_month[1]), MONTHS[day_month[2]])
    month_year = MONTH_DAY.fullmatch(line)
    if month_year and month_year[1] in MONTHS and len(month_year[2]) > 1:
        restored = _restored(MONTHS[month_year[1]], int(month_year[2]))
        return restored and wording.flagged(restored, certainty=0.5)
    return None


def _restored(first: int, second: int) -> Reading[Age] | None:
    """Two numbers that a date lost the dash of; the wrong way round only where both orders make such a date."""
    if first < second <= 31:
        return Reading(Age(first, second), ("excel_date_restored",), certainty=0.9)
    if second < first <= 12:
        return Reading(Age(second, first), ("excel_date_restored", "reading_ambiguous"), certainty=0.3)
    return None


@functools.cache
def _aliases() -> AliasTable:
    return load_aliases("ages", frozenset(load_codes("age_bands")))


def _read(alias: Alias) -> Reading[Age]:
    return Reading(_age(alias.code), alias.flags, tuple(map(_age, alias.alternatives)), alias.certainty)


def _age(band: str) -> Age:
    if band in ("unknown", "all"):
        return Age.unknown() if band == "unknown" else Age.all()
    low, _, high = band.partition("-")
    return Age(int(low.rstrip("+")), int(high) if high else None)
