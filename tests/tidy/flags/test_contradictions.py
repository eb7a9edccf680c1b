from __future__ import annotations

import pytest

from flows.read.grid import Document, Text
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from tests.tidy.laid import grid


def result(*captions_and_counts: tuple[str, str]) -> Tidied:
    blocks: list[object] = []
    for caption, count in captions_and_counts:
        blocks += [Text(caption), grid(("Sex", "Number of offences"), ("Female", count), ("Male", "7"))]
    return tidy(Document("docx", tuple(blocks)), Context("d", "p", "c", "kent"))  # type: ignore[arg-type]


def flags(found: Tidied) -> set[str]:
    return {f for o in found.observations for f in o.flags}


def test_two_figures_of_one_thing_that_differ_are_both_in_doubt() -> None:
    found = result(("Offences 2016/17", "12"), ("Offences 2016/17", "13"))
    doubtful = [o for o in found.observations if "figures_disagree" in o.flags]
    assert [o.count for o in doubtful] == [12, 13]
    assert "figures_disagree" in {f.check for f in found.findings}


def test_the_same_figure_twice_is_no_contradiction() -> None:
    assert "figures_disagree" not in flags(result(("Offences 2016/17", "12"), ("Offences 2016/17", "12")))


def test_figures_of_two_years_are_of_two_things() -> None:
    assert "figures_disagree" not in flags(result(("Offences 2016/17", "12"), ("Offences 2015/16", "13")))


def test_a_figure_without_a_period_is_in_doubt() -> None:
    assert "period_unknown" in flags(result(("Offences", "12")))


def crosstab(total: str, *counts: str) -> Tidied:
    table = grid(("Sex of victim", "0-9", "10-17", "All ages"), ("Female", *counts))
    blocks = (Text("Offences recorded in 2016/17: " + total), table)
    return tidy(Document("docx", blocks), Context("d", "p", "c", "kent"))


def test_a_part_greater_than_its_whole_puts_both_in_doubt() -> None:
    found = crosstab("40", "12", "30", "42")
    doubtful = {o.count for o in found.observations if "part_exceeds_whole" in o.flags}
    assert doubtful == {40, 42}
    (finding,) = (f for f in found.findings if f.check == "part_exceeds_whole")
    assert '"42" of table 1 row 2 column 4' in finding.message


def test_a_part_within_its_whole_does_not() -> None:
    assert "part_exceeds_whole" not in flags(crosstab("60", "12", "30", "42"))


def letter(*lines: str) -> Tidied:
    table = grid(("Year", "Offences"), ("2015/16", "12"), ("2016/17", "15"))
    return tidy(Document("docx", (*map(Text, lines), table)), Context("d", "p", "c", "kent"))


def test_figures_of_a_letter_on_one_offence_are_taken_as_of_it_and_doubted() -> None:
    found = letter("You wrote to us about section 15A of the Sexual Offences Act 2003.", "Figures follow.")
    assert {o.offence_group for o in found.observations} == {"grooming"}
    assert all("offence_shared" in o.flags for o in found.observations)


def test_talk_of_all_offences_does_not_widen_a_request_for_one() -> None:
    found = letter(
        "You have requested the number of offences under section 15A of the Sexual Offences Act 2003.",
        "Our response:",
        "A similar exercise for all sexual offences would take weeks. Figures follow.",
    )
    assert {o.offence_group for o in found.observations} == {"grooming"}
    assert all("offence_shared" in o.flags for o in found.observations)


def test_a_period_of_one_day_is_in_doubt() -> None:
    assert flags(result(("Offences on 3 April 2017", "12"))) & {"period_unclear", "period_unknown"}


def test_a_caption_that_names_two_classes_of_one_group_is_of_the_group() -> None:
    found = result(("Rape of a female (19C) and rape of a male (19H), 2016/17", "12"))
    assert {o.offence_group for o in found.observations} == {"rape"}


def test_figures_whose_offence_a_caption_gives_are_in_doubt_where_some_contradict_others() -> None:
    found = result(("Rapes 2016/17", "12"), ("Rapes 2016/17", "13"))
    assert all(o.flags for o in found.observations)
    named = grid(("Offence", "2015/16", "2016/17"), ("Rape", "12", "4"), ("Rape", "13", "4"))
    told = tidy(Document("docx", (Text("Offences"), named)), Context("d", "p", "c", "kent"))
    assert [bool(o.flags) for o in told.observations] == [True, False, True, False]


@pytest.mark.parametrize(
    ("crime", "attempt"),
    [
        ("Rape", "Attempted rape"),
        ("Rape of a female child under 13", "Attempted rape of a female child under 13"),
    ],
)
def test_attempts_beside_their_crime_are_neither_its_part_nor_its_whole_nor_the_same(crime: str, attempt: str) -> None:
    rows = ((crime, "30", "31"), (attempt, "41", "8"), ("Sexual assault", "12", "13"), ("Total", "83", "52"))
    table = grid(("Offences recorded", "2015/16", "2016/17"), *rows)
    found = tidy(Document("docx", (table,)), Context("d", "p", "c", "kent"))
    assert flags(found) <= {"reading_ambiguous"}
    assert {o.count for o in found.observations if o.is_total} == {83, 52}
