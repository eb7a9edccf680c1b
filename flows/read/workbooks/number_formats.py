"""What a spreadsheet shows for a stored value: number formats as Excel draws them on a British machine.

Only what decides the printed text is drawn: digits, separators, signs, percent, literals, dates and times.
Colours and padding are left out.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from flows.read.workbooks.date_formats import shown_date

Stored = bool | int | float | str | dt.datetime | dt.date | dt.time | dt.timedelta

_SECTION = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|;|[^;"\\_*\[]+|.', re.DOTALL)
_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|_(.)|\*(.)|\[([^\]]*)\]?|(General)|([0#?]+)|(E[+-])|(.)', re.DOTALL | re.IGNORECASE
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)")
_EXACT = Context(prec=700)


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    parts: tuple[_Part, ...]
    condition: tuple[str, float] | None

    def has(self, kind: str) -> bool:
        return any(part.kind == kind for part in self.parts)


def shown(value: Stored, number_format: str | None) -> str:
    """The text that a person sees for `value` under `number_format`; an unknown format shows the plain value.

    >>> shown(1449, "#,##0"), shown(0.5, "0%"), shown(-3, "0;(0)"), shown(2.0, "General")
    ('1,449', '50%', '(3)', '2')
    >>> shown(0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'), shown("x", "@"), shown(dt.date(2016, 10, 5), "dd-mmm")
    ('-', 'x', '05-Oct')
    """
    code = number_format or "General"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _shown_text(value, code)
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return shown_date(value, code)
    if code == "General":
        return plain_number(value)
    if isinstance(value, int) and code in ("0", "#,##0"):
        return str(value) if code == "0" else f"{value:,}"
    if not _finite(value):
        return str(value)
    sections = _sections(code)
    section, magnitude = _choose(sections, value)
    if section is None:
        return plain_number(value)
    return _draw(section, magnitude).strip()


def plain_number(value: int | float) -> str:
    """A number without a format: whole numbers in full, others to eleven significant digits.

    >>> plain_number(1310.0), plain_number(0.1 + 0.2), plain_number(1e25)
    ('1310', '0.3', '1E+25')
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.11g}".replace("e", "E")


def _finite(value: int | float) -> bool:
    return math.isfinite(value)


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    texts = [""]
    for piece in _SECTION.findall(code):
        if piece == ";":
            texts.append("")
        else:
            texts[-1] += piece
    return tuple(_parse(text) for text in texts)


def _parse(text: str) -> _Section:
    parts: list[_Part] = []
    condition = None
    for match in _TOKEN.finditer(text):
        quoted, escaped, space, fill, bracket, general, digits, exponent, other = match.groups()
        if quoted is not None or escaped is not None:
            parts.append(_Part("literal", quoted if quoted is not None else escaped))
        elif space is not None:
            parts.append(_Part("literal", " "))
        elif fill is not None:
            continue
        elif bracket is not None:
            if found := _CONDITION.fullmatch(bracket.strip()):
                condition = (found[1], float(found[2]))
            elif bracket.startswith("$"):
                parts.append(_Part("literal", bracket[1:].split("-")[0]))
        elif general is not None:
            parts.append(_Part("general", general))
        elif digits is not None:
            parts.append(_Part("digits", digits))
        elif exponent is not None:
            parts.append(_Part("exponent", exponent))
        elif other in ".,%@/":
            parts.append(_Part(other, other))
        else:
            parts.append(_Part("literal", other))
    return _Section(tuple(parts), condition)


def _shown_text(value: str, code: str) -> str:
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else next((s for s in sections if s.has("@")), None)
    if section is None or code in ("General", "@"):
        return value
    return "".join(value if part.kind == "@" else part.text for part in section.parts if part.kind in ("@", "literal"))


def _choose(sections: tuple[_Section, ...], value: int | float) -> tuple[_Section | None, int | float]:
    """The section for a value, and the value as it draws it: without the sign where the section has its own."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _holds(section.condition, value):
                return section, value
        return None, value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound,
        ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _draw(section: _Section, value: int | float) -> str:
    if not section.has("digits"):
        return "".join(
            plain_number(value) if part.kind in ("general", "@") else part.text
            for part in section.parts
            if part.kind in ("general", "@", "literal", "%", "/", ".", ",")
        )
    if section.has("/"):
        return _draw_fraction(section, value)
    if section.has("exponent"):
        return _draw_exponent(section, value)
    return _draw_decimal(section, value)


def _draw_decimal(section: _Section, value: int | float) -> str:
    parts = list(section.parts)
    last = max(i for i, part in enumerate(parts) if part.kind == "digits")
    scale = 100 ** sum(part.kind == "%" for part in parts)
    after = last + 1
    while after < len(parts) and parts[after].kind == ",":
        parts[after] = _Part("literal", "")
        scale, after = Decimal(scale) / 1000, after + 1
    first = next(i for i, part in enumerate(parts) if part.kind == "digits")
    thousands = any(part.kind == "," for part in parts[first:last])
    point = next((i for i, part in enumerate(parts) if part.kind == "."), len(parts))
    whole = [i for i, part in enumerate(parts) if part.kind == "digits" and i < point]
    after_point = [i for i, part in enumerate(parts) if part.kind == "digits" and i > point]
    places = sum(len(parts[i].text) for i in after_point)
    number = (Decimal(repr(value)) * Decimal(scale)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    digits, _, decimals = f"{abs(number):f}".partition(".")
    sign = "-" if number < 0 else ""

    wanted = sum(part.text.count("0") for part in (parts[i] for i in whole))
    digits = digits.lstrip("0").rjust(wanted, "0")
    out: dict[int, str] = {}
    for nth, index in enumerate(reversed(whole)):
        width = len(parts[index].text)
        is_first = nth == len(whole) - 1
        piece, digits = (digits, "") if is_first or thousands else (digits[-width:], digits[:-width])
        out[index] = _grouped(piece) if thousands else piece
    if whole:
        out[whole[0]] = sign + out[whole[0]]
    for index in after_point:
        pattern = parts[index].text
        piece, decimals = decimals[: len(pattern)], decimals[len(pattern) :]
        keep = len(pattern)
        while keep and pattern[keep - 1] in "#?" and piece[keep - 1] == "0" and not decimals.strip("0"):
            keep -= 1
        out[index] = piece[:keep]
    return "".join(out.get(i, "" if part.kind in ("digits", ",") else part.text) for i, part in enumerate(parts))


def _grouped(digits: str) -> str:
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)


def _draw_exponent(section: _Section, value: int | float) -> str:
    kinds = [part.kind for part in section.parts]
    at = kinds.index("exponent")
    decimals = 0
    if "." in kinds[:at]:
        decimals = sum(len(p.text) for p in section.parts[kinds.index(".") : at] if p.kind == "digits")
    mantissa, exponent = f"{value:.{decimals}E}".split("E")
    width = len(section.parts[at + 1].text) if at + 1 < len(kinds) and kinds[at + 1] == "digits" else 1
    sign = "-" if exponent.startswith("-") else "+" if section.parts[at].text.endswith("+") else ""
    return f"{mantissa}E{sign}{exponent.lstrip('+-').lstrip('0').rjust(width, '0')}"


def _draw_fraction(section: _Section, value: int | float) -> str:
    kinds = [part.kind for part in section.parts]
    slash = kinds.index("/")
    width = len(section.parts[slash + 1].text) if slash + 1 < len(kinds) and kinds[slash + 1] == "digits" else 1
    mixed = kinds[:slash].count("digits") > 1
    fraction = Fraction(abs(value)).limit_denominator(10 ** min(width, 4) - 1)
    whole, rest = divmod(fraction.numerator, fraction.denominator) if mixed else (0, fraction.numerator)
    sign = "-" if value < 0 else ""
    if rest == 0 and (mixed or fraction.denominator == 1):
        return f"{sign}{whole if mixed else rest}"
    return f"{sign}{f'{whole} ' if whole else ''}{rest}/{fraction.denominator}"
