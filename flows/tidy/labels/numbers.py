"""The figure in a table cell: exact, withheld, not held, missing; a count or another unit."""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass

from flows.tidy.labels import exemptions, words
from flows.tidy.labels.forms import form, pattern, values
from flows.tidy.labels.marks import Mark, Marks
from flows.tidy.labels.wording import SUPERSCRIPTS, blanked, fold, without_footnote
from flows.tidy.labels.words import small
from schemas.code_tables import AliasTable, load_aliases, load_codes
from schemas.intervals import Interval
from schemas.rows import Status, Unit

#: Fifteen digits are more than any count has, and as many as a float holds: what is longer is a reference.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s?(?P<whole>\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}|\d{1,15})(?P<part>\.\d{1,15})?"
)
#: As other countries print them: `51,3` with a comma before tenths, `12'102` with apostrophes between thousands.
_ABROAD = re.compile(r"(?P<sign>[+-]?)\s?(?P<whole>\d{1,3}(?:[ .']\d{3}){0,4}|\d{1,15})(?:,(?P<part>\d))?")
_MONEY = re.compile(
    r"(?P<sign>-?)\s?[£$€]\s?(?P<amount>[\d,]{1,19}(?:\.\d{1,15})?)\s?"
    rf"(?P<times>{pattern('words', 'times of money')})?"
)
_PERCENT = re.compile(
    rf"\(?\s*(?P<number>[+-]?\s?\d[\d,]{{0,18}}(?:\.\d{{1,15}})?)\s?{pattern('words', 'per cent')}\s*\)?"
)
#: What is noted of the way in which a figure is printed, and is no doubt.
NOTES = frozenset({"footnote_removed", "number_in_words", "thousands_separator"})
SMALL_RANGE = 0.8
ABROAD = 0.6
#: Printed where figures stand, they are full stops.
RAISED_DOTS = ("·", "∙", "•")


@dataclass(frozen=True, slots=True)
class CellValue:
    """The figure of a cell. `low` and `high` bound what is known of a count; `alternatives` are the other readings.

    `bracketed`: the whole figure stood in brackets.
    """

    value: int | float | None
    unit: Unit = "count"
    status: Status = "exact"
    low: int | None = None
    high: int | None = None
    exemption: str | None = None
    flags: tuple[str, ...] = ()
    alternatives: tuple[CellValue, ...] = ()
    certainty: float = 1.0
    bracketed: bool = False

    @property
    def amount(self) -> Interval:
        """What it is known to add to a sum."""
        return Interval(self.low or 0, self.high)


def read_cell(text: str, marks: Marks | None = None) -> CellValue | None:
    """The one figure that the cell gives or withholds; None for an empty cell, words, and more than one figure.

    >>> read_cell("1,681").value, read_cell("<5").low, read_cell("<5").high, read_cell("1.6%").unit
    (1681, 1, 4, 'percent')
    >>> read_cell("1,229*").flags, read_cell("(417)").bracketed, read_cell("s.40(2)").status, read_cell("Rape")
    (('footnote_removed', 'thousands_separator'), True, 'refused', None)
    >>> read_cell("*").high, read_cell("-").alternatives[0].value
    (None, 0)
    >>> read_cell("9" * 5000)
    >>> read_cell("Withheld (<5)").high, read_cell("<5 s40(2)").exemption, read_cell("withheld offences")
    (4, 's.40(2)', None)
    """
    known = marks or Marks()
    line = " ".join(fold(text).split())
    if not line:
        return None
    found = _sign(line, known) or _figure(line) or _withheld(line, known) or _worded(line, known)
    found = found or _withheld_in_words(line, known)
    if found is None and len(line) > 2 and line[0] in "([" and line[-1] in ")]":
        bare = line[1:-1].strip()
        inner = _sign(bare, known) or _figure(bare) or _withheld(bare, known) or _worded(bare, known)
        found = inner and dataclasses.replace(inner, bracketed=True)
    if found is None:
        rest = without_footnote(line) or _without_known_mark(line, known)
        inner = (_figure(rest) or _withheld(rest, known)) if rest else None
        found = dataclasses.replace(inner, flags=("footnote_removed", *inner.flags)) if inner else None
    spaced = (
        any(c in text for c in "\u00a0\u2009\u202f")
        and found is not None
        and found.certainty < 1
        and found.status == "exact"
    )
    return dataclasses.replace(found, certainty=1.0, alternatives=()) if found is not None and spaced else found


def _figure(line: str) -> CellValue | None:
    """An exact figure in digits."""
    percent, money = _PERCENT.fullmatch(line), _MONEY.fullmatch(line)
    if percent:
        comma = _abroad(percent["number"])
        if comma is not None:
            return dataclasses.replace(comma, unit="percent", bracketed=line.startswith("("))
        return CellValue(float(re.sub(r"[ ,+]", "", percent["number"])), "percent", bracketed=line.startswith("("))
    if money:
        if not re.search(r"\d", money["amount"]):
            return None
        amount = float(money["amount"].replace(",", "")) * values("times of money").get(money["times"], 1)
        return CellValue(-amount if money["sign"] else amount, "money")
    other = form("figures", "other unit").search(line)
    after = other or form("figures", "thing").search(line)
    bare = line[: after.start()] if after else line
    m = _NUMBER.fullmatch(bare)
    if m is None:
        return None if other else _abroad(bare)
    digits = re.sub(r"\D", "", m["whole"])
    value = float(f"{digits}{m['part'] or ''}")
    flags = ("thousands_separator",) if len(digits) < len(m["whole"]) else ()
    signed = bool(m["sign"]) and value != 0
    if other or signed or not value.is_integer():
        number = -value if m["sign"] == "-" else value
        return CellValue(int(number) if number.is_integer() else number, "other", flags=flags)
    count = int(digits)
    return CellValue(count, low=count, high=count, flags=flags, certainty=0.8 if " " in m["whole"] else 1.0)


def _abroad(line: str) -> CellValue | None:
    """A figure with a comma before its tenths, or apostrophes between thousands: never sure, as it may be a slip.

    >>> _abroad("51,3").value, _abroad("12'102").value, _abroad("1,681")
    (51.3, 12102, None)
    """
    m = _ABROAD.fullmatch(line)
    if m is None or not (m["part"] or "'" in m["whole"]):
        return None
    digits = re.sub(r"\D", "", m["whole"])
    if m["part"] or m["sign"]:
        value = float(f"{m['sign']}{digits}.{m['part'] or 0}")
        return CellValue(value, "other", certainty=ABROAD)
    count = int(digits)
    return CellValue(count, low=count, high=count, flags=("thousands_separator",), certainty=ABROAD)


def _withheld(line: str, marks: Marks) -> CellValue | None:
    """A bound in place of a figure: `<5`, `1-4`, `5 or fewer`, `more than 3,000`."""
    line = form("figures", "thing").sub("", line)
    bound = form("figures", "bound").fullmatch(line)
    if bound is None:
        return None
    low: int | None = None
    high: int | None = None
    certainty = 1.0
    if bound["less"]:
        high = _number(bound["less"]) - 1
        low = 0 if marks.zero_hidden or high < 1 else 1
    elif most := bound["most"] or bound["or_less"]:
        low, high = int(marks.zero_shown), _number(most)
    elif bound["more"]:
        low = _number(bound["more"]) + 1
    elif least := bound["least"] or bound["or_more"]:
        low = _number(least)
    elif int(bound["low"]) < int(bound["high"]):
        # `1 to 4` in words is no date, and beside counts no age.
        certainty = 0.5 if "-" in line else SMALL_RANGE
        low, high = int(bound["low"]), int(bound["high"])
    if low is None or (high is not None and high < low):
        return None
    return CellValue(None, status="suppressed", low=low, high=high, exemption=marks.exemption, certainty=certainty)


def _withheld_in_words(line: str, marks: Marks) -> CellValue | None:
    """A bound beside words that say it is one: `Withheld (<5)`, `fewer than 5 - exempt s.40(2)`."""
    cited = exemptions.find(line)
    bound = form("figures", "hidden").sub(" ", blanked(line, cited)).strip(" ()[]-:,.;")
    found = _withheld(bound, marks) if bound != line else None
    if found is None or not cited:
        return found
    return dataclasses.replace(found, exemption=cited[0].reading.value)


def _worded(line: str, marks: Marks) -> CellValue | None:
    """A figure or the want of one in words."""
    if re.fullmatch(r"#[a-z]+(?:/0)?[!?]", line):
        return CellValue(None, status="missing", certainty=0.5)
    section = exemptions.parse(line)
    if section:
        return CellValue(None, status="refused", exemption=section)
    alias = _table().lookup(line)
    if alias is not None:
        first, *others = [_as(code, marks, worded=True) for code in (alias.code, *alias.alternatives)]
        return dataclasses.replace(first, certainty=alias.certainty, alternatives=tuple(others))
    number = words.value(form("figures", "thing").sub("", line))
    return CellValue(number, low=number, high=number, flags=("number_in_words",)) if number is not None else None


def _sign(line: str, marks: Marks) -> CellValue | None:
    """A sign in place of a figure, by the notes, else by custom."""
    if line in marks.signs or not any(c.isalnum() for c in line) or re.fullmatch(r"\[?\w{1,3}\]?", line):
        bare = line.strip("\"'") or line
        bare = "." if bare in RAISED_DOTS else bare
        mark = marks.signs.get(bare) or marks.signs.get(bare.strip("[]()"))
        if mark is not None and mark.meaning != "footnote" and not bare.isdecimal():
            return _by_mark(mark, marks)
        custom = load_codes("cell_signs").get(bare)
        if custom is not None:
            if custom["meaning"] == "suppressed" and marks.hidden is not None:
                return _by_mark(marks.hidden, marks)
            first, *others = [_as(code, marks) for code in (custom["meaning"], custom["otherwise"]) if code]
            low = int(custom["low"]) if custom["low"] and not marks.zero_hidden else first.low
            return dataclasses.replace(first, low=low, alternatives=tuple(others), certainty=0.5 if others else 0.8)
    return None


def _by_mark(mark: Mark, marks: Marks) -> CellValue:
    found = _as(mark.meaning, marks)
    if found.status == "suppressed":
        found = dataclasses.replace(found, low=mark.low if mark.low is not None else found.low, high=mark.high)
    if mark.exemption and found.status in ("suppressed", "refused"):
        found = dataclasses.replace(found, exemption=mark.exemption)
    return found


def _as(meaning: str, marks: Marks, worded: bool = False) -> CellValue:
    if meaning == "zero":
        return CellValue(0, low=0, high=0, flags=("number_in_words",) if worded else ())
    if meaning == "suppressed":
        return CellValue(None, status="suppressed", low=0, exemption=marks.exemption)
    if meaning == "refused":
        return CellValue(None, status="refused", exemption=marks.exemption)
    return CellValue(None, status="not_held" if meaning == "not_held" else "missing")


def _without_known_mark(line: str, marks: Marks) -> str | None:
    """`12r` where the notes say what `r` is."""
    m = re.fullmatch(rf"(.*\d)\s*([^\d\s]{{1,3}}|[{SUPERSCRIPTS}]+)", line)
    return m[1] if m and m[2] in marks.signs else None


def _number(text: str) -> int:
    return int(text.replace(",", "")) if re.fullmatch(r"[\d,]*\d[\d,]*", text) else small(text)


@functools.cache
def _table() -> AliasTable:
    return load_aliases("cell_values", frozenset(load_codes("cell_meanings")))
