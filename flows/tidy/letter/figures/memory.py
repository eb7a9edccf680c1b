"""What a letter said before: the figures so far, and of what a sentence spoke that gave none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.labels.meanings import Period
from flows.tidy.letter.text.sentences import Span
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.mention import Kind, Said

#: The dimensions that tell one figure of a year from another.
NARROW = frozenset({"age", "sex", "online", "offence", "quality"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a sentence with all that is said of it; `guessed` and `ambiguous` are doubts.

    `taken_over` is the doubt in what it takes over from figures before it.
    """

    count: Count
    meant: Said
    nested: bool = False
    guessed: bool = False
    ambiguous: bool = False
    taken_over: str = ""
    words: Span = field(default_factory=lambda: Span(0, 0))


#: How many figures before are kept for a list that runs parallel to them.
_ROW = 6
_SHARED = 20


@dataclass(slots=True)
class Memory:
    """What was said before: the last figure, the last that was no part of another, how many such there were.

    `values` is what each number counted, `row` the figures of the last sentences, `topic` what the last
    sentence spoke of that gave none, `asked` whether that told what was asked, `anew` whether of another question
    than the one above, `nested` whether the last figure was a part, `axis` the dimension by which the last figures
    were split, `fresh` how many figures the last sentence had, `number` that of the last line with a key, `size` the
    last figure itself, `listed` how many figures the last list of a sentence had, `parted` the year of which quarters
    were named last, `narrowed` whether words that nothing knows may narrow the last figure.
    """

    last: Said | None = None
    outer: Said | None = None
    outers: int = 0
    values: dict[int, Said] = field(default_factory=dict)
    row: tuple[Said, ...] = ()
    topic: Said | None = None
    asked: bool = False
    anew: bool = False
    nested: bool = False
    axis: Kind | None = None
    fresh: int = 0
    number: int | None = None
    listed: int = 0
    size: int | None = None
    parted: Period | None = None
    narrowed: bool = False

    @property
    def spoken(self) -> Said | None:
        """The figure that a sentence speaks on from: the last one, or the whole of which that was a part."""
        return self.outer if self.nested and self.outer is not None else self.last

    def under_another_heading(self) -> Memory:
        """Of what stands over another heading only what each number counted, where others are seldom as great."""
        return Memory(values={number: meant for number, meant in self.values.items() if number > _SHARED})

    def of_another_question(self) -> Memory:
        """Of the answers to other questions only what each number counted, and the whole of which a part may follow."""
        return Memory(outer=self.outer, outers=self.outers, values=self.values, row=self.row, axis=self.axis)


def remember(stated: Sequence[Stated], memory: Memory) -> None:
    """Keeps the figures of a sentence for those that speak of them; what was in doubt stays so."""
    meant = [replace(s.meant, unsure=True) if s.ambiguous or s.guessed else s.meant for s in stated]
    outer = [m for m, s in zip(meant, stated, strict=True) if not s.nested]
    memory.last, memory.nested = meant[-1], stated[-1].nested
    if outer:
        memory.outer, memory.outers = outer[-1], len(outer)
    for s, m in zip(stated, meant, strict=True):
        if isinstance(s.count.value.value, int):
            memory.values.setdefault(s.count.value.value, m)
    memory.row, memory.fresh = (*memory.row, *meant)[-_ROW:], len(meant)
    memory.axis = _split_by(memory.row[-2:]) or _split_by(memory.row) or memory.axis
    size = stated[-1].count.value.value
    memory.topic, memory.number, memory.size = None, None, size if isinstance(size, int) else None


def of_which(last: Said, own: Said, axis: Kind | None, number: object, part: object) -> Said:
    """The whole of which `of which online` gives a part: below lines that split it, not the last of them.

    A part that is greater than the last line cannot be of it; a smaller one may be, which is a doubt.
    """
    if axis is None or getattr(last, axis) is None or axis in own.kinds:
        return last
    greater = isinstance(number, int) and isinstance(part, int) and part > number
    apart: dict[str, object] = {axis: None}
    return replace(last, unsure=last.unsure if greater else True, **apart)  # type: ignore[arg-type]


def _split_by(last: Sequence[Said]) -> Kind | None:
    """The dimension, sex or age, by which the last figures differ."""
    kinds: list[Kind] = ["sex", "age"]
    return next((k for k in kinds if len({repr(v) for m in last if (v := getattr(m, k)) is not None}) > 1), None)
