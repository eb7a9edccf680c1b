"""What the signs of a table mean by the notes round it: `*`, a dash, `[c]`, an empty cell."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.tidy.labels import exemptions
from flows.tidy.labels.forms import form, kinds
from flows.tidy.labels.wording import fold
from flows.tidy.labels.words import small
from schemas.code_tables import AliasTable, load_aliases, load_codes

MarkMeaning = Literal["zero", "suppressed", "refused", "not_held", "missing", "footnote"]

_NAMED = "named"
#: `— Nil.`, `n/a = Not known.` under a table.
_WITH_MEANING = re.compile(
    r"\s*(?P<sign>[-–*—…#~†‡]|\.{2,3}|[a-z]/?[a-z]?(?=\s*=))(?:\s*(?P<is>=)\s*|\s+)(?P<meaning>\S.*)", re.IGNORECASE
)
#: They begin the items of lists as well: a key where a table prints the hyphen, or the star, in place of figures.
SIGNS = ("-", "*")
#: `1 to 4 is shown as low`, `low stands for 1 to 4`: a word that a table prints in place of figures.
_WORD = re.compile(r"[a-z]{1,10}")
_FOOTNOTE_SIGN = re.compile(r"\*{1,3}|#|~|†|‡|\^|\[[a-z]{1,3}\]")


#: Not behind the `S.` of a name.
_SENTENCE_END = re.compile(r"(?:(?<=[a-z0-9)'\"*#~†‡\]])|(?<=[A-Z]{2}))[.;](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one sign stands for; `low` and `high` bound a hidden figure, None where the notes do not say."""

    meaning: MarkMeaning
    low: int | None = None
    high: int | None = None
    exemption: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs that the notes explain; "" is an empty cell.

    `hidden` is what the notes say of small figures without naming a sign; `exemption` the section that they name for
    what is withheld; `zero_hidden` whether zeros are hidden as well, `zero_shown` whether the notes say that none is.
    """

    signs: dict[str, Mark] = field(default_factory=dict)
    hidden: Mark | None = None
    exemption: str | None = None
    zero_hidden: bool = False
    zero_shown: bool = False

    @property
    def blank(self) -> Mark | None:
        """What an empty cell means; None where no note says it."""
        return self.signs.get("")


def explain_marks(notes: Sequence[str], printed: Collection[str] = ()) -> Marks:
    """What the notes say of the signs in a table; `printed` are those that stand in it for figures, as far as known.

    >>> m = explain_marks(["* denotes fewer than 5, exempt under Section 40(2). An empty cell means no offences."])
    >>> m.signs["*"].meaning, m.signs["*"].low, m.signs["*"].high, m.exemption, m.blank.meaning
    ('suppressed', 1, 4, 's.40(2)', 'zero')
    >>> explain_marks(["VICTIM AGE < 18, BY DATE. A FULL STOP (.) MEANS NIL"]).signs["."].meaning
    'zero'
    >>> explain_marks(["x: a figure of 1, 2 or 3, withheld under section 40(2)."]).signs["x"].high
    3
    >>> explain_marks(["A dot (.) is a nil return."]).signs["."].meaning
    'zero'
    >>> [sign for note in ("— Nil.", "- Nil.") for sign in explain_marks([note]).signs]
    ['-']
    >>> [explain_marks([note]).blank for note in ("In the space of a year none was recorded.", "A space is a room.")]
    [None, None]
    >>> explain_marks(["A gap in the table means nil."]).blank.meaning
    'zero'
    >>> explain_marks(["* Figures are as at 23 August 2017"]).signs["*"].meaning
    'footnote'
    >>> explain_marks(["* Victim aged under 18 only.", "A star stands for 1 or 2, withheld."]).signs["*"].high
    2
    """
    signs: dict[str, Mark] = {}
    hidden: Mark | None = None
    exemption: str | None = None
    zero_hidden = any(form("marks", "zero hidden").search(fold(n)) for n in notes)
    zero_shown = not zero_hidden and any(_shows_zero(fold(n)) for n in notes)
    for sentence in _sentences(notes):
        line = fold(sentence)
        meaning = _meaning(sentence)
        low, high = _bounds(line, zero_hidden, zero_shown)
        start = form("marks", "at start").match(line)
        heads = start is not None and _FOOTNOTE_SIGN.fullmatch(start["sign"]) is not None
        named = _signs(line) or key_of(sentence, printed)
        if high is not None and not named:
            named = [w for told in form("marks", "told word").findall(line) for w in told if w in printed]
        if start and heads and high is not None and not named:
            named = [start["sign"]]
        if high is not None and (named or meaning in ("suppressed", "refused")):
            meaning = "suppressed"
        cited = exemptions.find(sentence) if meaning in ("suppressed", "refused") else []
        section = cited[0].reading.value if cited else None
        exemption = exemption or section
        if meaning is not None:
            for sign in named:
                if sign not in signs or signs[sign].meaning == "footnote":  # What stands for figures is told as well.
                    signs[sign] = Mark(meaning, low, high, section, sentence)
        elif start and heads:
            signs.setdefault(start["sign"], Mark("footnote", note=sentence))
        untold = not named and hidden is None and high is not None
        if untold and meaning == "suppressed" and form("marks", "hiding").search(line):
            hidden = Mark(meaning, low, high, section, sentence)
    return Marks(signs, hidden, exemption, zero_hidden, zero_shown)


@functools.lru_cache(maxsize=4096)
def _shows_zero(line: str) -> bool:
    """Do words say that nought is printed as such, or that `<=5` stands for one to five?"""
    if form("marks", "zero shown").search(line):
        return True
    most = form("marks", "at most").search(line)
    return most is not None and _span(line) == (1, small(most[most.lastgroup or 0]))


def _span(line: str) -> tuple[int, int] | None:
    """The first and last of small figures that a sentence names: `between 1 and 4`, `1, 2 or 3`."""
    named = form("marks", "interval").search(line)
    if named and small(named["low"]) <= 1 and small(named["low"]) < small(named["high"]):
        return small(named["low"]), small(named["high"])
    for match in form("marks", "listed").finditer(line):
        values = [small(n) for n in form("marks", "each").findall(match["listed"])]
        if values == list(range(values[0], values[-1] + 1)):
            return values[0], values[-1]
    return None


def _sentences(notes: Sequence[str]) -> list[str]:
    return [part for note in notes for s in _SENTENCE_END.split(note) if s and (part := s.strip())]


@functools.lru_cache(maxsize=4096)
def _signs(line: str) -> tuple[str, ...]:
    """The signs that a sentence speaks of: by name, in quotes, at its start before a verb, at its end."""
    named = [kind for kind in kinds("marks") if kind.startswith(_NAMED) and form("marks", kind).search(line)]
    found = [kind.removeprefix(_NAMED).strip() for kind in named]
    # `A blank gender`, `where the flag is blank`: a label that is empty, not a figure.
    if "" in found and form("marks", "of labels").search(line):
        found.remove("")
    start, end = form("marks", "at start").match(line), form("marks", "at end").search(line)
    if start and start["verb"]:
        found.append(start["sign"])
    after = start.end("sign") if start else 0
    quoted = (m for m in form("marks", "quoted").finditer(line) if m.start(m.lastgroup or 0) >= after)
    found += [m[m.lastgroup or 0] for m in quoted]
    if end:
        found.append(end["sign"])
    if start and not start["verb"] and re.match(r"[\"']", line.strip()) and line.strip()[1:2] == start["sign"][:1]:
        found.append(start["sign"])
    return tuple(dict.fromkeys(found))


def key_of(sentence: str, printed: Collection[str] = ()) -> list[str]:
    """The signs of sentences that are nothing but a sign and what it means: `— Nil.`

    >>> key_of("— Nil."), key_of("- Nil."), key_of("- Nil.", {"-"}), key_of("n/k = Not known. - = Nil.")
    (['-'], [], ['-'], ['n/k', '-'])
    """
    signs: list[str] = []
    for told in map(_WITH_MEANING.fullmatch, _sentences([sentence])):
        sign = fold(told["sign"]) if told else ""
        key = told is not None and (told["sign"] == "—" or told["is"] or sign not in SIGNS or sign in printed)
        if told is None or not key or not _table().lookup(told["meaning"]):
            return []
        signs.append(sign)
    return signs


def printed_signs(texts: Iterable[str]) -> frozenset[str]:
    """The hyphens, stars and single words that stand alone in cells."""
    return frozenset(s for text in texts if (s := fold(text.strip())) in SIGNS or _WORD.fullmatch(s))


@functools.lru_cache(maxsize=4096)
def _meaning(sentence: str) -> MarkMeaning | None:
    """The kind of the meaning that the sentence gives: a bound before an exemption, an exemption before a zero."""
    codes = {h.alias.code for h in _table().find(sentence)}
    kinds: tuple[MarkMeaning, ...] = ("suppressed", "refused", "not_held", "zero", "missing", "footnote")
    return next((kind for kind in kinds if kind in codes), None)


@functools.lru_cache(maxsize=4096)
def _bounds(line: str, zero_hidden: bool, zero_shown: bool) -> tuple[int | None, int | None]:
    at_most, less = form("marks", "at most").search(line), form("marks", "less").search(line)
    span = _span(line)
    if at_most:
        return int(zero_shown), small(at_most[at_most.lastgroup or 0])
    if less:
        high = small(less[less.lastgroup or 0]) - 1
        return (0 if zero_hidden or high < 1 else 1), max(high, 0)
    if span:
        return (0 if zero_hidden else span[0]), span[1]
    return None, None


@functools.cache
def _table() -> AliasTable:
    return load_aliases("note_meanings", frozenset({*load_codes("cell_meanings"), "footnote"}))
