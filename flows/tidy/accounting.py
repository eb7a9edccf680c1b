"""Every number of a document accounted for: something owns it, or it stands in the one finding of those not used.

A number is owned as a figure or its label, as a note, the mark of a list, a reference, a sum of money or a share, by
the law, or as what an answer took; what an answer holds beyond these was printed for a reason that nothing here knows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flows.tidy.grammar.no_figures import LIST_OF_SHEETS, WORKLOAD
from flows.tidy.sentences.fates import NUMBER, fates, not_owned
from flows.tidy.sentences.figure import LeftOut
from flows.tidy.text.parts.letter import Letter
from schemas.rows import Finding, LedgerCell, Place

#: Numbers of pages, and how long an answer would take.
_OWNED_WHOLE = (LIST_OF_SHEETS, WORKLOAD)
#: Where one finding names more numbers than these, nobody reads it.
MOST_NAMED = 12
#: Notes are read for who owns their numbers; a sheet with more of them is a register, and is said to be one.
MOST_NOTES = 400
SHORT = 60


@dataclass(frozen=True, slots=True)
class Unused:
    """A number that nothing owns, the words it stands in, and what it was taken for where that is in doubt."""

    number: str
    words: str
    why: str = ""
    place: Place = field(default_factory=Place)

    def __str__(self) -> str:
        told = "; ".join(filter(None, (self._where(), self._within(), self.why)))
        return f"{self.number} ({told})" if told else self.number

    def _where(self) -> str:
        place = self.place
        part = f"sheet {place.sheet}" if place.sheet else f"page {place.page}" if place.page else ""
        cell = place.cell or (f"row {place.row}, column {place.column}" if place.row else "")
        return ", ".join(filter(None, (part, cell)))

    def _within(self) -> str:
        """The words around the number, as far as they go on a line."""
        at = max(0, self.words.find(self.number) - SHORT // 2)
        cut = self.words[at : at + SHORT].strip()
        left, right = "…" if at else "", "…" if at + SHORT < len(self.words) else ""
        return f'"{left}{cut}{right}"' if self.words != self.number else ""


@dataclass(slots=True)
class Claims:
    """What the reading of the text took: figures as (block, start, end), and numbers left out with the reason.

    `told` are the words of which a person has said what they are; `all_told`: that was said of the whole text.
    """

    figures: Sequence[tuple[int, int, int]] = ()
    left_out: Sequence[LeftOut] = ()
    told: list[str] = field(default_factory=list)
    all_told: bool = False

    def tell(self, number: str, text: str) -> bool:
        """Whether a person said what a number within some words is."""
        said = _folded(text)
        return any(_folded(number) in words and (words in said or said in words) for words in map(_folded, self.told))


def unused_in_text(letter: Letter, claims: Claims) -> Iterator[Unused]:
    """The numbers of the answers and notes that nothing owns, or that may be figures all the same."""
    if claims.all_told:
        return
    for fate in fates(letter, claims.figures, claims.left_out, claims.tell):
        if fate.unsure or not fate.what:
            yield Unused(fate.number, fate.words, fate.what, Place(page=fate.page))


def unused_in_cells(cells: Iterable[LedgerCell], spoken: Collection[int | None]) -> Iterator[Unused]:
    """The cells with figures that were placed nowhere, and the numbers of notes that nothing owns.

    `spoken` are the tables whose cells are read as text.
    """
    owned: dict[str, list[str]] = {}
    further: list[LedgerCell] = []
    for cell in cells:
        text = " ".join(cell.text.split())
        if cell.fate == "unplaced":
            yield Unused(text, text, cell.reason or "", cell.place)
        elif cell.fate == "note" and cell.reason not in _OWNED_WHOLE and cell.place.table not in spoken:
            if not NUMBER.search(text):
                continue
            if text not in owned and len(owned) >= MOST_NOTES:
                further.append(cell)
                continue
            if text not in owned:
                owned[text] = [found[0] for found in not_owned(text, list(NUMBER.finditer(text)))]
            yield from (Unused(number, text, "", cell.place) for number in owned[text])
    if further:
        why = f"the first of {len(further)} more notes with numbers, which were not looked into"
        yield Unused(further[0].text, further[0].text, why, further[0].place)


def not_used(unused: Sequence[Unused]) -> list[Finding]:
    """The one finding that names them, first those that may be figures; none where every number is owned."""
    if not unused:
        return []
    first, *_ = named_first = sorted(unused, key=lambda one: not one.why)
    named = "; ".join(map(str, named_first[:MOST_NAMED]))
    more = f"; and {len(unused) - MOST_NAMED} more" if len(unused) > MOST_NAMED else ""
    one = len(unused) == 1
    return [
        Finding(
            "warning",
            "numbers_unused",
            f"{len(unused)} number{'' if one else 's'} {'was' if one else 'were'} not used: {named}{more}",
            "look at them with foi show; say in recipe.yml what they count, or why to ignore them",
            place=first.place,
            raw_value=first.number,
        )
    ]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
