"""Dates and times as a spreadsheet draws them on a British machine."""

from __future__ import annotations

import datetime as dt
import re

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<ampm>AM/PM|A/P)|(?P<letters>y+|m+|d+|h+|s+)|\.(?P<fraction>0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)

# The built-in short and long dates follow the machine's region, whatever is written in the file.
_REGIONAL = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy": "dd/mm/yyyy",
    "m/d/yyyy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
}
_LONG_DATE = re.compile(r"^\[\$-(x-sysdate|F800)\]", re.IGNORECASE)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Moment = dt.datetime | dt.date | dt.time | dt.timedelta


def shown_date(value: Moment, code: str) -> str:
    """The text that a person sees for a date, time or duration under a number format.

    >>> shown_date(dt.date(2016, 11, 10), r"d\\-mmm"), shown_date(dt.datetime(2017, 4, 3), "mm-dd-yy")
    ('10-Nov', '03/04/2017')
    >>> shown_date(dt.time(9, 5), "hh:mm"), shown_date(dt.timedelta(hours=30, minutes=2), "[h]:mm")
    ('09:05', '30:02')
    """
    code = _REGIONAL.get(code.split(";", maxsplit=1)[0].lower(), code)
    code = "dd mmmm yyyy" if _LONG_DATE.match(code) else code.split(";")[0]
    if code in ("", "General", "@"):
        return _plain(value)
    day, seconds = _split(value)
    tokens = list(_TOKEN.finditer(code))
    clock = [(m.group("letters") or m.group("elapsed") or "")[:1].lower() for m in tokens]
    half_day = any(m.group("ampm") for m in tokens)
    return "".join(_token(m, day, seconds, _is_minute(clock, i), half_day) for i, m in enumerate(tokens)).strip()


def _plain(value: Moment) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y" if value.time() == dt.time() else "%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def _split(value: Moment) -> tuple[dt.date, float]:
    """The day and the seconds since its midnight (a duration keeps all of its seconds)."""
    if isinstance(value, dt.datetime):
        return value.date(), value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    if isinstance(value, dt.date):
        return value, 0.0
    if isinstance(value, dt.time):
        return dt.date(1900, 1, 1), value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return dt.date(1900, 1, 1), value.total_seconds()


def _is_minute(clock: list[str], index: int) -> bool:
    """`m` is a minute straight after an hour or straight before a second."""
    before = next((c for c in reversed(clock[:index]) if c), "")
    after = next((c for c in clock[index + 1 :] if c), "")
    return before == "h" or after == "s"


def _token(match: re.Match[str], day: dt.date, seconds: float, minute: bool, half_day: bool) -> str:
    for group in ("quoted", "escaped", "other"):
        if (text := match.group(group)) is not None:
            return text
    if match.group("space") is not None:
        return " "
    if (elapsed := match.group("elapsed")) is not None:
        unit = {"h": 3600, "m": 60, "s": 1}[elapsed[0].lower()]
        return str(int(seconds // unit)).rjust(len(elapsed), "0")
    if (ampm := match.group("ampm")) is not None:
        return ("AM", "PM")[seconds % 86400 >= 43200][: 2 if len(ampm) > 3 else 1]
    if (fraction := match.group("fraction")) is not None:
        return f"{seconds % 1:.{len(fraction)}f}"[1:]
    if (letters := match.group("letters")) is not None:
        return _field(letters.lower(), day, seconds, minute, half_day)
    return ""


def _field(letters: str, day: dt.date, seconds: float, minute: bool, half_day: bool) -> str:
    width = len(letters)
    hour = int(seconds // 3600) % 24
    if letters[0] == "y":
        return f"{day.year:04d}" if width > 2 else f"{day.year % 100:02d}"
    if letters[0] == "d":
        return (str(day.day), f"{day.day:02d}", _DAYS[day.weekday()][:3], _DAYS[day.weekday()])[min(width, 4) - 1]
    if letters[0] == "h":
        return str((hour % 12 or 12) if half_day else hour).rjust(min(width, 2), "0")
    if letters[0] == "s":
        return str(int(seconds) % 60).rjust(min(width, 2), "0")
    if minute and width < 3:
        return str(int(seconds // 60) % 60).rjust(width, "0")
    name = _MONTHS[day.month - 1]
    return (str(day.month), f"{day.month:02d}", name[:3], name, name[:1])[min(width, 5) - 1]
