"""What a figure may take over: from its question and headings, from the figure before it, from its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flows.tidy.sentences.readings import KEPT, Base, Memory, Reading, Sentence, Told, year_going_on
from flows.tidy.sentences.spans import Scope
from flows.tidy.text.lines import left_words
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import Kind

#: A statement that costs a figure less than this is its own.
_OWN = 0.5
#: Sentences further apart than this do not run parallel; no smaller number is known again.
_RECENT, _KNOWN = 3, 20
#: How far back a line looks for the whole that it is of.
_LINES, _SENTENCES = 8, 6


def bases(scope: Scope, place: int, sentence: Sentence, reading: Reading, memory: Memory) -> list[Base]:
    """What the figure at a place of a sentence may take over, each with its price."""
    if scope.candidate.replaces in memory.by_number:
        return [_of(memory.by_number[scope.candidate.replaces], 0.0, part=False)]
    earlier = [*memory.figures, *reading.told][-KEPT:]
    own = {k for k, o in scope.options.items() if o and o[0].cost < _OWN}
    narrow = own & set(NARROW)
    if memory.outline and not scope.nested:  # an item of a list under another: `Girls: 236`, `aged 0-6: 25`
        return [
            _of(memory.outline[-1][1], 0.0, part=True),
            replace(_of_context(sentence, memory, reading, place), cost=1.0),
        ]
    context = _of_context(sentence, memory, reading, place)
    right_behind = sentence.place == memory.topic_at + 1 and not place
    goes_on = sentence.such or (right_behind and (scope.candidate.bare or sentence.pronoun))
    leading = memory.lead.values if sentence.lined else {}  # `The answer with the flag should read:` over `2015/16: 65`
    topic = leading or (memory.topic if goes_on and not narrow else {})
    if topic and not scope.nested:
        said = {k: v for k, v in context.values.items() if not (memory.anew and k in NARROW)}
        first, second = (0.0, 1.2) if leading else (0.2, 0.7)
        measure = context.measure or (memory.lead.measure if leading else None)
        return [replace(context, cost=first, values={**said, **topic}, measure=measure), replace(context, cost=second)]
    if not earlier:
        return [*_as_whole(context), context] if scope.candidate.base else [context]
    behind = sentence.scopes[place + 1].candidate if place + 1 < len(sentence.scopes) else None
    of_it = behind is not None and behind.base and not behind.ahead
    if behind and of_it and (whole := _told_before(behind.number, earlier, memory)) is not None:
        return [_of(whole, 0.0, part=True), replace(context, cost=1.0)]
    here = place > 0 and reading.told[-1].sentence == sentence.place
    if scope.candidate.base:
        again = [t for t in earlier[:-1] if t.number == scope.candidate.number]
        told = _told_before(scope.candidate.number, earlier[:-1], memory)
        if told is not None and not again:
            again = [told]
        dear = 0.8 if again else 0.0  # A whole that was told before is that figure.
        others = [replace(b, cost=b.cost + dear) for b in (*_as_whole(context), context)]
        return [*(_of(t, 0.0, part=False) for t in again[:2]), *others]
    row = _row_before(scope, sentence, earlier)
    years = [t.values["period"] for t in row if t.values.get("period") is not None]
    in_turn = not sentence.years or list(sentence.years) == years
    parallel = in_turn and len(set(years)) == len(row) == len(years) > 1
    run = sentence.scopes[place - scope.run_at :][: scope.run_size]
    if "period" not in own and parallel and _told_alike(run):
        if scope.nested:
            return [_of(row[scope.run_at], 0.0, part=True)]
        context = replace(context, values={**context.values, "period": years[scope.run_at]})
    number = scope.candidate.number
    if scope.nested and not here and number and all((t.number or number) < number for t in earlier[-2:]):
        return [context]
    if scope.nested and here:
        return _of_this_sentence(scope, earlier, own)
    if scope.nested and sentence.lined:
        return _of_these_lines(sentence, earlier, context, narrow)
    if scope.nested:
        return _of_those_before(scope, place, sentence, earlier, own)
    one_run = scope.run_size == len(sentence.scopes)  # `2016/17: 401, 520 and 760`
    if (
        row
        and not narrow
        and (one_run or not sentence.lined or all(t.own & set(NARROW) for t in row))
        and not sentence.total
        and _apart(row[scope.run_at], context)
    ):
        return [_of(row[scope.run_at], 0.25, part=False), replace(context, cost=0.9)]
    out = _going_on(scope, sentence, earlier[-1], context, narrow, here, bool(reading.told or memory.same))
    known = memory.by_number.get(scope.candidate.number or -1)
    anew = sentence.lined or place or narrow or (scope.candidate.number or 0) <= _KNOWN
    return out if anew or known is None else [*out, replace(_of(known, 0.4, part=False), doubtful=frozenset())]


def _as_whole(context: Base) -> list[Base]:
    """What the whole of a part may take over: what narrows the part need not narrow it, the offence least of all."""
    bare: dict[Kind, Any] = {k: v for k, v in context.values.items() if k not in NARROW or k == "offence"}
    less: dict[Kind, Any] = {k: v for k, v in bare.items() if k != "offence"}
    return [replace(context, values=bare), *([replace(context, values=less, cost=0.4)] if less != bare else [])]


def _told_before(number: int | None, earlier: Sequence[Told], memory: Memory) -> Told | None:
    """The figure that a whole tells again: `49 of the 902`."""
    known = next((t for t in reversed(earlier) if number and t.number == number), None)
    return known or (memory.by_number.get(number) if number and number > _KNOWN else None)


def _apart(told: Told, context: Base) -> set[Kind]:
    """The dimensions by which a figure is told apart from what the question and headings say."""
    return {k for k in NARROW if told.values.get(k) != context.values.get(k)}


def _of_this_sentence(scope: Scope, earlier: Sequence[Told], own: set[Kind]) -> list[Base]:
    """A part of the figure before it in its sentence, or of that figure's whole."""
    last = earlier[-1]
    if scope.bracketed:
        outer = next((t for t in reversed(earlier) if not t.scope.bracketed), last)
        return [_of(outer, 0.0, part="period" not in own)]
    if last.scope.bracketed:  # `611 (458 girls, 139 boys), of which 51`: of what the brackets split
        outer = next((t for t in reversed(earlier) if not t.scope.bracketed), last)
        return [_of(outer, 0.0, part=True), _of(last, 0.9, part=True)]
    if last.whole is None or last.scope.candidate.base:
        return [_of(last, 0.0, part=True)]
    return [_of(last, 0.3, part=True), _of(last.whole, 0.0, part=True)]


def _of_these_lines(sentence: Sentence, earlier: Sequence[Told], context: Base, narrow: set[Kind]) -> list[Base]:
    """`of which online: 12` in a list: a part of the line above it, or of all that the list counts."""
    wholes = [t for t in earlier[: -_LINES - 1 : -1] if not set(t.own) & set(NARROW)]
    out = [_of(wholes[0], 0.1, part=True)] if wholes else [replace(context, cost=0.8)]
    above = earlier[-1].whole or earlier[-1]
    if sentence.total or any(above is t for t in wholes):
        return out
    of_its_own = "offence" in above.own and not set(above.own) & narrow
    return [*out, _of(above, 0.0 if of_its_own else 0.15, part=True)]


def _of_those_before(
    scope: Scope, place: int, sentence: Sentence, earlier: Sequence[Told], own: set[Kind]
) -> list[Base]:
    """`Of these, 12 ...`: a part of the figures of the sentence before, of one of them, or of the last part."""
    outers = [t for t in earlier[-_SENTENCES:] if t.whole is None]
    together = [t for t in outers if t.sentence == outers[-1].sentence]
    if len(together) == len(sentence.scopes) > 1 and "period" not in own and _told_alike(sentence.scopes):
        return [_of(together[place], 0.0, part=True)]
    if len(together) == scope.run_size > 1 and "period" not in own:
        return [_of(together[scope.run_at], 0.0, part=True)]
    if "period" in own:
        year = scope.options["period"][0].statement.value
        together = [t for t in together if t.values.get("period") == year] or together
    spoken_of = [t for t in together if not t.scope.compared] or together
    out = [_of(t, 0.0 if t is spoken_of[-1] else 0.15 if t in spoken_of else 0.9, part=True) for t in together]
    if len(together) > 1 and "period" not in own:  # Figures that split a whole: a part may be of them together.
        first = together[0]
        alike = {k: v for k, v in first.values.items() if all(t.values.get(k) == v for t in together)}
        if "period" in alike:
            out = [Base(0.0, alike, first.measure, first.quality), *(replace(b, cost=0.6) for b in out[-1:])]
    return [*out, _of(earlier[-1], 0.6, part=True)] if earlier[-1].whole is not None else out


def _told_alike(scopes: Sequence[Scope]) -> bool:
    """Whether the figures of a sentence are told apart by no words of their own: `Of these 12 and 15 were online`."""
    own = (
        {(k, repr(o[0].statement.value)) for k, o in scope.options.items() if k in NARROW and o and o[0].cost < _OWN}
        for scope in scopes
    )
    first, *others = own
    return all(words == first for words in others)


def _going_on(
    scope: Scope, sentence: Sentence, last: Told, context: Base, narrow: set[Kind], here: bool, same: bool
) -> list[Base]:
    """What a figure says that is no part of another: what its question says, or what the figure before it did."""
    apart, bare = _apart(last, context), scope.candidate.bare
    if here and not scope.label and not last.scope.bracketed:
        if last.whole is not None and narrow:
            out = [_of(last.whole, 0.1, part=True), replace(context, cost=1.0)]
            return out if narrow & set(last.own) else [*out, _of(last, 1.0, part=True)]
        if not narrow and apart and bare:
            return [replace(_of(last, 0.1, part=False), whole=last.whole), replace(context, cost=0.9)]
        return [context, _of(last, 0.9, part=False)] if not narrow and apart else [context]
    if sentence.total:
        return [context]
    if apart and not narrow and sentence.such:
        return [_of(last, 0.45, part=False), replace(context, cost=0.45)]
    if sentence.leans and same:
        return [_of(last, 0.2, part=False), replace(context, cost=0.9)]
    if same and apart and not narrow and bare and (not sentence.lined or _has_a_year_alone(scope, sentence, last)):
        return [_of(last, 0.5, part=False), replace(context, cost=0.6)]
    if apart and not here and narrow and not narrow & apart and bare and not sentence.lined:
        return [context, _of(last, 1.3, part=False)]
    return [context]


def _has_a_year_alone(scope: Scope, sentence: Sentence, last: Told) -> bool:
    """Whether a line of one figure says but its year, behind a line of its paragraph with a key: `In 2015/16, six.`"""
    alone = len(sentence.scopes) == 1 and last.block == sentence.paragraph
    return alone and scope.label is not None and not left_words(sentence.text[: scope.label[1]], sentence.told)


def _row_before(scope: Scope, sentence: Sentence, earlier: Sequence[Told]) -> list[Told]:
    """The figures that those of a list run parallel to: `12 boys and 40 girls in 2016/17. In 2015/16 there were 9 and
    31.`; as many right before it in its sentence, or all of the sentence before."""
    size, before = scope.run_size, list(earlier[: len(earlier) - scope.run_at])
    if size < 2 or len(before) < size:
        return []
    row = before[-size:]
    if all(t.sentence == sentence.place for t in row):
        return row
    last = [t for t in before if t.sentence == before[-1].sentence]
    near = sentence.place - before[-1].sentence <= _RECENT and before[-1].sentence != sentence.place
    return last if near and len(last) == size else []


def _of(told: Told, cost: float, *, part: bool) -> Base:
    """What a figure takes over from another, which is its whole where it is a `part`."""
    far = told.far or told.values.get("period") is None
    return Base(cost, told.values, told.measure, told.quality, told if part else None, far, told.doubtful, told)


def _of_context(sentence: Sentence, memory: Memory, reading: Reading, place: int) -> Base:
    """What the question and the headings say, with the year that was last spoken of where they name none."""
    context = sentence.context
    values = dict(context.values)
    far = several = False
    said = [t for t in reading.told if t.values.get("period") is not None and not t.scope.bracketed]
    if sentence.years and len(sentence.years) == len(sentence.scopes):
        values["period"] = sentence.years[place]
    elif (own := [t for t in said if "period" in t.own]) and own[-1].sentence != sentence.place:
        values["period"], several = year_going_on(own)
    asked, lead = context.values.get("period"), memory.lead.period if sentence.lined and not sentence.years else None
    if lead is not None and asked is not None and asked.start <= lead.start and lead.end <= asked.end:
        return Base(
            0.0, {**values, "period": lead}, context.measure, context.quality, doubtful=context.unsure - {"period"}
        )
    moved = "period" in context.values and values["period"] != context.values["period"] and not sentence.years
    if "period" not in values:
        if said:
            values["period"] = said[-1].values["period"]
            several = said[-1].far or "period" in said[-1].doubtful
        elif memory.only is not None:
            values["period"] = memory.only
        elif memory.period is not None:
            values["period"], block = memory.period
            several = memory.several
            far = block != sentence.paragraph and len(memory.years_told) > 1
    doubtful = frozenset(str(k) for k in (*context.unsure, *(("period",) if moved or several else ())))
    if "period" in context.many and not sentence.years:
        far = True
    return Base(0.0, values, context.measure, context.quality, None, far, doubtful)
