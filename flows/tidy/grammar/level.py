"""One level of labels of a table: the slot that holds at each body row or column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from string import ascii_lowercase
from typing import Literal

from flows.tidy.dimensions import headings, parse
from flows.tidy.labels.explain import explain
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.sequences import OLDEST, counts_up, is_year
from flows.tidy.text.numbering import alone, heads, label

Axis = Literal["row", "column"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of labels: the slot that holds at each body row or column, and the words that name the level.

    `outer`: it stands over the levels after it (a section, an upper header row). `of_parts`: its labels are parts of
    those of the level before, as those under `of which`. `gaps`: the rows that it should have a label for and has none.
    `summed`: rows without a label that sum up those before. `names`: the slots printed over its labels that only name
    what they say, as `Age` over `0-4`.
    """

    axis: Axis
    labels: dict[int, Slot] = field(hash=False)
    heading: str = ""
    outer: bool = False
    number: int = 0
    gaps: frozenset[int] = frozenset()
    summed: frozenset[int] = frozenset()
    names: dict[int, Slot] = field(default_factory=dict, hash=False)

    @property
    def texts(self) -> list[str]:
        """The distinct labels, in order."""
        return list(dict.fromkeys(s.text for s in self.labels.values()))

    @property
    def printed(self) -> list[str]:
        """The labels in order, each as often as it is printed."""
        return [s.text for s in {id(s.cell): s for s in self.labels.values()}.values()]

    @property
    def heads_all(self) -> bool:
        """Whether it is an upper header row of one label, which is no worse read as a header than as a title."""
        return self.axis == "column" and self.outer and len(self.texts) == 1

    @property
    def numbers_lines(self) -> bool:
        """Whether the labels of a column do nothing but number its rows: `1`, `1a`, `2`; `117`, `118`; `Q1`, `Q3`."""
        numbers = [text if counts_up([text], 1) else alone(text) for text in self.printed]
        if self.axis == "row" and all(numbers) and (heads(self.heading) or parse("unit", self.heading)):  # `No.`
            return True
        if "period" in headings(self.heading):  # `Q1` under `Quarter`
            return False
        if self.axis != "row" or not all(numbers) or not 2 <= len(set(numbers)) == len(numbers):
            return False
        if all(map(is_year, self.printed)):
            return False
        mains = [int(n.rstrip(ascii_lowercase)) for n in numbers]
        if all(text[:1].isalpha() for text in self.printed):  # `Q1`, `Q3`, `Q5`: no quarters, which leave none out
            return mains == sorted(mains)
        return (mains[0] in (0, 1) or mains[0] > OLDEST) and all(b - a in (0, 1) for a, b in pairwise(mains))

    @property
    def without_numbers(self) -> Level:
        """The level without the numbers of the questions that its labels answer: `Q2 Female`, `Q3 Male`.

        As it is where all labels mean something with their numbers, or some do not differ but by it.
        """
        numbered = {text: found for text in self.texts if (found := label(text))}
        rest = {text: text[found.end :].strip() for text, found in numbered.items()}
        apart = all(rest.values()) and len(set(rest.values())) == len(rest) == len(self.texts) > 1
        if not apart or not rising([n for found in numbered.values() for n in found.numbers]):
            return self
        if all(explain(text).complete for text in rest):
            return self
        return replace(self, labels={p: replace(s, text=rest[s.text]) for p, s in self.labels.items()})


def rising(numbers: Sequence[str]) -> bool:
    """Whether numbers of questions stand in their order: `1`, `2a`, `2b`; `a`, `b`."""
    order = [(int("".join(filter(str.isdecimal, n)) or 0), n) for n in numbers]
    return order == sorted(order) and len(set(order)) == len(order)


Levels = list[Level]
