"""What a figure takes over from the figures, sentences and headings before it, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.tidy.letter.figures.clauses import Clause, leans, of_these
from flows.tidy.letter.figures.contexts import Context
from flows.tidy.letter.figures.memory import NARROW, Memory, Stated, of_which
from flows.tidy.letter.figures.scopes import WHOLE_FIRST
from flows.tidy.letter.text.phrases import plain, says
from flows.tidy.letter.words.count import LISTED
from flows.tidy.letter.words.mention import Said

#: A total of another year is of all ages and sexes, whatever part of this year's was named last.
_WHOLE = re.compile(r"\b(?:total|overall|altogether|in all)\b", re.IGNORECASE)
IN_ALL = re.compile(r"\s+(?:\w+\s+){0,2}(?:in total|in all|altogether|overall)\b", re.IGNORECASE)
#: `No. with female victim: 16/17 570`: a key says all there is to say.
_NEW_KEY = re.compile(
    r"\W*(?:the )?(?:no\.?|nos\.?|numbers?|counts?|totals?)\s(?!of (?:these|those|them)\b)[^:]{3,}:\s", re.IGNORECASE
)
_MAKES = re.compile(r"\b(?:making|giving|totalling|(?:a|the) (?:grand )?total|altogether|in all|overall|combined)\b")
_OF_THE = re.compile(r"\s+of the (?:victims|offences|crimes|cases|children)\b")
#: `185 of those recorded in 2016/17` says of what in its own words.
_OF_A_YEAR = re.compile(
    r"\s+of the (?:19|20)\d\d(?:[/-]\d\d)? (?:offences|crimes)\b"
    r"|\s+of (?:the|these|those)(?:\s+(?:offences|crimes))?(?:\s+(?:recorded|reported))?\s+(?:in|for|during)\b",
    re.IGNORECASE,
)
#: `The offences recorded in 2016/17 included 97 rapes`: all of them, whatever part of them was named last.
_ALL_OF_A_YEAR = re.compile(
    r"\b(?:the|all)(?: the)? (?:(?!of\b)\w+ ){0,3}(?:offences|crimes|cases|incidents)\s+"
    r"(?:\w+\s+){0,2}(?:in|for|during)\b",
    re.IGNORECASE,
)
_THESE = re.compile(r"\b(?:these|those|such|them|which)\b", re.IGNORECASE)
#: `The online flag was introduced in 2015. It was set in 12 cases.`
_PRONOUN = re.compile(r"\W*(?:it|they|this|these)\b", re.IGNORECASE)
_IS_SET = re.compile(
    r"\W*(?:it|this) (?:was|is|has been|had been) (?:applied|attached|used|set|added|ticked|present|put|placed)\b",
    re.IGNORECASE,
)
#: Lines alike, each with its year: `2015/16: 590 recorded, 21 online`, `2016/17: 644 recorded, 38 online`.
_YEAR_KEY = re.compile(r"\W*(?:FY\s?)?(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?\s*[:=-]\s*", re.IGNORECASE)
#: `37 such offences`: of the kind of which the figure before is.
_SUCH = re.compile(r"\s+such\s+(?!as\b)\w", re.IGNORECASE)
_SHORT = 28
#: One year's figure is seldom so many times that of another; small ones may be.
_FAR_APART, _FEW, _SEVERAL = 4, 10, 2
_KEYED = re.compile(r"(?:[:=]|\s[–—-])\s*$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with its figures: its words, a clause for each of them, what stands over it and what went before."""

    text: str
    clauses: Sequence[Clause]
    context: Context
    memory: Memory

    @property
    def whole_first(self) -> bool:
        """Whether it opens with the whole of which its next figures are parts: `Of the 1,694 offences, 46 ...`."""
        return bool(self.clauses) and bool(WHOLE_FIRST.match(plain(self.text[: self.clauses[0].count.start])))


def inherited(sentence: Spoken, number: int, out: Sequence[Stated]) -> tuple[Said, str]:
    """What a clause takes over from what came before it, and the doubt in that (`guessed`, `ambiguous` or none)."""
    text, found = sentence.text, sentence.clauses
    clause = found[number]
    if number == 0:
        return _of_a_whole(_before(sentence), found, sentence.context)
    if sentence.whole_first:
        return out[0].meant, ""
    listed = LISTED.fullmatch(text[found[number - 1].count.end : clause.count.start]) is not None
    if clause.nested and not listed:
        whole = next((s for s in reversed(out) if not s.nested), out[-1]) if clause.bracketed else out[-1]
        parted = clause.own.kinds or clause.own.measure not in (None, whole.meant.measure)
        return whole.meant, "" if parted else "ambiguous"
    start, doubt = _before(sentence)
    if _MAKES.search(text[found[number - 1].count.end : clause.count.start]) and not clause.own.kinds & NARROW:
        return start, doubt
    beside = [n for n in range(number) if not found[n].count.base]
    beside = [n for n in beside if clause.bracketed or not found[n].bracketed] or beside
    last = beside[-1] if beside else number - 1
    mine, theirs = clause.own.kinds & NARROW, found[last].own.kinds & NARROW
    if found[last].nested and not clause.nested and not clause.bracketed:
        wholes = [n for n in beside if not found[n].nested]
        if clause.own.period and wholes and not mine:
            return out[wholes[-1]].meant, ""
    if clause.count.bare and clause.own.period and not mine:
        like = next((n for n in reversed(beside) if found[n].own.period), last)
        return out[like].meant, out[like].taken_over
    if clause.count.bare and (not mine or mine & theirs):
        return out[last].meant, out[last].taken_over if clause.own.kinds or clause.carried.kinds else "ambiguous"
    shared = replace(start, measure=start.measure or out[last].meant.measure)
    if mine and mine & theirs:
        kept = theirs - mine
        return out[last].meant if kept <= clause.carried.kinds else shared, doubt or ("ambiguous" if kept else "")
    if not theirs or not mine:
        told = clause.own.kinds or clause.own.measure not in (None, out[last].meant.measure)
        return shared, doubt or ("ambiguous" if theirs - clause.carried.kinds or not told else "")
    parted = text[clause.span.start :].lstrip()[:1] in (",", ";")
    short = clause.span.end - clause.span.start < _SHORT
    return shared, doubt or ("" if parted and short and not out[0].meant.kinds & NARROW else "ambiguous")


def _of_a_whole(taken: tuple[Said, str], found: Sequence[Clause], context: Context) -> tuple[Said, str]:
    """`There were 90, made up of 40 under 13 and 50 others`: what tells its parts apart is not said of the whole."""
    said, doubt = taken
    apart = found[1].own.kinds & NARROW - found[0].own.kinds if len(found) > 1 and found[1].nested else frozenset()
    if not any(getattr(said, k) != getattr(context.said, k) for k in apart):
        return taken
    said = replace(said, **{k: getattr(context.said, k) for k in apart})
    return said, doubt if any(getattr(said, k) != getattr(context.said, k) for k in NARROW) else ""


def _of_one_size(clause: Clause, memory: Memory) -> bool:
    """Whether a figure can be another year's of what the last figure counts, where others counted other things."""
    size = clause.count.value.value
    if not isinstance(size, int) or not memory.size or len(memory.row) < _SEVERAL or size < _FEW:
        return True
    return memory.size / _FAR_APART <= size <= memory.size * _FAR_APART


def _narrowing(said: Said) -> list[object]:
    """What tells a figure apart from others of its year."""
    return [getattr(said, kind) for kind in sorted(NARROW)]


def _on_topic(topic: Said, sentence: Spoken) -> Said:
    """What a sentence before spoke of; where it told of another question, what narrows the one above falls away."""
    above = sentence.context.said
    return topic.over(replace(above, **dict.fromkeys(NARROW)) if sentence.memory.anew else above)


def _before(sentence: Spoken) -> tuple[Said, str]:
    """What the first figure of a sentence takes over: the last figure, a whole named before, or the context alone."""
    text, context, memory = sentence.text, sentence.context, sentence.memory
    clause, figures = sentence.clauses[0], len(sentence.clauses)
    opening = plain(text[: clause.count.start])
    if (clause.own.period or clause.carried.period) and _ALL_OF_A_YEAR.search(opening) and not _THESE.search(opening):
        return context.said, ""
    if memory.outer is not None and of_these(plain(text), 0, clause.count):
        doubt = "ambiguous" if memory.outers > 1 and not clause.own.period and not clause.carried.period else ""
        whole = memory.outer
        part = clause.count.value.value
        if doubt and memory.axis and isinstance(part, int) and memory.size is not None and part > memory.size:
            return replace(whole, **{memory.axis: None}), doubt  # More than the last of several: of them together.
        if memory.number is not None:
            whole = of_which(whole, clause.own, memory.axis, memory.number, clause.count.value.value)
        return whole, doubt
    told = clause.own.kinds & NARROW
    if memory.last is not None and memory.topic is None and _SUCH.match(text, clause.count.end):
        year = clause.own.period or clause.carried.period
        alike = (
            not (memory.nested and memory.outer is not None)
            and len({repr(_narrowing(m)) for m in memory.row[-memory.fresh :]}) == 1
        )
        known = alike and memory.fresh and not told and year is not None and year != memory.last.period
        return memory.last, "" if known else "ambiguous"
    if memory.topic is not None and not told and _PRONOUN.match(opening):
        sure = memory.asked or (memory.topic.online is not None and _IS_SET.match(opening) is not None)
        return _on_topic(memory.topic, sentence), "" if sure else "guessed"
    if memory.topic is not None and not told and _SUCH.match(text, clause.count.end):
        return _on_topic(memory.topic, sentence), "" if memory.asked else "guessed"
    if memory.last is not None and leans(opening) and not (told and not told & memory.last.kinds):
        if _WHOLE.search(opening) or IN_ALL.match(text, clause.count.end):
            split = {k for k in NARROW for m in memory.row if getattr(m, k) != getattr(memory.last, k)} | {"sex", "age"}
            return replace(memory.last, **{k: getattr(context.said, k) for k in split}), ""
        return memory.last, "" if _of_one_size(clause, memory) else "ambiguous"
    of_a_year = _OF_A_YEAR.match(text, clause.count.end) is not None
    one = memory.outer if memory.outers == 1 and not of_a_year else None
    if one is not None and one.kinds & NARROW and _OF_THE.match(text, clause.count.end):
        size, before = clause.count.value.value, memory.size if memory.number is None else memory.number
        if isinstance(size, int) and before is not None and size > before:
            return context.said, ""
        return one, "guessed"
    if _NEW_KEY.match(opening) and told:
        return context.said, ""
    if (
        not clause.count.bare
        or clause.count.base
        or of_a_year
        or (_KEYED.search(opening) and clause.own.kinds & NARROW)
    ):
        return context.said, ""
    mine = (clause.own.kinds | clause.carried.kinds) & NARROW
    if clause.own.period and clause.own.measure and not mine and _WHOLE.search(opening):
        return context.said, ""  # `In all, offences recorded in 2016/17 came to 78`
    if memory.topic is not None and not mine:
        return _on_topic(memory.topic, sentence), "" if memory.asked else "guessed"
    if memory.fresh == figures > 1 and not mine and _YEAR_KEY.fullmatch(opening):
        return memory.row[-figures], ""
    spoken = memory.spoken
    if spoken is None or (_WHOLE.search(opening) and not mine):
        return context.said, ""
    theirs = frozenset(k for k in NARROW if getattr(spoken, k) not in (None, getattr(context.said, k)))
    if not theirs:
        return context.said, ""
    if not mine:
        year = clause.own.period or clause.carried.period
        asked = {k: v for k in NARROW if (v := getattr(context.said, k)) is not None and getattr(spoken, k) is None}
        spoken = replace(spoken, **asked)
        again = memory.fresh == figures == 1 and year is not None and year != spoken.period
        anew = memory.fresh == figures == 1 and says("prose", opening, "corrected")
        return spoken, "" if again or anew else "guessed"
    if mine & theirs:
        rest = {k: getattr(spoken, k) for k in theirs - mine}
        return replace(context.said, **rest), "guessed" if rest else ""
    size = clause.count.value.value
    greater = isinstance(size, int) and memory.size is not None and size > memory.size and spoken is memory.last
    return context.said, "" if greater else "ambiguous"
