"""What the question and the headings over a passage say of the figures in it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.offences.named_together import named_together
from flows.tidy.letter.figures.explained_lines import of_brackets
from flows.tidy.letter.figures.set_aside import of_figures
from flows.tidy.letter.text.phrases import plain
from flows.tidy.letter.words.meant import first_measure, mentions, said
from flows.tidy.letter.words.mention import Mention, Said

BACK = re.compile(
    r"\b(?:of (?:these|those|the above|them)|these|those|the same|same (?:figures|information|period|for)"
    r"|this (?:figure|total)|the above|"
    r"how (?:does|did|do|would) (?:that|this|it|these|those|they)|"
    r"since then|that (?:period|year|time)|question \d|q\d)\b|^\W*same\b|^\W*(?:and|or)\b(?:\s+\S+){1,5}$|\bas above\b"
    r"|^\W*and\b.{0,10}\bhow many\b",
    re.IGNORECASE,
)
#: `How many were male?` asks of what the question before it counted.
NO_NOUN = re.compile(
    r"\bhow many\s+(?:was|were|are|is|had|have|has|involved?|did|do|led|resulted)\b"
    r"|\bhow many of the (?:victims|offences|crimes|children|cases|incidents)\b(?!\s+(?:recorded|reported|in))",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"how many|how often|number of|numbers of|(?:the )?numbers?\b|total(?:s)?\b|figures?\b|count\b|recorded|recorded by"
    r"|statistics|offences|crimes",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"\bhow many\b|\bnumbers? (?:of|that|which|with|flagged|where|in which|marked|tagged)\b", re.IGNORECASE
)
_NOT_COUNTED = re.compile(
    r"percentage|per cent|proportion|how much|cost|how long|how old|what age|average|which |what (?:is|are"
    r"|was) the (?:name|age|reason)"
    r"|how many (?:officers|staff|hours|days|minutes|years|police officers|systems)",
    re.IGNORECASE,
)
#: A count asked for behind another, which it is a part of: `and the number where the flag was set`.
_LEANS = re.compile(
    rf"{BACK.pattern}|{NO_NOUN.pattern}|^\W*numbers? (?:that|which|with|flagged|where|in which|marked|tagged)\b",
    re.IGNORECASE,
)
#: `offences by age; and of them the number with the flag`: a part asked for behind the whole.
_OF_THEM = re.compile(r"(?:(?<=[;,]) (?:and )?| and )of (?:these|those|them|which)\b", re.IGNORECASE)
#: `How many of each were flagged?` asks of several years, none of which it names.
_OF_EACH = re.compile(
    r"\bhow many of each\b|\b(?:for|in|from|of) each(?: of (?:these|those|them))?\s*(?:years?)?\W*$", re.IGNORECASE
)
#: `How old were the victims?` is answered by how many there were of each age.
_BY_AGE = re.compile(r"\b(?:how old|what (?:was|were|is|are) the ages?|(?:what|which) ages?)\b", re.IGNORECASE)
_WHICH_KINDS = re.compile(
    r"\b(?:which|what)\s+(?:[\w-]+\s+){0,2}(?:means|platforms?|apps?|sites?|websites?|methods?|forms?|types?|kinds?|outcomes?|offences?)\b",
    re.IGNORECASE,
)
#: `the number of girls thought to be in danger of it`: no record answers that, and what is told is of all alike.
_SUPPOSES = re.compile(
    r"\b(?:at risk|in danger|do(?:es)? [^.?]{0,50}\b(?:think|estimate|believe|reckon|assess)"
    r"|(?:assessment|estimate) (?:has|have|is|was))\b",
    re.IGNORECASE,
)
_SURE = 0.65
_LENT = frozenset({"age", "sex", "online", "offence", "period"})
#: `How many took place on each social media platform?` asks for every platform, and says nothing of a flag.
_EACH_PLATFORM = re.compile(
    r"\b(?:each|every|which|what|by)\s+(?:[\w-]+\s+){0,3}(?:platforms?|apps?|sites?|websites?)\b", re.IGNORECASE
)
_QUALITY = re.compile(
    r"\b(?P<words>(?:stranger|historic(?:al)?|non-recent|recent|attempted|completed|repeat|domestic"
    r"|acquaintance|group|gang|marital|"
    r"partner|unsolved|undetected|detected|fatal|serious|linked|false|third-party|drug-assisted|intra-?familial"
    r"|peer-on-peer)"
    r"(?:\s*(?:/|,|and|or)\s*(?:historic(?:al)?|non-recent|recent|attempted|completed))*)\s+(?:\w+\s+){0,2}"
    r"(?:offences?|crimes?|rapes?|assaults?|cases?|incidents?|victims?|abuse)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands over a passage: its dimensions, whether it asks for a count, and the words that say so.

    `asks`: a count is asked for or announced; `refuses`: something is asked that no count answers; `loose`: a count is
    asked for in some question or other. `years`: the periods that it names, where it names several, in their order.
    `asked`: what each numbered question asks, for figures that name the one they answer. `lent`: what only the whole
    of a request says, in which the number of the question answered does not stand.
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


def quality(text: str) -> str | None:
    """A word that narrows what is counted beyond every coded dimension: `stranger` rapes, `non-recent` cases."""
    match = _QUALITY.search(plain(text))
    return match["words"].lower() if match else None


def of_words(text: str, dated: dt.date | None = None, anchor: Period | None = None) -> Context:
    """The context that one question or heading makes; `anchor` is the period spoken of before, for `the year before`.

    >>> c = of_words("How many of these offences had the online (cyber) flag?"); c.said.online, c.said.measure, c.asks
    ('yes', 'offences', True)
    """
    values, many = _asked_together(text, dated, anchor)
    if values.offence is not None and (of := named_together(text)) in ("whole", "both"):
        values, many = replace(values, offence=None), (*many, "offence") if of == "both" else many
    if _EACH_PLATFORM.search(text):
        values = replace(values, online=None)
    if values.period is not None and values.period.start == values.period.end:
        # The day of a letter is no period of figures.
        values, many = replace(values, period=None), tuple(m for m in many if m != "period")
    if _OF_EACH.search(text) and values.period is None:
        many = (*many, "period")
    measure = first_measure(text) or ("offences" if values.offence else None)
    values = replace(values, measure=measure, quality=quality(text))
    if _SUPPOSES.search(text) and values.kinds & {"age", "sex", "online"}:
        values = replace(values, unsure=True)
    refuses = bool(_NOT_COUNTED.search(text)) and not re.search(
        r"how many (?!officers|staff|hours|days)|\bnumbers?\s+(?:in |of |for )?which\b", text, re.IGNORECASE
    )
    by_age = _BY_AGE.search(text) is not None
    refuses = refuses and not by_age and not _WHICH_KINDS.search(text)
    asks = (
        not refuses
        and not by_age
        and (bool(_HOW_MANY.search(text)) or measure is not None or bool(_WHICH_KINDS.search(text)))
    )
    return Context(values, asks, refuses, text, frozenset(many), by_age, _several_years(text, dated))


def _several_years(text: str, dated: dt.date | None) -> tuple[Period, ...]:
    found = of_figures(text, mentions(text, dated))
    named = [m.value for m in found if isinstance(m.value, Period) and m.certainty >= _SURE]
    years = tuple(dict.fromkeys(p for p in named if p.start != p.end))
    return years if len(years) > 1 else ()


def _asked_together(text: str, dated: dt.date | None, anchor: Period | None) -> tuple[Said, tuple[str, ...]]:
    """What a text says; where it asks for several counts, what only one of them is asked by is in doubt."""
    found = of_figures(text, mentions(text, dated, anchor))
    values, many = said(m for m in found if m not in of_brackets(text, found))
    asks = [m.start() for m in _ASK.finditer(text)]
    if len(asks) < 2 and (leaning := [m.start() for m in _OF_THEM.finditer(text)]):
        asks = [0, *leaning]
    if len(asks) < 2:
        return values, many
    parts = [text[a:b] for a, b in itertools.pairwise([0, *asks[1:], len(text)])]
    apart = [said(mentions(p, dated))[0] for p in parts]
    apart = [a.over(apart[0]) if n and _LEANS.search(parts[n]) else a for n, a in enumerate(apart)]
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
    )
