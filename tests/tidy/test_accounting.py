"""Every number of a return is owned, or stands in the one finding of those that were not used."""

from __future__ import annotations

import pytest

from flows.read.grid import Block, Cell, Document, Grid, Text
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import Finding
from tests.tidy.laid import grid

ASKED = Text("You asked: How many rapes of children were recorded in each year?")


def understood(*blocks: Block, **about: str) -> Tidied:
    return tidy(Document("docx", blocks), Context("d", "reply.docx", "2016-17", "kent", **about))


def unused(*blocks: Block, **about: str) -> list[Finding]:
    return [f for f in understood(*blocks, **about).findings if f.check == "numbers_unused"]


def letter(*lines: str) -> tuple[Text, ...]:
    return (Text("Dear Sir"), ASKED, Text("Response", "heading"), *map(Text, lines), Text("Yours faithfully"))


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("2015 – 110", "2016 – 115", "2017 –120", "2018 -130"), ["120", "130"]),
        (("In 2016 there were 57 rapes.", "The code was recorded 41 times in 2017."), ["41"]),
    ],
    ids=["a dash without a space", "so many times"],
)
def test_a_number_of_an_answer_that_nothing_owns_is_named(lines: tuple[str, ...], numbers: list[str]) -> None:
    (finding,) = unused(*letter(*lines))
    plural = "numbers were" if len(numbers) > 1 else "number was"
    assert finding.message.startswith(f"{len(numbers)} {plural} not used: ")
    assert all(number in finding.message for number in numbers)
    assert finding.raw_value == numbers[0]


@pytest.mark.parametrize(
    "line",
    [
        "Our reply FOI/15358 of 5 September 2017 and reference 011/17 gave the same.",
        "This is refused under section 40(2) and section 12 of the Freedom of Information Act 2000.",
        "To read them would take 353 hours, well above the 18 hours (£450, at £25 an hour).",
        "The outcomes of the offences in Q1 are in Table 3, as section 5.2 of the policy says.",
        "3. All victims were aged 13 to 15, and 12.5 % of them girls.",
        "Please telephone 01622 690690 for help (our reference: 17-1984).",
    ],
)
def test_references_laws_money_shares_and_work_are_owned(line: str) -> None:
    assert unused(*letter("In 2016 there were 57 rapes.", line)) == []


def test_cells_that_were_placed_nowhere_and_numbers_of_notes_stand_in_the_same_finding() -> None:
    table = grid(("Age", "2015", "2016"), ("0-4", "5", "6"), ("5-9", "7", "8"))
    apart = Grid(3, 9, (Cell(3, 9, "61"),), "workbook", sheet="Data")
    note = grid(("Age", "2015", "2016"), ("0-4", "5", "6"), ("5-9", "7", "8"), ("Leaves out 12 of the rapes.", "", ""))
    assert unused(table) == []
    (finding,) = unused(note, apart)
    assert finding.message.startswith("2 numbers were not used: ")
    assert '12 (page 1, row 4, column 1; "Leaves out 12 of the rapes.")' in finding.message
    assert "61 (sheet Data, row 3, column 9" in finding.message


def test_a_number_of_which_a_person_said_what_it_is_is_owned() -> None:
    lines = letter("In 2016 there were 57 rapes.", "2017 –120")
    assert unused(*lines)
    assert unused(*lines, recipe='prose: [{quote: "2017 –120", value: 120, period: "2017"}]') == []
    assert unused(*lines, recipe='prose: [{quote: "2017 –120", ignore: told again below}]') == []


@pytest.mark.parametrize("words", ["Flag: 1 = set, 0 = not set.", "An asterisk means fewer than 5 offences."])
def test_the_numbers_of_a_legend_are_owned(words: str) -> None:
    assert unused(grid(("Age", "2015", "2016"), ("0-4", "5", "6"), ("5-9", "7", "8"), (words, "", ""))) == []


def test_what_an_answer_would_take_is_owned() -> None:
    work = grid(("Task", "Records", "Hours"), ("Open and read each log of 2016", "1,106", "73.7"))
    assert unused(*letter("This is refused under section 12."), work) == []


def test_of_very_many_notes_some_are_named_as_not_looked_into() -> None:
    notes = Grid(900, 1, tuple(Cell(n, 1, f"A remark on case {n} of the register") for n in range(1, 900)), "workbook")
    (finding,) = unused(notes)
    assert "the first of 499 more notes with numbers, which were not looked into" in finding.message
