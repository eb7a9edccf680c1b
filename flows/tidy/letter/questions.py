"""What the questions of a request say of the figures that answer them, each with those that it looks back to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache

from flows.tidy.letter.figures.asked_of_some import narrowing
from flows.tidy.letter.figures.contexts import Context, of_words
from flows.tidy.letter.parts.parts import Asked, Letter, Questions
from flows.tidy.letter.text.numbering import stem
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.words.mention import Said
from flows.tidy.letter.words.referring import questions_named


def of_questions(
    letter: Letter, numbers: Sequence[str], text: str, dated: dt.date | None = None, at: int | None = None
) -> Context:
    """What the questions of these numbers have in common; one that says `of these` takes over what came before it.

    Without a number they are all, but for those printed after the block `at` with answers of their own below them.
    """
    general = False
    found = [n for n in (_index(letter.asked, number) for number in numbers) if n is not None]
    if not found and text:
        found = [n for n, a in enumerate(letter.asked) if a.text == text][-1:]
    if not found and text:
        return of_words(text, dated)
    if not found:
        found = [n for n, a in enumerate(letter.asked) if at is None or a.block < at or not _is_answered(letter, a)]
        general = len(found) > 1
    if not found:
        return Context()
    return _of_several(letter.questions, tuple(found), general, dated)


@lru_cache(maxsize=1024)
def _of_several(asked: Questions, found: tuple[int, ...], general: bool, dated: dt.date | None) -> Context:
    """What some of the questions have in common; `general`: it is not said that they are those that are answered."""
    resolved = [_resolved(asked, n, dated) for n in found]
    if len(resolved) == 1:
        return resolved[0]
    return Context(
        _common(resolved),
        not general and any(c.asks for c in resolved),
        all(c.refuses for c in resolved),
        " ".join(c.words for c in resolved) if not general else "",
        loose=any(c.asks for c in resolved),
        years=next((c.years for c in resolved if c.years), ()),
    )


def _is_answered(letter: Letter, asked: Asked) -> bool:
    """Whether what stands under a question's number answers it."""
    return letter.answered.get(asked.number, asked.block) > asked.block


def _common(resolved: Sequence[Context]) -> Said:
    """What several questions say alike."""
    values = {f.name: [getattr(c.said, f.name) for c in resolved] for f in fields(Said)}
    return Said(**{name: said[0] if len({repr(v) for v in said}) == 1 else None for name, said in values.items()})


def _index(asked: Sequence[Asked], number: str) -> int | None:
    for wanted in (number, re.sub(r"(?<=\d)[a-z]+$", "", number)):
        for place, question in enumerate(asked):
            if question.number == wanted:
                return place
    return None


@lru_cache(maxsize=16384)
def _resolved(asked: Questions, place: int, dated: dt.date | None, depth: int = 0) -> Context:
    """What one of the questions says; kept, as every passage asks for it and questions look back to one another."""
    own = replace(of_words(asked[place].text, dated), of_some=narrowing(asked[place].text))
    whole = _index(asked[:place], stem(asked[place].number)) if asked[place].number else None
    if whole is not None and own.said.kinds and not (own.asks or own.refuses) and depth <= 8:
        over = _resolved(asked, whole, dated, depth + 1)
        return replace(over, said=own.said.over(over.said), words=own.words, many=own.many)
    text = asked[place].text
    named = questions_named(text, {a.number for a in asked[:place] if a.number})
    if named and depth <= 8:
        return _of_those_named(own, [_resolved(asked, _at(asked, str(m.value)), dated, depth + 1) for m in named])
    earlier = _before(asked, place)
    if earlier is None or depth > 8:
        return own
    back = says("questions", text, "looks back", "no noun")
    if back or (own.said.period is None and "period" not in own.many):
        before = _resolved(asked, earlier, dated, depth + 1)
        own = replace(of_words(text, dated, before.said.period), of_some=own.of_some)
        if back and not re.search(r"\bsince then\b|that (?:period|year|time)", text):
            said_before = _of_siblings(own, before.said, says("questions", text, "looks back"))
            if earlier and not own.said.kinds - {"period"} and says("questions", text, "all again"):
                said_before = _of_all(asked, place, dated, depth + 1)
            base = (
                said_before
                if own.said.measure in (None, before.said.measure, "offences")
                else replace(said_before, measure=None)
            )
        else:
            base = Said(period=before.said.period, force=before.said.force)
        if _asks_of_another_year(asked, earlier, dated, depth + 1):
            base = replace(base, period=None)
        values = own.said.over(replace(base, **dict.fromkeys(own.many, None)))
        asks = own.asks or (before.asks and not own.refuses)
        if before.of_some and says("questions", text, "looks back"):
            values = replace(values, unsure=True)  # Of all of those before, or of those that were asked of last.
        years = own.years or before.years
        return Context(values, asks, own.refuses, own.words, own.many, own.loose, years, of_some=own.of_some)
    return own


def _asks_of_another_year(asked: Questions, place: int, dated: dt.date | None, depth: int) -> bool:
    """Whether a question moves to another year and asks nothing else of it: one behind it may be of either year."""
    own, earlier = of_words(asked[place].text, dated), _before(asked, place)
    if earlier is None or not own.said.kinds | own.many <= {"period"}:
        return False
    before = _resolved(asked, earlier, dated, depth).said.period
    return before is not None and before != _resolved(asked, place, dated, depth).said.period


def _at(asked: Sequence[Asked], number: str) -> int:
    return next(n for n, a in enumerate(asked) if a.number == number)


def _of_those_named(own: Context, named: Sequence[Context]) -> Context:
    """`As 1, but for 2015/16`: what a question says in its own words, and else what those say that it names."""
    base, said = _common(named), own.said
    if said.measure in ("victims", "suspects"):
        said = replace(said, measure=base.measure or said.measure)
    asks = own.asks or any(c.asks for c in named)
    return replace(own, said=said.over(base), asks=asks, loose=own.loose or not asks)


def _before(asked: Sequence[Asked], place: int) -> int | None:
    """The question of which `of these` speaks: the one before; of a question printed with its parts, the whole of it.

    Parts that begin with the same words (`how many of those were ...`) share what came before their question.
    """
    own = stem(asked[place].number)
    begins = asked[place].text.split()[:3]
    alike = _narrows(asked[place])
    before = place - 1
    while before >= 0 and own and own != asked[place].number and stem(asked[before].number) == own:
        if not alike and asked[before].text.split()[:3] != begins and asked[before].number != own:
            return before
        before -= 1
    # `How many had the flag?` behind `How many were rapes?` narrows what that narrows.
    while alike and before > 0 and _narrows(asked[before]):
        before -= 1
    if before < 0:
        return None
    whole = stem(asked[before].number)
    return next((n for n, a in enumerate(asked[:before]) if a.number and a.number == whole), before)


def _narrows(asked: Asked) -> bool:
    """Whether a question has no noun of its own and does not say of which figures it asks."""
    return says("questions", asked.text, "no noun") and not says("questions", asked.text, "looks back")


def _of_all(asked: Questions, before: int, dated: dt.date | None, depth: int) -> Said:
    """What all questions before one say alike: in doubt where they differ, since a figure may answer any of them."""
    said = [_resolved(asked, place, dated, depth).said for place in range(before)]
    alike = _common([Context(s) for s in said])
    return replace(alike, unsure=any(s.kinds != alike.kinds for s in said))


def _of_siblings(own: Context, before: Said, back: bool) -> Said:
    """`How many of them were grooming?` after `How many were flagged?` is of all or of the flagged: in doubt.

    `How many were grooming?` points `back` to neither, and is of all.
    """
    apart = {
        k: None for k in ("age", "sex", "online") if getattr(before, k) is not None and getattr(own.said, k) is None
    }
    narrows = (own.said.kinds | own.many) - {"period"} or says("questions", own.words, "split")
    if not apart or not narrows:
        return before
    return replace(before, unsure=True if back else before.unsure, **apart)
