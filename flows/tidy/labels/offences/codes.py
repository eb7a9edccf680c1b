"""Home Office classes and sub-classes as they are written, padded, or turned into dates by a spreadsheet."""

from __future__ import annotations

import datetime as dt
import re

from flows.tidy.labels.forms import form, pattern
from flows.tidy.labels.meanings import Found, Offence, Reading
from flows.tidy.labels.periods.dates import DAY_MONTH, MONTH_DAY, MONTHS, day_of_serial
from schemas.code_tables import load_codes

_CODE = r"(?:(?P<sub>\d{1,3}\s?/\s?\d{1,2})|(?P<cls>\d{1,3}\s?[a-z])|(?P<number>\d{1,3})|(?P<five>\d{5}))"
#: `40(3A)`: a subsection, not a class.
_FIND = re.compile(
    rf"(?<![\w/.,£-])(?<!\d\()(?P<prefix>{pattern('offences', 'code prefix')})?{_CODE}(?![\w/]|[.,]\d|\s?%)"
)
#: No words before a code that say that it is none stand further from it.
_NEAR = 120
#: `008/31 - Breach of restraining order`
_PADDED = re.compile(r"\s*(?P<code>(?P<class>\d{3})/\d\d)\s*[-–—:]?\s*[A-Za-z]{3}")
#: `19GRape of a male child`: a code and the title that begins right behind it, as scans run them together.
_GLUED = re.compile(r"\s*(?P<code>\d{1,3}(?:/\d{1,2}|[A-Z])?)(?=[A-Z][a-z])")
_NOT_SEXUAL = "not sexual"


def offence(code: str) -> Offence | None:
    """The class or sub-class with this code in its canonical form; None where the list has none."""
    row = load_codes("offences").get(code)
    return Offence(code, row["group"]) if row else None


def classes(code: str) -> frozenset[str]:
    """The classes that a code belongs to, itself included where it is one."""
    row = load_codes("offences")[code]
    return frozenset({row["class_code"], *row["other_classes"].split("|")} - {""})


def groups_of(number: str) -> frozenset[str]:
    """The groups of the classes with a number, whatever their letter.

    >>> sorted(groups_of("17")), sorted(groups_of("22"))
    (['sexual_assault'], ['sexual_activity'])
    """
    rows = load_codes("offences").items()
    return frozenset(row["group"] for code, row in rows if code.rstrip("ABCDEFGHIJKLMNOP") == number)


def is_of_another_class(label: str) -> bool:
    """Whether a label is a crime behind its sub-class, of a class that holds no sexual offence.

    >>> [is_of_another_class(s) for s in ("008/31 - Breach of restraining order", "019/99 - Rape", "008/31")]
    [True, False, False]
    """
    padded = _PADDED.match(label)
    if padded is None or offence(canonical(padded["code"])) is not None:
        return False
    number = padded["class"].lstrip("0")
    rows = load_codes("offences").values()
    return all(row["level"] == _NOT_SEXUAL for row in rows if re.sub(r"[A-Z].*|/.*", "", row["code"]) == number)


def canonical(written: str) -> str:
    """A code without padding and spaces, in capitals.

    >>> canonical("019/16"), canonical("86 / 2"), canonical("017a"), canonical("07117")
    ('19/16', '86/2', '17A', '71/17')
    """
    code = re.sub(r"\s", "", written).upper()
    if re.fullmatch(r"\d{5}", code):
        return f"{int(code[:3])}/{int(code[3:])}"
    return "/".join(part.lstrip("0") or "0" for part in code.split("/"))


def apart(label: str) -> str:
    """The label with a space between the code of the list that it begins with and a title glued to it.

    >>> [apart(s) for s in ("19GRape of a male child", "21Sexual activity", "22Arson", "17A", "99Zebra")]
    ['19G Rape of a male child', '21 Sexual activity', '22 Arson', '17A', '99Zebra']
    """
    glued = _GLUED.match(label)
    end = glued.end() if glued and offence(canonical(glued["code"])) else 0
    return f"{label[:end]} {label[end:]}" if end else label


def find(line: str) -> list[Found[Offence]]:
    """Every code of the list in a folded line; `21` or `16/17` without `HO code` may be another thing: less certain.

    >>> [(f.reading.value.code, f.reading.certainty) for f in find("ho code 071/17, 19c and 21")]
    [('71/17', 1.0), ('19C', 1.0), ('21', 0.2)]
    """
    found = []
    for m in _FIND.finditer(line):
        known = offence(canonical(m[0][len(m["prefix"] or "") :]))
        # `Table 3a`: the number of a table, not of an offence.
        numbered = form("offences", "numbered").search(line, max(0, m.start() - _NEAR), m.start())
        if known is None or (numbered and not m["prefix"]):
            continue
        certainty = 1.0 if m["prefix"] or m["cls"] else 0.2 if m["number"] else 0.6 if m["five"] else _pair(m["sub"])
        found.append(Found(m.start(), m.end(), Reading(known, certainty=certainty)))
    return found


def restored(line: str) -> Reading[Offence] | None:
    """The sub-class that a spreadsheet made a date of: `19-Jul` or the serial number 44031 for 19/7."""
    day_month, month_day, date = DAY_MONTH.fullmatch(line), MONTH_DAY.fullmatch(line), day_of_serial(line)
    known = None
    if day_month and day_month[2] in MONTHS:
        known = offence(f"{int(day_month[1])}/{MONTHS[day_month[2]]}")
    elif month_day and month_day[1] in MONTHS:
        known = offence(f"{int(month_day[2])}/{MONTHS[month_day[1]]}")
    elif date:
        known = offence(f"{date.day}/{date.month}")
    return Reading(known, ("excel_date_restored",), certainty=0.6) if known else None


def restore_date(date: dt.date, number_format: str | None) -> Reading[Offence] | None:
    """The sub-class that a spreadsheet turned into a date cell; None where the list has no such code.

    >>> restore_date(dt.date(2020, 7, 19), "d-mmm").value.code
    '19/7'
    """
    known = offence(f"{date.day}/{date.month}")
    return (
        Reading(known, ("excel_date_restored",), certainty=0.6)
        if known and (number_format or "d").lower()[0] == "d"
        else None
    )


def _pair(sub: str) -> float:
    """How sure a sub-class without `HO code` is: following numbers may be a year or two ages."""
    first, second = (int(n) for n in sub.split("/"))
    padded = sub.startswith("0") or "/0" in sub.replace(" ", "")
    return 1.0 if padded and len(sub) > 4 else 0.2 if second == first + 1 else 0.9
