"""What stands over a passage says of its figures: the question that it answers, headings, what all questions ask."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from flows.tidy.labels.meanings import Offence, Period
from flows.tidy.sentences.defined_terms import defined_terms
from flows.tidy.sentences.labels import find as find_label
from flows.tidy.sentences.labels import names_several, offences_together, without_breakdown, without_listed_flag
from flows.tidy.text.measured import first_measure, quality
from flows.tidy.text.numbering import numbers_in, stem
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.phrases import beside, find, says
from flows.tidy.text.statements import NARROW, statements, tells_apart
from flows.tidy.text.told_periods import NO_TIMES, SURE, Kind, Statement, Times

_DEPTH = 8
#: What a further count is asked for behind: `Offences recorded, by age; and how many were online`.
_FURTHER = re.compile(r"[;.]\s*(?:and\s*)?$|,\s*and\s*$", re.IGNORECASE)
#: What one question may lend the answers to others.
LENT: tuple[Kind, ...] = ("period", "offence")


@dataclass(frozen=True, slots=True)
class Context:
    """What one question or heading says.

    `values` by dimension; `many`: dimensions of which it names several values, which therefore give none; `unsure`:
    those that it may not say; `years`: the periods that it names, in their order, where several; `asks`: a count is
    asked for or announced; `refuses`: what is asked no count answers; `measure` what is counted; `quality` a word that
    narrows it beyond the coded dimensions; `those`: the words of a part that no dimension takes.
    """

    values: Mapping[Kind, Any] = field(default_factory=dict)
    many: frozenset[Kind] = frozenset()
    unsure: frozenset[Kind] = frozenset()
    years: tuple[Period, ...] = ()
    asks: bool = False
    refuses: bool = False
    words: str = ""
    measure: str | None = None
    quality: str | None = None

    def over(self, base: Context, *, period_only: bool = False) -> Context:
        """This context, and where it says nothing of a dimension what `base` says of it."""
        taken: dict[Kind, Any] = {
            k: v for k, v in base.values.items() if k not in self.many and (not period_only or k in ("period", "force"))
        }
        unsure = self.unsure | {k for k in base.unsure if k in taken and k not in self.values}
        if period_only:
            return replace(self, values={**taken, **self.values}, unsure=unsure, years=self.years or base.years)
        return replace(
            self,
            values={**taken, **self.values},
            many=self.many | (base.many - set(self.values)),
            unsure=unsure,
            years=self.years or base.years,
            measure=self.measure if self.measure not in (None, "victims") else base.measure or self.measure,
            quality=self.quality or base.quality,
        )


def one_value(found: Sequence[Statement]) -> tuple[dict[Kind, Any], set[Kind]]:
    """The one value that statements give each dimension, and the dimensions of which they give several."""
    values: dict[Kind, Any] = {}
    many: set[Kind] = set()
    for s in found:
        if not tells_apart(s):
            continue
        known = values.setdefault(s.kind, s.value)
        if known == s.value:
            continue
        if isinstance(known, Offence) and known.group == s.value.group and not (known.code and s.value.code):
            values[s.kind] = known if known.code else s.value
        else:
            many.add(s.kind)
    return {k: v for k, v in values.items() if k not in many}, many


@lru_cache(maxsize=2048)
def of_words(text: str, times: Times = NO_TIMES) -> Context:
    """What one question or heading says.

    >>> c = of_words("How many of these offences had the online (cyber) flag?"); c.values["online"], c.measure, c.asks
    ('yes', 'offences', True)
    """
    told = [s for s in _of_figures(text, statements(text, times)) if not s.is_a_day and s.kind != "question"]
    aside = of_brackets(text, told)
    told = [s for s in told if s not in aside]
    asks = sorted(h.start for h in find("questions", text, "new count"))
    if len(asks) == 1 and _FURTHER.search(first := text[: asks[0]]) and first_measure(first):
        asks = [0, *asks]
    leaning = sorted(h.start for h in find("questions", text, "part"))
    cuts = [0, *asks[1:], len(text)] if len(asks) > 1 else [0, *leaning, len(text)] if leaning else [0, len(text)]
    values, many = one_value(told)
    if len(cuts) > 2:  # Of several counts asked for together, what only one of them is asked by holds for none.
        parts = [one_value([s for s in told if a <= s.start < b])[0] for a, b in itertools.pairwise(cuts)]
        parts = [{**parts[0], **p} for p in parts]
        shared = {k: v for k, v in parts[0].items() if all(p.get(k) == v for p in parts) and k not in many}
        many |= set(values) - set(shared)
        values = shared
    if "offence" in values and (of := offences_together(text)) in ("whole", "both"):
        del values["offence"]
        many |= {"offence"} if of == "both" else set()
    listed = find_label("online", text) and not find_label("online", without_listed_flag(without_breakdown(text)))
    if values.get("online") == "yes" and (listed or names_several(text) or says("questions", text, "each platform")):
        del values["online"]
    periods = tuple(dict.fromkeys(s.value for s in told if s.kind == "period" and s.certainty >= SURE))
    if says("questions", text, "each year") and len(periods) != 1:
        many.add("period")
    unsure = {s.kind for s in told if s.certainty < SURE and s.kind in values}
    if says("questions", text, "supposed"):
        unsure |= {k for k in values if k in ("age", "sex", "online")}
    measure = first_measure(text) or ("offences" if values.get("offence") else None)
    ages, kinds = says("questions", text, "ages"), says("questions", text, "kinds")
    refuses = not (ages or kinds or says("questions", text, "count after all")) and says("questions", text, "no count")
    counts = not (refuses or ages) and (kinds or measure is not None or says("questions", text, "count"))
    return Context(
        values, frozenset(many), frozenset(unsure), periods if len(periods) > 1 else (), counts or ages, refuses, text,
        measure, quality(text),
    )  # fmt: skip


def _of_figures(text: str, told: Sequence[Statement]) -> list[Statement]:
    """The statements without the years of which the text says that it gives no figures."""
    years = [s for s in told if s.kind == "period"]
    only = [s for s in years if beside("roles", text, s.start, s.end, "period alone")]
    given = only or [s for s in years if not beside("roles", text, s.start, s.end, "period not given")]
    if len({s.key for s in given}) != 1:
        return list(told)
    return [s for s in told if s.kind != "period" or s.value == given[0].value]


def of_brackets(text: str, told: Sequence[Statement]) -> tuple[Statement, ...]:
    """What figures in brackets are of, where the text says it: `those flagged as online in brackets`.

    >>> t = "Offences in 2016/17 (figures for 2015/16 in brackets)"
    >>> [s.value.label for s in of_brackets(t, statements(t))]
    ['2015/16']
    >>> t = "Figures for 2016/17 are followed in brackets by those for 2015/16"
    >>> [s.value.label for s in of_brackets(t, statements(t))]
    ['2015/16']
    """
    hit = next(find("prose", text, "brackets"), None)
    if hit is None:
        return ()
    before = [s for s in told if s.end <= hit.start]
    behind = [s for s in told if s.start >= hit.end]
    link = text[hit.end : behind[0].start] if behind else ""
    said_behind = says("prose", link, "says of them") and not set(";.:") & set(link)
    near = [s for s in before[-1:] if not (said_behind or set(";.") & set(text[s.end : hit.start]))]
    return tuple(near or behind[:1])


@dataclass(slots=True)
class Questions:
    """The questions of a letter, each with what it says once those that it looks back to are taken in."""

    letter: Letter
    times: Times
    resolved: dict[int, Context] = field(default_factory=dict)
    _lent: dict[Kind, Any] | None = None

    @classmethod
    def of(cls, letter: Letter, dated: dt.date | None) -> Questions:
        """The questions of a letter of that day."""
        texts = [p.text for p in letter.passages if p.paragraph and p.part not in ("boilerplate", "furniture")]
        terms = defined_terms(texts, Times(dated))
        said = [s for s in statements(letter.request, Times(dated, terms=terms)) if s.kind == "period"]
        named = [s.value for s in said if not (s.is_a_day or s.open)]
        return cls(letter, Times(dated, None, tuple(dict.fromkeys(named)), terms=terms))

    def over(self, numbers: Sequence[str], words: str) -> Context:
        """What the questions of these numbers, or of these words, say; what all say alike where neither is known."""
        asked = self.letter.asked
        found = [n for n in (self._place(number) for number in numbers) if n is not None]
        found = found or [n for n, a in enumerate(asked) if words and a.text == words][-1:]
        if not found and words:
            return of_words(words, self.times)
        if not found:
            common = self.common()
            if numbers and any(a.number for a in asked):  # Another question than those that are quoted.
                common = replace(common, values={k: v for k, v in common.values.items() if k not in NARROW})
            return replace(common, asks=False, words="")
        contexts = [self.resolve(n) for n in found]
        return contexts[0] if len(contexts) == 1 else _alike(contexts)

    def common(self) -> Context:
        """What the request says of all: what each of its questions says, or the whole of it where it has none."""
        contexts = [self.resolve(n) for n in range(len(self.letter.asked))]
        if not contexts:
            return of_words(self.letter.request, self.times) if self.letter.request else Context()
        return contexts[0] if len(contexts) == 1 else _alike(contexts)

    def lent(self) -> dict[Kind, Any]:
        """The period and offence of the first question, where no other names another: they may hold for all answers.

        An offence that only a later one names narrows what that one asks.
        """
        if self._lent is None:
            contexts = [self.resolve(n) for n in range(len(self.letter.asked))]
            begins = next((n for n, c in enumerate(contexts, 1) if c.asks), len(contexts))
            among = {"period": contexts, "offence": contexts[:begins]}
            first = {k: next((c for c in among[k] if find_label(k, c.words)), Context()) for k in LENT}
            said = {k: c.values[k] for k, c in first.items() if k in c.values and k not in c.unsure}
            naming = {"period": contexts, "offence": [c for c in contexts if find_label("offence", c.words)]}
            self._lent = {
                k: v for k, v in said.items() if all(k not in c.many and c.values.get(k, v) == v for c in naming[k])
            }
        return self._lent

    def named(self, number: str) -> Context | None:
        """What the question of a number asks, where a figure says which it answers."""
        place = self._place(number)
        return self.resolve(place) if place is not None else None

    def _place(self, number: str) -> int | None:
        for wanted in (number, stem(number)):
            for place, question in enumerate(self.letter.asked):
                if question.number == wanted:
                    return place
        return None

    def resolve(self, place: int, depth: int = 0) -> Context:
        """What one question says, with what it takes over from those before it."""
        if place not in self.resolved:
            self.resolved[place] = self._resolve(place, depth)
        return self.resolved[place]

    def _resolve(self, place: int, depth: int) -> Context:
        asked = self.letter.asked
        text = asked[place].text
        before = self._looked_back_to(place)
        if depth > _DEPTH or before is None:
            return _asked(text, self.times)
        base = self.resolve(before, depth + 1)
        own = _asked(text, replace(self.times, spoken=base.values.get("period")))
        named = [n for n in numbers_in(text) if (at := self._place(n)) is not None and at < place]
        if named:
            base = _alike([self.resolve(self._place(n) or 0, depth + 1) for n in named])
            return replace(own.over(base), asks=own.asks or base.asks)
        back = says("questions", text, "looks back", "no noun")
        part = stem(asked[place].number) == asked[before].number != asked[place].number
        if not back and not (part and not own.asks and not own.refuses):
            same = says("questions", text, "all again") and not set(own.values) - {"period"}
            return own.over(base, period_only=not same) if "period" not in own.many else own
        out = replace(own.over(base), asks=own.asks or (base.asks and not own.refuses))
        between = [self.resolve(n, depth + 1) for n in range(before + 1, place)]
        apart = {k for c in between for k in NARROW if c.values.get(k) != base.values.get(k) and k not in own.values}
        apart |= {"period", *NARROW} if says("questions", text, "of a number") else set()
        if says("questions", text, "looks back") and apart:
            out = replace(out, unsure=out.unsure | apart)  # Of all of those before, or of those asked of last.
        return out

    def _looked_back_to(self, place: int) -> int | None:
        """The question from which one goes on: its whole; else the nearest before that looks back to none itself."""
        asked = self.letter.asked
        number = asked[place].number
        whole = next((n for n, a in enumerate(asked[:place]) if number and a.number == stem(number)), None)
        if whole is not None:
            return whole
        for n in range(place - 1, -1, -1):
            if not says("questions", asked[n].text, "looks back", "no noun") or n == 0:
                return n
        return None


def _asked(text: str, times: Times) -> Context:
    """What one question says; one on nothing that comes of crimes is of none that another names: `applications`."""
    own = of_words(text, times)
    of_crimes = "offence" in own.values or says("questions", text, "of crimes", "looks back", "no noun")
    return own if of_crimes or not says("questions", text, "new count") else replace(own, many=own.many | {"offence"})


def _alike(contexts: Sequence[Context]) -> Context:
    """What several contexts say alike."""
    first = contexts[0]
    values = {k: v for k, v in first.values.items() if all(c.values.get(k) == v for c in contexts)}
    many = {k for c in contexts for k in (*c.many, *c.values) if k not in values}
    return Context(
        values,
        frozenset(many),
        first.unsure,
        first.years if all(c.years == first.years for c in contexts) else (),
        any(c.asks for c in contexts),
        all(c.refuses for c in contexts),
        " ".join(c.words for c in contexts),
        first.measure if all(c.measure == first.measure for c in contexts) else None,
        first.quality if all(c.quality == first.quality for c in contexts) else None,
    )
