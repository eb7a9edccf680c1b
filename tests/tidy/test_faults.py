"""A fault of the program met in one table costs that table alone, and is told with its place; no document is lost."""

from __future__ import annotations

import pytest

from flows.read.grid import Document, Grid, Text
from flows.tidy import tidy as stage
from flows.tidy.judgement.grids import GridCandidates
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from tests.benchmarks.fuzz_grids import outcome
from tests.tidy.laid import grid

SOUND = grid(("Age", "2015/16", "2016/17"), ("0-4", "5", "6"), ("5-9", "7", "8"), sheet="Sound")
BROKEN = grid(("Age", "2015/16"), ("0-4", "41"), sheet="Broken")
LETTER = Text("In 2016/17 there were 57 rapes of children.")


def failing(of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a step of the stage fail on one table."""
    sound = getattr(stage, of)

    def fail(*given: object) -> object:
        if BROKEN in [g.matrix.grid if isinstance(g, GridCandidates) else g for g in given]:
            raise KeyError((41, 5))
        return sound(*given)

    monkeypatch.setattr(stage, of, fail)


def understood(*blocks: Grid | Text) -> Tidied:
    return tidy(Document("xlsx", blocks), Context("d", "reply.xlsx", "2016-17", "kent"))


@pytest.mark.parametrize("of", ["grid_candidates", "report"])
def test_a_fault_in_one_table_leaves_every_other_and_the_text(of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(of, monkeypatch)
    tidied = understood(SOUND, BROKEN, LETTER)
    assert sorted(o.count for o in tidied.observations if o.count) == [5, 6, 7, 8, 57]
    (fault,) = [f for f in tidied.findings if f.check == "not_understood"]
    assert (fault.severity, fault.place.sheet, fault.place.table) == ("error", "Broken", 2)
    assert fault.message.startswith("table 2 could not be understood: KeyError: (41, 5)")
    assert {c.text: c.fate for c in tidied.cells if c.place.sheet == "Broken"} == dict.fromkeys(
        ("Age", "2015/16", "0-4", "41"), "unplaced"
    )
    assert tidied.row.partial


def test_a_document_of_which_nothing_was_understood_is_unreadable_and_never_without_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing("grid_candidates", monkeypatch)
    assert understood(BROKEN).row.outcome == "unreadable"


@pytest.mark.parametrize("number", range(40))
def test_no_random_document_is_lost(number: int) -> None:
    assert outcome(number, seconds=60) == "understood"


def test_a_document_of_no_blocks_is_no_fault() -> None:
    assert [f.check for f in understood().findings] == ["no_figures"]
