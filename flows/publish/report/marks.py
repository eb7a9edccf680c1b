"""What became of each cell, as it is drawn: one kind of mark a cell, and the figures that rest on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.code_tables import load_codes
from schemas.doubt import in_doubt
from schemas.rows import LedgerCell, Observation, Place


class Kind(NamedTuple):
    """A kind of mark with what it means, in a word and in a sentence."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A ledger cell as drawn. `number` is its own on its page; `figures` are the numbers of its rows in the list."""

    number: int
    kind: str
    place: Place
    text: str
    reason: str
    figures: tuple[int, ...]


def kinds() -> list[Kind]:
    """All kinds of marks, in the order of a legend.

    >>> [kind.code for kind in kinds()][:4]
    ['observation', 'total', 'withheld', 'doubt']
    """
    return [Kind(code, found["name"], found["meaning"]) for code, found in load_codes("marks").items()]


def kind_of(row: Observation) -> str:
    """The kind of mark of a figure."""
    if in_doubt(row):
        return "doubt"
    if row.status != "exact":
        return "withheld"
    return "total" if row.is_total else "observation"


def numbered(observations: Iterable[Observation]) -> dict[str, int]:
    """observation_id -> number of the figure in the list of its return, from 1."""
    return {row.observation_id: number for number, row in enumerate(observations, start=1)}


def marks(cells: Sequence[LedgerCell], observations: Sequence[Observation]) -> list[Mark]:
    """The cells of one document as marks, in the order of the ledger; of several figures in one the gravest counts."""
    numbers = numbered(observations)
    kind = {row.observation_id: kind_of(row) for row in observations}
    gravity = {code: at for at, code in enumerate(("observation", "total", "withheld", "doubt"))}
    found = []
    for number, cell in enumerate(cells, start=1):
        rests = [one for one in cell.observation_ids if one in numbers]
        what = max((kind[one] for one in rests), key=gravity.__getitem__, default=str(cell.fate))
        figures = tuple(sorted(numbers[one] for one in rests))
        found.append(Mark(number, what, cell.place, cell.text, cell.reason or "", figures))
    return found


def cells_of_figures(found: Iterable[Mark]) -> dict[int, list[int]]:
    """Number of a figure -> numbers of the cells that it rests on."""
    cells: defaultdict[int, list[int]] = defaultdict(list)
    for mark in found:
        for figure in mark.figures:
            cells[figure].append(mark.number)
    return dict(cells)


def legend(found: Iterable[Mark]) -> list[tuple[Kind, int]]:
    """The kinds of marks that a document has, with how many."""
    counts: Mapping[str, int] = Counter(mark.kind for mark in found)
    return [(kind, counts[kind.code]) for kind in kinds() if counts[kind.code]]
