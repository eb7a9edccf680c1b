"""Figures in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tidy.labels.marks import explain_marks
from flows.tidy.labels.numbers import read_cell


@pytest.mark.parametrize(
    ("text", "count", "flags"),
    [
        ("0", 0, ()),
        ("1681", 1681, ()),
        ("1681.0", 1681, ()),
        ("-00", 0, ()),
        ("1,681", 1681, ("thousands_separator",)),
        ("1\u00a0681", 1681, ("thousands_separator",)),
        ("1\u2009681", 1681, ("thousands_separator",)),
        ("1,229*", 1229, ("footnote_removed", "thousands_separator")),
        ("12 (a)", 12, ("footnote_removed",)),
        ("12¹", 12, ("footnote_removed",)),
        ("12[r]", 12, ("footnote_removed",)),
        ("forty-six", 46, ("number_in_words",)),
        ("Nil", 0, ("number_in_words",)),
        ("None", 0, ("number_in_words",)),
        ("one hundred and four", 104, ("number_in_words",)),
        ("five offences", 5, ("number_in_words",)),
        ("12 crimes", 12, ()),
    ],
)
def test_exact_counts(text: str, count: int, flags: tuple[str, ...]) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.unit, cell.status, cell.low, cell.high) == (count, "count", "exact", count, count)
    assert cell.flags == flags
    assert cell.certainty == 1.0


def test_a_plain_space_between_thousands_is_unsure() -> None:
    cell = read_cell("1 681")
    assert cell is not None
    assert (cell.value, cell.certainty < 1) == (1681, True)


def test_a_bracketed_count_is_said_to_be_one() -> None:
    cell = read_cell("(417)")
    assert cell is not None
    assert (cell.value, cell.bracketed) == (417, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("<5", 1, 4),
        ("< 5", 1, 4),
        ("fewer than 5", 1, 4),
        ("less than five", 1, 4),
        ("<=5", 0, 5),
        ("5 or fewer", 0, 5),
        ("1-4", 1, 4),
        ("1 to 4", 1, 4),
        ("<3", 1, 2),
        ("*", 0, None),
        ("[c]", 1, None),
        ("more than 3,000", 3001, None),
        ("12 or more", 12, None),
        ("n<5", 1, 4),
        ("too low to disclose", 0, None),
    ],
)
def test_withheld_counts_are_intervals(text: str, low: int, high: int | None) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.status, cell.low, cell.high) == (None, "suppressed", low, high)


@pytest.mark.parametrize(
    ("text", "status", "exemption"),
    [
        ("Exempt", "refused", None),
        ("Neither confirmed nor denied", "refused", None),
        ("No info held", "not_held", None),
        ("s40", "refused", "s.40"),
        ("s.40(2)", "refused", "s.40(2)"),
        ("Section 40(2)", "refused", "s.40(2)"),
        ("Redacted", "refused", None),
        ("Not held", "not_held", None),
        ("n/a", "missing", None),
        ("N/K", "missing", None),
        ("..", "missing", None),
        ("[x]", "missing", None),
        ("#DIV/0!", "missing", None),
        ("[insert number]", "missing", None),
    ],
)
def test_cells_without_a_figure(text: str, status: str, exemption: str | None) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.status, cell.exemption) == (None, status, exemption)
    assert (cell.low, cell.high) == (None, None)


def test_an_unexplained_dash_is_zero_or_missing() -> None:
    for dash in ("-", "–", "—"):
        cell = read_cell(dash)
        assert cell is not None
        assert (cell.status, [a.value for a in cell.alternatives]) == ("missing", [0])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.6%", 1.6, "percent"),
        ("-7.9%", -7.9, "percent"),
        ("£450", 450, "money"),
        ("47.5", 47.5, "other"),
        ("-247", -247, "other"),
        ("3 hours", 3, "other"),
    ],
)
def test_other_units_are_no_counts(text: str, value: float, unit: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.unit, cell.low, cell.high) == (value, unit, None, None)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "Rape", "2016/17", "16-17", "5-10", "421 (Qlikview) 258 (Niche)", "12 (7.8%)", "19C", "1,68", "1,6811"],
)
def test_words_and_several_figures_are_none(text: str) -> None:
    assert read_cell(text) is None


def test_the_notes_decide() -> None:
    marks = explain_marks(
        ["* denotes fewer than 5 offences, exempt under Section 40(2). An empty cell means that there were none."]
    )
    star, exempt, less = read_cell("*", marks), read_cell("Exempt", marks), read_cell("<5", marks)
    assert star is not None
    assert (star.status, star.low, star.high, star.exemption) == ("suppressed", 1, 4, "s.40(2)")
    assert exempt is not None
    assert exempt.exemption == "s.40(2)"
    assert less is not None
    assert less.exemption == "s.40(2)"
    assert marks.blank is not None
    assert marks.blank.meaning == "zero"
    assert explain_marks([]).blank is None


def test_a_star_that_is_a_footnote_hides_nothing() -> None:
    marks = explain_marks(["* Figures are as at 23 August 2017 and may change."])
    cell = read_cell("1,229*", marks)
    assert cell is not None
    assert (cell.value, cell.status) == (1229, "exact")


@pytest.mark.parametrize(
    ("note", "sign", "meaning", "low", "high"),
    [
        ("'-' means nil", "-", "zero", None, None),
        ("- = no records found", "-", "zero", None, None),
        ("A dash indicates no offences recorded", "-", "zero", None, None),
        ("A nil return is shown as -", "-", "zero", None, None),
        ("Blank cells indicate zero.", "", "zero", None, None),
        ("An empty cell means that there were no offences", "", "zero", None, None),
        ("* = 1-4", "*", "suppressed", 1, 4),
        ("* denotes a figure of 1 to 4", "*", "suppressed", 1, 4),
        ("Figures of less than 5 are shown as *", "*", "suppressed", 1, 4),
        ("Where a * is shown the figure is less than five and has been withheld", "*", "suppressed", 1, 4),
        ("Values fewer than 5 have been replaced with an asterisk; zero is also hidden.", "*", "suppressed", 0, 4),
        ("[c] = confidential", "[c]", "suppressed", None, None),
        ("'..' means not available", "..", "missing", None, None),
        ("x = not available", "x", "missing", None, None),
        ("*Outcome = Charge, Postal Charge", "*", "footnote", None, None),
    ],
)
def test_notes_on_signs(note: str, sign: str, meaning: str, low: int | None, high: int | None) -> None:
    mark = explain_marks([note]).signs[sign]
    assert (mark.meaning, mark.low, mark.high) == (meaning, low, high)


@pytest.mark.parametrize(
    "note",
    [
        "Blank flag means not flagged",
        "A blank gender means that it was not recorded.",
        "Figures in brackets are those with the cyber flag",
        "If you are not satisfied you may ask for an internal review within 40 working days.",
        "Note: one crime may have more than 1 victim; crimes are counted once.",
    ],
)
def test_notes_that_explain_no_sign(note: str) -> None:
    assert explain_marks([note]).signs == {}


def test_a_threshold_without_a_sign_holds_for_signs_that_no_note_explains() -> None:
    marks = explain_marks(["Figures below 5 are withheld."])
    cell = read_cell("*", marks)
    assert cell is not None
    assert (cell.low, cell.high) == (1, 4)


@given(st.integers(0, 10**7), st.sampled_from(["{n}", "{n:,}", " {n} ", "{n}.0", "{n:,}*"]))
def test_any_count_reads_back(n: int, form: str) -> None:
    cell = read_cell(form.format(n=n))
    assert cell is not None
    assert (cell.value, cell.unit, cell.status) == (n, "count", "exact")


@given(st.integers(2, 99), st.sampled_from(["<{n}", "< {n}", "fewer than {n}", "less than {n}"]))
def test_any_threshold_reads_back(n: int, form: str) -> None:
    cell = read_cell(form.format(n=n))
    assert cell is not None
    assert (cell.low, cell.high) == (1, n - 1)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("51,3", 51.3, "other"), ("-14,9", -14.9, "other"), ("12\u2019102", 12102, "count"), ("12,5 %", 12.5, "percent")],
)
def test_figures_as_other_countries_print_them_are_unsure(text: str, value: float, unit: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.value, cell.unit, cell.certainty < 0.7) == (value, unit, True)
