"""Sentences of many hands: which value of each dimension speaks of which figure."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.tidy.text.test_answers import ANSWERS
from tests.tidy.text.test_prose import MORE, WORDINGS, Row, params, plain, row, told

DEALT: list[tuple[list[str], list[Row]]] = [
    (
        ['Where an area has fewer than 5, write "<5".', "In 2016/17 there were 61 offences."],
        [row("61")],
    ),
    (
        ["The flag was attached to 61 offences in 2016/17 and to 47 in 2015/16."],
        [row("61", online="yes"), row("47", "2015/16", online="yes")],
    ),
    (
        ["Number of offences with a cyber flag – 61 (2015/16), 72 (2016/17)"],
        [row("61", "2015/16", online="yes"), row("72", online="yes")],
    ),
    (
        ["61 and 47 offences were recorded in 2016/17 and 2015/16 respectively."],
        [row("61"), row("47", "2015/16")],
    ),
    (
        ["There were 201, 233 and 260 offences in 2014/15, 2015/16 and 2016/17."],
        [row("201", "2014/15"), row("233", "2015/16"), row("260")],
    ),
    (
        ["No offences were recorded in either 2014/15 or 2015/16, and six in 2016/17."],
        [row("0", "2014/15"), row("0", "2015/16"), row("6")],
    ),
    (
        ["In 2016/17 there were 571 girls and 106 boys. For the remaining twelve the gender was not recorded."],
        [row("571", sex="female"), row("106", sex="male"), row("12", sex="unknown")],
    ),
    (
        ["2016/17: under one, 1; one to four, 38; not known, 5."],
        [row("1", age="0-0"), row("38", age="1-4"), row("5", age="unknown")],
    ),
    (
        ["In 2016/17, 61 of our 1,020 offences had the online flag; in 2015/16, 44 of 955 did."],
        [row("61", online="yes"), row("1020"), row("44", "2015/16", online="yes"), row("955", "2015/16")],
    ),
    (
        ["In 2016/17 there were 540 offences against girls and 122 against boys; in 2015/16 there were 498 and 117."],
        [
            row("540", sex="female"),
            row("122", sex="male"),
            row("498", "2015/16", sex="female"),
            row("117", "2015/16", sex="male"),
        ],
    ),
    (["Cyber flag offences have risen. There were just 8 in 2016/17."], [row("8?", online="yes")]),
    (
        ["Online flag: 2014/15 n/a; 2015/16 – 13."],
        [row("None-None", "2014/15", online="yes"), row("13", "2015/16", online="yes")],
    ),
    (["The number for 2016/17, given as 143, should have read 134."], [row("134")]),
    (["In 2016/17 Snapchat was named in 22 of the records."], [row("22?")]),
    (['The word "online" appears in the notes of 96 crimes in 2016/17.'], [row("96?")]),
    (["Of the offences in 2016/17, five carried a transgender hate crime marker."], [row("5?")]),
    (
        ["In 2016/17, in 702 of these crimes the victim was female, in 131 male and in 12 the sex was left blank."],
        [row("702", sex="female"), row("131", sex="male"), row("12", sex="unknown")],
    ),
    (
        ["2016/17: yes: 20; no: 382 (online flag)"],
        [row("20", online="yes"), row("382", online="no")],
    ),
    (
        ["Years ending 31 March: 2015 - 540, 2016 - 588."],
        [row("540", "2014/15"), row("588", "2015/16")],
    ),
    (["Offences by financial year", "2015 - 540"], [row("540?", "2015")]),
    (
        ["29 (0-5), 60 (6-10), 201 (11-15) and 87 (16-17) offences were recorded in 2016/17."],
        [row("29", age="0-5"), row("60", age="6-10"), row("201", age="11-15"), row("87", age="16-17")],
    ),
    (
        ["In 2016/17 there were 322 against those under 13 and 801 against those aged 13 to 17, making 1,123 in all."],
        [row("322", age="0-12"), row("801", age="13-17"), row("1123")],
    ),
    (["The cyber flag was attached 49 times in 2016/17."], [row("49", online="yes")]),
    (
        ["Those against boys went from 104 in 2015/16 to 139 in 2016/17. Those against girls went from 602 to 688."],
        [
            row("104", "2015/16", sex="male"),
            row("139", sex="male"),
            row("602", "2015/16", sex="female"),
            row("688", sex="female"),
        ],
    ),
    (
        ["In 2016/17 there were 402 offences (female 344, male 55, not stated 3)."],
        [row("402"), row("344", sex="female"), row("55", sex="male"), row("3", sex="unknown")],
    ),
    (
        ["2016/17 offences: 905 (female: 740 / male: 165)"],
        [row("905"), row("740", sex="female"), row("165", sex="male")],
    ),
    (
        ["In 2016/17 the figures are 622 (all), 500 (female), 119 (male) and 3 (unknown)."],
        [row("622"), row("500", sex="female"), row("119", sex="male"), row("3", sex="unknown")],
    ),
    (["Offences between 01/04/2016 and 31/03/2017 is 462"], [row("462")]),
    (["In 2016/17, 36 of the 702 crimes and in 2015/16 20 of the 655 crimes carried the flag."], [
        row("36", online="yes"), row("702"), row("20", "2015/16", online="yes"), row("655", "2015/16"),
    ]),
    (["Offences against boys in 2016/17: 101; this is 12 more than the 89 of 2015/16."], [
        row("101", sex="male"), row("89", "2015/16", sex="male"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "rows"), params(DEALT))
def test_values_are_dealt_to_their_figures(lines: list[str], rows: list[Row]) -> None:
    assert plain(told(*lines)) == plain(rows)


def test_questions_and_answers_without_numbers() -> None:
    lines = [
        "Request",
        "Q. How many sexual offences against children did you record in 2016/17?",
        "A. 1,157",
        "Q. And in 2015/16?",
        "A. 988",
        "Q. How many of the 2016/17 offences carried the online flag?",
        "A. Seventy-four",
    ]
    assert told(*lines, request=False) == [row("1157"), row("988", "2015/16"), row("74", online="yes")]


def test_answers_between_the_questions_of_a_mail() -> None:
    lines = [
        "Please see our answers below your questions.",
        "> 1. How many sexual offences against children under 18 were recorded in 2016/17?",
        "Essex: 214",
        "> 2. How many of these had the online flag?",
        "Essex: 9",
    ]
    assert told(*lines, request=False) == [row("214"), row("9", online="yes")]


def test_questions_named_by_their_place() -> None:
    lines = ["In respect of 2016/17 the answer to your first question is 1,590 and to your second 118."]
    assert told(*lines) == [row("1590"), row("118", online="yes")]


def test_answers_that_stand_before_their_questions() -> None:
    lines = [
        "Q1) Total: 2016/17 (556) 2015/16 (498)",
        "Q2) Online: 2016/17 (34) 2015/16 (19)",
        "Q1) How many sexual offences against children?",
        "Q2) How many were online-flagged?",
    ]
    assert told(*lines, request=False) == [
        row("556"),
        row("498", "2015/16"),
        row("34", online="yes"),
        row("19", "2015/16", online="yes"),
    ]


def test_what_follows_from_a_doubtful_figure_is_in_doubt() -> None:
    lines = ["Snapchat was named in 22 of the offences in 2016/17.", "Of these, 5 were against boys."]
    assert told(*lines) == [row("22?"), row("5?", sex="male")]


@pytest.mark.parametrize(
    "line",
    [
        "Offences in schools fell from 30 in 2015/16 to 20 in 2016/17.",
        "There were 30 offences in schools in 2015/16. In 2016/17 there were 20.",
        "30 offences in 2015/16 and 20 in 2016/17 took place in schools.",
    ],
)
def test_words_that_nothing_knows_narrow_all_that_speaks_on(line: str) -> None:
    assert told(line) == [row("30?", "2015/16"), row("20?")]


def test_a_figure_that_counts_anew_is_not_narrowed_by_the_one_before() -> None:
    line = "There were 30 offences in schools in 2015/16. In 2016/17 there were 20 offences."
    assert told(line) == [row("30?", "2015/16"), row("20")]


def test_a_quarter_of_no_year_is_in_doubt() -> None:
    line = "There were 40 offences in the second quarter, and 30 in 2015."
    assert [figure for *_, figure in told(line)] == ["40?", "30"]


def test_wrong_figures_are_in_doubt_and_right_ones_seldom() -> None:
    silent = doubted = right = 0
    asked = [(lines, rows, True) for lines, rows in [*WORDINGS, *MORE, *DEALT] if rows]
    for lines, rows, request in [*asked, *((lines, rows, len(lines) == 1) for lines, rows in ANSWERS)]:
        left = Counter(plain(rows))
        for given in told(*lines, request=request):
            [bare] = plain([given])
            left[bare] -= 1
            silent += left[bare] < 0 and bare == given
            right += left[bare] >= 0
            doubted += left[bare] >= 0 and bare != given
    assert silent <= 4
    assert doubted <= 0.15 * right


def test_the_one_period_that_a_letter_names_is_that_of_all_its_figures() -> None:
    lines = [
        "Q.1 Sexual offences against under 18s",
        "A total of 744 offences were recorded in the period 1 April 2016 to 31 March 2017.",
        "Q.2 Gender of the victims",
        "Male: 122",
        "Not recorded: 4",
    ]
    assert told(*lines, request=False) == [row("744"), row("122", sex="male"), row("4", sex="unknown")]


def test_each_search_dates_the_figures_behind_it() -> None:
    lines = [
        "We searched for the period 01/04/16 to 31/03/17. The search identified 902 crimes.",
        "We then searched for the period 01/04/15 to 31/03/16. The search identified 811 crimes.",
    ]
    assert [(period, figure) for period, *_, figure in told(*lines, request=False)] == [
        ("2016/17", "902"),
        ("2015/16", "811"),
    ]


def test_a_paragraph_with_figures_is_no_standing_text() -> None:
    line = "Thank you for your enquiry. I can confirm that Kent Police recorded 702 sexual offences in 2016/17."
    assert told(line, request=False) == [row("702")]


def test_a_question_and_its_answer_in_one_paragraph() -> None:
    lines = [
        "Q1 How many sexual offences against children were recorded in 2016/17? 96",
        "Q2 How many were rapes? Eight",
    ]
    assert told(*lines, request=False) == [row("96"), row("8", group="rape")]


def test_an_offence_of_one_question_is_not_that_of_all() -> None:
    lines = [
        "1. How many sexual offences against children were recorded in 2016/17?",
        "2. How many of them were grooming offences?",
        "Response",
        "1. 1,188",
        "2. 28",
    ]
    assert told(*lines, request=False) == [row("1188"), row("28", group="grooming")]


def test_figures_behind_brackets_go_on_from_the_figure_before_them() -> None:
    lines = ["We recorded 302 offences in 2016/17 (290 in 2015/16), with 19 (11 in 2015/16) carrying the online flag."]
    assert plain(told(*lines)) == [
        row("302"),
        row("290", "2015/16"),
        row("19", online="yes"),
        row("11", "2015/16", online="yes"),
    ]
