"""Answers that lean on the question, on the sentence before, or on a colon: what each figure takes over."""

from __future__ import annotations

import pytest

from flows.tidy.labels.periods import periods
from tests.tidy.text.test_prose import Row, params, plain, row, told

YEARS = "1. How many sexual offences against under 18s were recorded in 2015/16 and in 2016/17?"

ANSWERS: list[tuple[list[str], list[Row]]] = [
    ([YEARS, "We recorded 1,101 and 1,234 such offences respectively."], [row("1101", "2015/16"), row("1234")]),
    (
        [YEARS, "A: 1,390 in 2016/17 and 1,247 in 2015/16.", "2. How many had a cyber flag?", "104 and 72."],
        [row("1390"), row("1247", "2015/16"), row("104?", online="yes"), row("72?", "2015/16", online="yes")],
    ),
    (
        [
            "1. How many rapes of children were recorded in 2016/17?",
            "239",
            "2. In how many of those was the victim (i) a girl (ii) a boy?",
            "(i) 201",
            "(ii) 38",
            "3. And in how many was the online flag used?",
            "6",
        ],
        [
            row("239", group="rape"),
            row("201", sex="female", group="rape"),
            row("38", sex="male", group="rape"),
            row("6", online="yes", group="rape"),
        ],
    ),
    (
        ["In 2016/17 71 crimes were committed online: 58 against girls and 13 against boys."],
        [row("71", online="yes"), row("58", sex="female", online="yes"), row("13", sex="male", online="yes")],
    ),
    (["2013/14 - 401 (the online flag did not exist)"], [row("401", "2013/14")]),
    (["2016/17 - 433 (no offences flagged)"], [row("433"), row("0", online="yes")]),
    (
        ["No. where victim under 10: 16/17 142, 15/16 137."],
        [row("142", age="0-9"), row("137", "2015/16", age="0-9")],
    ),
    (
        ["In 2016/17 381 victims were female and 94 male.", "There are 2 where it is not stated."],
        [row("381", sex="female"), row("94", sex="male"), row("2", sex="unknown")],
    ),
    (
        ["The online flag appears on 88 of the 2015 offences and on 130 of the 2016 offences."],
        [row("88", "2015", online="yes"), row("130", "2016", online="yes")],
    ),
    (
        ["We recorded 1,658 in 2016/17, a rise of 11% on the 1,512 of the year before."],
        [row("1658"), row("1512", "2015/16")],
    ),
    (
        ["There were 185 rapes in 2016/17.", "Finally, the online flag. It was applied to 97 offences in 2016/17."],
        [row("185", group="rape"), row("97", online="yes")],
    ),
    (
        ["In 2016/17 12 victims were boys.", "185 of those recorded in 2016/17 were rapes."],
        [row("12", sex="male"), row("185", group="rape")],
    ),
    (
        ["Females were 81% of victims in 2016/17 (1,014 of 1,252) and males 18% (225 of 1,252)."],
        [row("1014", sex="female"), row("1252"), row("225", sex="male"), row("1252")],
    ),
    (
        ["In 2016/17 622 were flagged online, of which over half (401) were grooming and 20 were offences of rape."],
        [row("622", online="yes"), row("401", online="yes", group="grooming"), row("20", online="yes", group="rape")],
    ),
    (
        ["We recorded 655 offences in 2016/17 and 610 in 2015/16.", "29 offences were online in the previous year."],
        [row("655"), row("610", "2015/16"), row("29", "2015/16", online="yes")],
    ),
    (
        ["Year 1 (2015/16) 388 offences. Year 2 (2016/17) 402 offences.", "In Year 1, 71 were boys; in Year 2, 80."],
        [row("388", "2015/16"), row("402"), row("71", "2015/16", sex="male"), row("80", sex="male")],
    ),
    (
        ["1. Please state how many were recorded in 2016/17.", "Answer: Sixty-two (62)."],
        [row("62")],
    ),
    (
        ["1. How many victims in 2016/17 were (a) aged 0-4, (b) aged 5-10?", "Answer: (a) 58; (b) 204."],
        [row("58", age="0-4"), row("204", age="5-10")],
    ),
    (
        ["Please find below the number of rapes, with those flagged as online in brackets.", "2014 120 (2)"],
        [row("120", "2014", group="rape"), row("2", "2014", group="rape", online="yes")],
    ),
    (
        ["Looking at 2016/17 alone, the victim was ten or younger in 234 offences, and eleven to fifteen in 636."],
        [row("234", age="0-10"), row("636", age="11-15")],
    ),
    (
        ["Offence / 2015-16 / 2016-17", "Rape / 133 / 150", "Total / 650 / 737"],
        [row("133", "2015/16", group="rape"), row("150", group="rape"), row("650", "2015/16"), row("737")],
    ),
    (
        [
            "1 April 2016 - 31 March 2017:",
            "Total - 733",
            "Of which:",
            "Female - 601",
            "Male - 127",
            "Of which online - 162",
        ],
        [row("733"), row("601", sex="female"), row("127", sex="male"), row("162", online="yes")],
    ),
    (
        [
            "In 2016/17 there were 22 online offences and 15 in 2015/16.",
            "Five of the 22 and fewer than five of the 15 were boys.",
        ],
        [
            row("22", online="yes"),
            row("15", "2015/16", online="yes"),
            row("5", sex="male", online="yes"),
            row("22", online="yes"),
            row("1-4", "2015/16", sex="male", online="yes"),
            row("15", "2015/16", online="yes"),
        ],
    ),
    (
        ["They fell from 611 in 2014/15 to 588 in 2015/16 and 540 in 2016/17. Online they went from 4 to 31 to 48."],
        [
            row("611", "2014/15"),
            row("588", "2015/16"),
            row("540"),
            row("4", "2014/15", online="yes"),
            row("31", "2015/16", online="yes"),
            row("48", online="yes"),
        ],
    ),
    (
        [
            "We recorded 903 in 2016/17 and 855 in 2015/16.",
            "77 in the most recent year and 52 in the year before that were online.",
        ],
        [row("903"), row("855", "2015/16"), row("77", online="yes"), row("52", "2015/16", online="yes")],
    ),
    (["We said that 58 offences had been flagged online in 2016/17. This should be 85."], [row("85", online="yes")]),
    (
        ["In 2016/17 789 were recorded. Cyber markers were attached to 52.", "In 2015/16 the total was 744."],
        [row("789"), row("52", online="yes"), row("744", "2015/16")],
    ),
    (
        ["The data below show offences where the victim was aged 12 or under.", "Rape: 2015/16 - 61; 2016/17 - 70."],
        [row("61", "2015/16", age="0-12", group="rape"), row("70", age="0-12", group="rape")],
    ),
    (
        ["We looked at victims aged 12 or under.", "2016/17 - 70"],
        [row("70?")],
    ),
    (
        ["Over the two financial years 2015/16 and 2016/17 there were 2,250 offences."],
        [row("2250", "2015-04-01/2017-03-31")],
    ),
    (
        [
            "2015/16: 522 recorded, 431 F / 87 M / 4 unk, 21 online",
            "2016/17: 566 recorded, 470 F / 91 M / 5 unk, 35 online",
        ],
        [
            row("522", "2015/16"),
            row("431", "2015/16", sex="female"),
            row("87", "2015/16", sex="male"),
            row("4", "2015/16", sex="unknown"),
            row("21", "2015/16", online="yes"),
            row("566"),
            row("470", sex="female"),
            row("91", sex="male"),
            row("5", sex="unknown"),
            row("35", online="yes"),
        ],
    ),
    (
        ["101 of the 2016/17 offences (7%) and 70 of the 2015/16 offences (5%) were cyber-flagged."],
        [row("101", online="yes"), row("70", "2015/16", online="yes")],
    ),
    (
        ["There were 630 last financial year (2016/17) and 580 in 2015/16. Last financial year 45 were online."],
        [row("630"), row("580", "2015/16"), row("45", online="yes")],
    ),
    (
        [
            "We recorded 902 in 2015/16 and 1,011 in 2016/17. The flag, which came into use in April 2015, was set for "
            "49 of the 902 and 87 of the 1,011."
        ],
        [
            row("902", "2015/16"),
            row("1011"),
            row("49", "2015/16", online="yes"),
            row("902", "2015/16"),
            row("87", online="yes"),
            row("1011"),
        ],
    ),
    (
        ["2,110 were recorded in 2016/17; 155 had the cyber flag.", "The figure for the preceding year was 1,980."],
        [row("2110"), row("155", online="yes"), row("1980?", "2015/16", online="yes")],
    ),
    (
        ["In 2016/17: all offences, 980; those with an online flag, 71; those where the victim was female, 799."],
        [row("980"), row("71", online="yes"), row("799?", sex="female")],
    ),
    (["The system, which replaced the old one in November 2014, was searched.", "Total: 12"], [row("12?", "")]),
]


@pytest.mark.parametrize(("lines", "expected"), params(ANSWERS))
def test_what_an_answer_takes_over(lines: list[str], expected: list[Row]) -> None:
    assert plain(told(*lines, request=len(lines) == 1 or "replaced" in lines[0])) == plain(expected)


def test_the_two_ends_of_a_financial_year_are_no_year_that_ends_with_the_first() -> None:
    found = periods.find("in the financial year April 2016 - March 2017")
    assert [f.reading.value.label for f in found] == ["2016/17"]


def test_figures_listed_are_no_ages() -> None:
    lines = ["In 2016/17 there were 22 girls aged under 4 and 51 aged 4 to 9. For boys it is 9 and 12."]
    assert [r[-1].rstrip("?") for r in told(*lines)] == ["22", "51", "9", "12"]
    assert told("For boys it was 9, 24, 40 and 12 in 2016/17.")[-1][-1].rstrip("?") == "12"


def test_eighty_is_no_age_of_eight() -> None:
    assert [a[-1] for a in told("Eighty-eight offences were recorded in 2016/17.")] == ["88"]


def test_a_letter_that_no_question_bears_puts_what_the_whole_request_says_in_doubt() -> None:
    request = ["Request", "How many rapes of girls under 13 were recorded in 2016/17, and what else was reported?"]
    answers = ["Response", "A", "Recorded: 14", "B", "Robberies are not held.", "C", "Boys aged 14 in 2015/16: 9"]
    assert told(*request, *answers, request=False) == [
        row("14?", age="0-12", sex="female", group="rape"),
        row("9?", "2015/16", "14-14", "male", group="rape"),
    ]
    assert told(*request, *answers[:1], *answers[2:3], request=False) == [
        row("14", age="0-12", sex="female", group="rape")
    ]


def test_a_request_that_asks_the_same_again_for_many_years_is_answered_year_by_year() -> None:
    """Each such question looks back to all before it, themselves such questions: the work must not double with each."""
    again = [f"{n}. Please provide the same figures for 20{n - 2:02}/{n - 1:02}." for n in range(3, 22)]
    first = ["1. How many rapes were recorded in 2016/17?", "2. How many of them had the online flag?"]
    answers = [f"Question {n}: {n * 7}" for n in range(3, 22)]
    rows = told("Dear Sir", "You asked:", *first, *again, "Our response", *answers, request=False)
    assert [period for period, *_ in rows] == [f"20{n - 2:02}/{n - 1:02}" for n in range(3, 22)]


def test_a_year_that_stands_over_what_names_another_is_in_doubt() -> None:
    lines = ["2015/16", "There were 779 offences against girls in 2016/17. In a further 28 the sex is not known."]
    assert told(*lines) == [row("779", sex="female"), row("28?", sex="unknown")]


def test_a_key_that_says_one_thing_in_all_its_words_leaves_none_unknown() -> None:
    lines = ["Offences in 2016-17, with 2015-16 in brackets:", "Recorded: 512 (455)", "Cyber flag applied: 38 (37)"]
    assert told(*lines)[2:] == [row("38", online="yes"), row("37", "2015/16", online="yes")]
