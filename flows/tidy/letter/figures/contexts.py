"""What the question and the headings over a passage say of the figures in it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache

from flows.tidy.breakdowns import names_several, without_breakdown, without_listed_flag
from flows.tidy.dimensions import find as find_label
from flows.tidy.labels.meanings import Period
from flows.tidy.labels.offences.named_together import named_together
from flows.tidy.letter.figures.explained_lines import of_brackets
from flows.tidy.letter.figures.set_aside import of_figures
from flows.tidy.letter.text.phrases import find, plain, says
from flows.tidy.letter.words.meant import first_measure, mentions, said
from flows.tidy.letter.words.mention import Mention, Said

#: A question that asks of what the one before it counted: `How many were male?`, `and of those in 2016/17`.
_LEANING = ("looks back", "no noun", "leans")
_SURE = 0.65
#: Under which `other` keeps what a question asks of some of those before.
OF_SOME = "question"
_LENT = frozenset({"age", "sex", "online", "offence", "period"})


@dataclass(frozen=True, slots=True)
class Context:
    """What stands over a passage: its dimensions, whether it asks for a count, and the words that say so.

    `asks`: a count is asked for or announced; `refuses`: something is asked that no count answers; `loose`: a count is
    asked for in some question or other. `years`: the periods that it names, where it names several, in their order.
    `asked`: what each numbered question asks, for figures that name the one they answer. `lent`: what only the whole
    of a request says, in which the number of the question answered does not stand. `of_some`: what the question asks of
    some of those before, that no dimension takes.
    """

    said: Said = field(default_factory=Said)
    asks: bool = False
    refuses: bool = False
    words: str = ""
    many: frozenset[str] = frozenset()
    loose: bool = False
    years: tuple[Period, ...] = ()
    asked: Mapping[str, Said] = field(default_factory=dict)
    lent: Said = field(default_factory=Said)
    of_some: str = ""

    def told_apart(self, other: Mapping[str, str]) -> dict[str, str]:
        """The further dimensions of a figure that does not say in its own words of which of those before it is."""
        return {**other, OF_SOME: self.of_some} if self.of_some else dict(other)

    def answered(self, own: Said) -> Said:
        """What a figure counts of which words say which question it answers."""
        return replace(own.over(self.asked.get(own.question or "", Said())), question=None)

    def is_unsure_of(self, meant: Said, told: Iterable[Mention] = ()) -> bool:
        """Whether a figure has a period of this context that may mean another, or no sex or offence where it names two.

        `from 2015 to date`; `one or more female victims and no male one`; `rapes and sexual assaults`. A period that
        the figure's own words have `told` is its own. So is what is lent from a request that may ask more than the
        figure answers.
        """
        told = list(told)
        if any(self._lends(kind, meant) for kind in _LENT - {m.kind for m in told}):
            return True
        own = any(m.value == meant.period and m.certainty >= _SURE for m in told if m.kind == "period")
        if not own and meant.period is not None and meant.period == self.said.period and "period" in self.many:
            return True
        return any(k in self.many and getattr(meant, k) is None for k in ("sex", "offence"))

    def _lends(self, kind: str, meant: Said) -> bool:
        """Whether a figure has a dimension from the whole request."""
        return getattr(self.lent, kind) not in (None, "all") and getattr(meant, kind) == getattr(self.lent, kind)


def quality(text: str, alone_in: str = "") -> str | None:
    """A word that narrows what is counted beyond every coded dimension: `stranger` rapes, `non-recent` cases.

    `alone_in` is the sentence that the text opens, where it is to hold no other such word.
    """
    hit = next(find("questions", text, "quality"), None)
    if hit is None or (alone_in and len(list(find("questions", alone_in, "quality"))) > 1):
        return None
    return plain(text[hit.start : hit.end]).lower()


@lru_cache(maxsize=1024)
def of_words(text: str, dated: dt.date | None = None, anchor: Period | None = None) -> Context:
    """The context that one question or heading makes; `anchor` is the period spoken of before, for `the year before`.

    >>> c = of_words("How many of these offences had the online (cyber) flag?"); c.said.online, c.said.measure, c.asks
    ('yes', 'offences', True)
    """
    values, many = _asked_together(text, dated, anchor)
    if values.offence is not None and (of := named_together(text)) in ("whole", "both"):
        values, many = replace(values, offence=None), (*many, "offence") if of == "both" else many
    if says("questions", text, "each platform"):
        # It asks for all of them, and says nothing of the flag.
        values = replace(values, online=None)
    if values.online == "yes" and _only_names_the_flag(text):
        values = replace(values, online=None)
    if values.period is not None and values.period.start == values.period.end:
        # The day of a letter is no period of figures.
        values, many = replace(values, period=None), tuple(m for m in many if m != "period")
    if says("questions", text, "each year") and values.period is None:
        many = (*many, "period")
    measure = first_measure(text) or ("offences" if values.offence else None)
    values = replace(values, measure=measure, quality=quality(text))
    if says("questions", text, "supposed") and values.kinds & {"age", "sex", "online"}:
        # No record answers what the force believes: what is told is of all alike.
        values = replace(values, unsure=True)
    # `How old were the victims?` is answered by how many there were of each age.
    by_age, kinds = says("questions", text, "ages"), says("questions", text, "kinds")
    counted = by_age or kinds or says("questions", text, "count after all")
    refuses = not counted and says("questions", text, "no count")
    asks = not (refuses or by_age) and (kinds or measure is not None or says("questions", text, "count"))
    return Context(values, asks, refuses, text, frozenset(many), by_age, _several_years(text, dated))


def _only_names_the_flag(text: str) -> bool:
    """Whether the flag is one of the things by which figures are split: `Sex of victim and online flag, 2015/16`."""
    said = find_label("online", text) and not find_label("online", without_listed_flag(without_breakdown(text)))
    return bool(said) or names_several(text)


def _several_years(text: str, dated: dt.date | None) -> tuple[Period, ...]:
    found = of_figures(text, mentions(text, dated))
    named = [m.value for m in found if isinstance(m.value, Period) and m.certainty >= _SURE]
    years = tuple(dict.fromkeys(p for p in named if p.start != p.end))
    return years if len(years) > 1 else ()


def _asked_together(text: str, dated: dt.date | None, anchor: Period | None) -> tuple[Said, tuple[str, ...]]:
    """What a text says; where it asks for several counts, what only one of them is asked by is in doubt."""
    found = of_figures(text, mentions(text, dated, anchor))
    values, many = said(m for m in found if m not in of_brackets(text, found))
    asks = sorted(hit.start for hit in find("questions", text, "new count"))
    if len(asks) < 2 and (leaning := sorted(hit.start for hit in find("questions", text, "part"))):
        asks = [0, *leaning]
    if len(asks) < 2:
        return values, many
    parts = [text[a:b] for a, b in itertools.pairwise([0, *asks[1:], len(text)])]
    apart = [said(mentions(p, dated))[0] for p in parts]
    apart = [a.over(apart[0]) if n and says("questions", parts[n], *_LEANING) else a for n, a in enumerate(apart)]
    split = [
        f.name
        for f in fields(Said)
        if f.name in ("age", "sex", "online", "offence") and len({repr(getattr(a, f.name)) for a in apart}) > 1
    ]
    return replace(values, **dict.fromkeys(split, None)), tuple(dict.fromkeys([*many, *split]))


def stacked(upper: Context, lower: Context) -> Context:
    """The context under two headings, or under a question and a heading; the nearer one has the word."""
    values = lower.said.over(replace(upper.said, **dict.fromkeys(lower.many, None)))
    if lower.said.measure in ("victims", "suspects") and upper.said.measure:
        values = replace(values, measure=upper.said.measure)
    narrowed = upper.loose and bool(lower.said.kinds) and not lower.refuses
    return Context(
        values,
        upper.asks or lower.asks or narrowed,
        upper.refuses and not lower.asks,
        lower.words or upper.words,
        upper.many | lower.many,
        upper.loose,
        lower.years or upper.years,
        upper.asked,
        replace(upper.lent, **dict.fromkeys(lower.said.kinds & _LENT, None)),
        upper.of_some or lower.of_some,
    )
