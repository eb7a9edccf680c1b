"""What the signs of a table mean by the notes round it: `*`, a dash, `[c]`, an empty cell."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.tidy.labels import exemptions
from flows.tidy.labels.wording import fold
from flows.tidy.labels.words import SMALL, small
from schemas.code_tables import AliasTable, load_aliases, load_codes

MarkMeaning = Literal["zero", "suppressed", "refused", "not_held", "missing", "footnote"]

_EACH = rf"(?:\d{{1,3}}|{SMALL})"
_N = rf"({_EACH})"
#: `Victim aged under 18 only` bounds no figure.
_NOBODY = r"(?<!aged )(?<!age )(?<!child )(?<!children )(?<!victim )(?<!victims )(?<!persons )(?<!people )"
_LESS = re.compile(
    rf"(?:fewer|less|lower|smaller) than\s+(?:or equal to\s+)?{_N}|{_NOBODY}(?:(?:below|under)\s+{_N}(?!\w)|<\s*{_N})"
)
_AT_MOST = re.compile(
    rf"{_N}\s+(?:or|and)\s+(?:fewer|less|under|below)|(?:<=|≤|up to)\s*{_N}|(?:fewer|less) than or equal to\s+{_N}"
)
_INTERVAL = re.compile(rf"(?:between|from)?\s*(?<!\d){_N}\s*(?:-|to|and)\s*{_N}(?!\w)")
_LISTED = re.compile(rf"(?<![\w.,])((?:[01]|one)(?:\s*,\s*{_EACH})*\s*,?\s*(?:or|and)\s*{_EACH})(?!\w)")
_ZERO_HIDDEN = re.compile(
    r"(?<!than )(?<!except )(?<!for )(?<!excluding )"
    r"(?:zeros?|zeroes|0|nil)s?\s+(?:is|are|was|were|has been|have been|counts? (?:is|are)|values? (?:is|are))?"
    r"\s*(?:also|too|likewise)?\s*"
    r"(?:been\s+)?(?:hidden|suppressed|masked|withheld|shown as (?!['\"]?(?:0|zero|nil))|included)"
    r"|includ(?:es|ing)\s+(?:zero|0|nil)"
)
#: `A nought is shown as 0`, `five or fewer, other than zero`: nought is no hidden figure.
_ZERO_SHOWN = re.compile(
    r"(?<!\w)(?:zeros?|zeroes|0|nil|noughts?)\s+(?:(?:return|count|value|figure)s?\s+)?(?:is|are)\s+"
    r"(?:not\s+(?:been\s+)?(?:hidden|suppressed|masked|withheld|rounded)"
    r"|(?:shown|given|printed|displayed|left|disclosed)(?! (?:as|by|with))"
    r"|(?:shown|given|printed|displayed|left) as ['\"]?(?:0|zero|nil|such))"
    r"|(?:other than|except(?:ing| for)?|excluding|but not|apart from)\s+(?:an? )?(?:zeros?|0|nil|noughts?)(?!\w)"
)
_VERB = (
    r"(?:denot\w+|means?|indicat\w+|represent\w+|signif\w+|refers?|is|are|shows?|stands? for|equals?|has been|have been"
    r"|where|used|to)(?!\w)|[=:]"
)
_NAMES = {
    "**": r"(?:two|double) (?:asterisks?|stars?)",
    "*": r"(?<!two )(?<!double )(?:asterisks?|stars?)",
    "-": r"dash(?:es)?|hyphens?",
    "..": r"two dots|double dots?",
    ".": r"(?<!two )(?<!double )dots?|full stops?",
    "": r"(?:blank|empty)(?:\s+(?:cells?|boxes|box|fields?|spaces?|entries|rows?))?(?!\w)"
    r"|(?:cells?|boxes|fields?)\s+(?:left\s+)?(?:blank|empty)|blanks"
    rf"|(?:spaces?|gaps?)(?:\s+in\s+(?:the|a|this|these)\s+(?:tables?|columns?|rows?|cells?))?(?=\s*(?:{_VERB}))",
}
_ANY = r"\*{1,3}|-{1,2}|\.{1,3}|…|#|~|†|‡|\^|\[[a-z]{1,3}\]|[a-z:/](?![\w])|(?:null|nil|n/?[akr])(?!\w)"
#: `1 to 4` in quotes, or before a verb: what is printed in place of small figures.
_RANGE = r"[01]\s?(?:-|to)\s?\d{1,2}"
#: `A blank gender`, `where the flag is blank`: a label that is empty, not a figure.
_LABEL_WORDS = re.compile(r"(?<!\w)(?:gender|sex|age|flag|marker|offence type|labels?|headings?|year)(?!\w)")
_AT_START = re.compile(rf"\s*(?:notes?\s*[:.]?\s*)?[\"'(]?(?P<sign>{_ANY})[\"')]?(?P<verb>\s*(?:{_VERB}|-\s))?")
_QUOTED = re.compile(
    rf"[\"'(](?P<sign>{_ANY}|{_RANGE})[\"')]|(?<!\w)(?P<code>\[[a-z]{{1,3}}\])|(?<![\w*])(?P<bare>\*{{1,3}}|#|~|†|‡|\.{{2}})(?![\w*])"
)
_AT_END = re.compile(rf"(?:as|with|by|a|an)\s+[\"'(]?(?P<sign>{_ANY})[\"')]?\s*$")
_HIDING = re.compile(
    r"withheld|suppress|hidden|masked|redact|replaced|not (?:been )?(?:shown|disclosed|given|provided)"
)
#: `— Nil.` under a table; a hyphen, a short dash and a star begin the items of lists as well.
_WITH_MEANING = re.compile(r"\s*(?P<sign>—|\.{2,3}|…|[#~†‡])\s+(?P<meaning>\S.*)")
#: `- None recorded.` is a key where a table prints the hyphen, or the star, in place of figures.
_PRINTED_WITH_MEANING = re.compile(r"\s*(?P<sign>[-–*])\s+(?P<meaning>\S.*)")
SIGNS = ("-", "*")
#: `1 to 4 is shown as low`, `low stands for 1 to 4`: a word that a table prints in place of figures.
_WORD = re.compile(r"[a-z]{2,10}")
_TOLD_WORD = re.compile(
    rf"(?:shown|given|printed|marked|replaced|displayed|expressed|entered)\s+(?:as|by|with)\s+[\"']?({_WORD.pattern})(?!\w)"
    rf"|(?:^|[,;(])\s*[\"']?({_WORD.pattern})[\"']?\s+(?:stands? for|means|denotes|represents|signifies|=)"
)
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
    zero_hidden = any(_ZERO_HIDDEN.search(fold(n)) for n in notes)
    zero_shown = not zero_hidden and any(_shows_zero(fold(n)) for n in notes)
    for sentence in _sentences(notes):
        line = fold(sentence)
        meaning = _meaning(sentence)
        low, high = _bounds(line, zero_hidden, zero_shown)
        start = _AT_START.match(line)
        heads = start is not None and _FOOTNOTE_SIGN.fullmatch(start["sign"]) is not None
        named = _signs(line) or key_of(sentence, printed)
        if high is not None and not named:
            named = [w for told in _TOLD_WORD.findall(line) for w in told if w in printed]
        if start and heads and high is not None and not named:
            named = [_canonical(start["sign"])]
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
            signs.setdefault(_canonical(start["sign"]), Mark("footnote", note=sentence))
        if not named and hidden is None and meaning == "suppressed" and high is not None and _HIDING.search(line):
            hidden = Mark(meaning, low, high, section, sentence)
    return Marks(signs, hidden, exemption, zero_hidden, zero_shown)


@functools.lru_cache(maxsize=4096)
def _shows_zero(line: str) -> bool:
    """Do words say that nought is printed as such, or that `<=5` stands for one to five?"""
    if _ZERO_SHOWN.search(line):
        return True
    most = _AT_MOST.search(line)
    return most is not None and _span(line) == (1, small(next(g for g in most.groups() if g)))


def _span(line: str) -> tuple[int, int] | None:
    """The first and last of small figures that a sentence names: `between 1 and 4`, `1, 2 or 3`."""
    named = _INTERVAL.search(line)
    if named and small(named[1]) <= 1 and small(named[1]) < small(named[2]):
        return small(named[1]), small(named[2])
    for match in _LISTED.finditer(line):
        values = [small(n) for n in re.findall(_EACH, match[1])]
        if values == list(range(values[0], values[-1] + 1)):
            return values[0], values[-1]
    return None


def _sentences(notes: Sequence[str]) -> list[str]:
    return [part for note in notes for s in _SENTENCE_END.split(note) if s and (part := s.strip())]


@functools.lru_cache(maxsize=4096)
def _signs(line: str) -> tuple[str, ...]:
    """The signs that a sentence speaks of: by name, in quotes, at its start before a verb, at its end."""
    found = [sign for sign, names in _NAMES.items() if re.search(rf"(?<!\w)(?:{names})(?!\w)", line)]
    if "" in found and _LABEL_WORDS.search(line):
        found.remove("")
    start, end = _AT_START.match(line), _AT_END.search(line)
    if start and start["verb"]:
        found.append(_canonical(start["sign"]))
    after = start.end("sign") if start else 0
    found += [_canonical(m["sign"] or m["code"] or m["bare"]) for m in _QUOTED.finditer(line) if m.start() >= after]
    if end:
        found.append(_canonical(end["sign"]))
    if start and not start["verb"] and re.match(r"[\"']", line.strip()) and line.strip()[1:2] == start["sign"][:1]:
        found.append(_canonical(start["sign"]))
    return tuple(dict.fromkeys(found))


def key_of(sentence: str, printed: Collection[str] = ()) -> list[str]:
    """The sign of a sentence that is nothing but a sign and what it means: `— Nil.`

    >>> key_of("— Nil."), key_of("- Nil."), key_of("- Nil.", {"-"})
    (['-'], [], ['-'])
    """
    told = _WITH_MEANING.fullmatch(sentence)
    if told is None and (begins := _PRINTED_WITH_MEANING.fullmatch(sentence)) and fold(begins["sign"]) in printed:
        told = begins
    return [_canonical(fold(told["sign"]))] if told and _table().lookup(told["meaning"]) else []


def printed_signs(texts: Iterable[str]) -> frozenset[str]:
    """The hyphens, stars and single words that stand alone in cells."""
    return frozenset(s for text in texts if (s := fold(text.strip())) in SIGNS or _WORD.fullmatch(s))


def _canonical(sign: str) -> str:
    return ".." if sign in ("...", "…") else sign


@functools.lru_cache(maxsize=4096)
def _meaning(sentence: str) -> MarkMeaning | None:
    """The kind of the meaning that the sentence gives: a bound before an exemption, an exemption before a zero."""
    codes = {h.alias.code for h in _table().find(sentence)}
    kinds: tuple[MarkMeaning, ...] = ("suppressed", "refused", "not_held", "zero", "missing", "footnote")
    return next((kind for kind in kinds if kind in codes), None)


@functools.lru_cache(maxsize=4096)
def _bounds(line: str, zero_hidden: bool, zero_shown: bool) -> tuple[int | None, int | None]:
    at_most, less, span = _AT_MOST.search(line), _LESS.search(line), _span(line)
    if at_most:
        return int(zero_shown), small(next(g for g in at_most.groups() if g))
    if less:
        high = small(next(g for g in less.groups() if g)) - 1
        return (0 if zero_hidden or high < 1 else 1), max(high, 0)
    if span:
        return (0 if zero_hidden else span[0]), span[1]
    return None, None


@functools.cache
def _table() -> AliasTable:
    return load_aliases("note_meanings", frozenset({*load_codes("cell_meanings"), "footnote"}))
