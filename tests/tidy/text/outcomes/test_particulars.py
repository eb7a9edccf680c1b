"""A letter's reference, date and force, and what it claims to replace."""

from __future__ import annotations

import datetime as dt

import pytest

from flows.read.grid import Text
from flows.tidy.text.outcomes.claims import claims
from flows.tidy.text.outcomes.particulars import dated, reference
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.parts.sort import sort


def letter(*lines: str) -> Letter:
    return sort([Text(line) for line in lines])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Our reference: FOI 8412", "FOI 8412"),
        ("Our ref: HQ/PA/2204/17", "HQ/PA/2204/17"),
        ("FREEDOM OF INFORMATION REQUEST REFERENCE NO: 17/08/1022", "17/08/1022"),
        ("Enquiry Reference: 645- 24", "645-24"),
        ("Request number: FOI/15358", "FOI/15358"),
        ("Freedom of Information Act request number: 2022-015", "2022-015"),
        ("Your ref: 99/17", None),
        ("Reference is made to your letter of 2017", None),
    ],
)
def test_reference(line: str, found: str | None) -> None:
    assert reference(letter(line, "Dear Sir/Madam", "Please see below.")) == found


def test_reference_in_the_subject_of_a_mail() -> None:
    assert reference(letter("Dear all,", "See below."), "RE: Freedom of Information request 437/2017") == "437/2017"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (
            ["14th September 2017", "Dear Sir/Madam", "your request of 3 August 2017 is answered."],
            (2017, 9, 14),
        ),
        (["Date Responded 11 March 2019"], (2019, 3, 11)),
        (["Version date: 15/02/2022", "Rapes in 2021?"], (2022, 2, 15)),
        (["4 October 2017", "Dear Sir", "Your request for information dated 30 August 2017 refers."], (2017, 10, 4)),
        (["Dear Sir", "We write about your request received on 3 August 2017, which is answered below."], None),
    ],
)
def test_dated(lines: list[str], day: tuple[int, int, int] | None) -> None:
    assert dated(letter(*lines)) == (dt.date(*day) if day else None)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (
            "The figure for 2015-16 differs from that in our response FOI 2017- 118 of 20 February 2017. "
            "That figure left out some crimes and should no longer be used; it is replaced by the figure below.",
            "FOI 2017- 118",
        ),
        (
            "The figure which we gave you for 2015/16 in February (2017/061) left out some crimes. "
            "It has been withdrawn and the figures below take its place.",
            "2017/061",
        ),
        ("The 2015/16 figures replace the 38 given in our reply of 4 March 2017 (2017-FOI-388).", "2017-FOI-388"),
        ("The figures for 2015/16 previously disclosed under 2017/118 should not be used any more.", "2017/118"),
    ],
)
def test_a_figure_withdrawn_is_that_of_the_year_named_before(words: str, target: str) -> None:
    (claim,) = claims(letter("Dear Sir", words), "d")
    assert (claim.target, claim.periods) == (target, [(dt.date(2015, 4, 1), dt.date(2016, 3, 31))])


def test_a_warning_not_to_compare_forces_corrects_nothing() -> None:
    words = "Responses to FOI requests may differ between forces and should not be used for comparative purposes."
    assert claims(letter("Dear Sir", words), "d") == []


@pytest.mark.parametrize(
    "words",
    [
        "The earlier table (4 September) should be disregarded.",
        "Corrected spreadsheet: the figures sent on 4 September counted some crimes twice.",
        "This sheet should be used instead of the one attached to our e-mail of 4 September.",
    ],
)
def test_a_table_replaces_one_that_was_sent_before(words: str) -> None:
    (claim,) = claims(Letter(), "d", [words])
    assert claim.target is None


def test_figures_to_be_disregarded_are_corrected() -> None:
    words = "Crimes had been left out of the 2016/17 figures. Please disregard those and use the following."
    (claim,) = claims(letter("Dear Sir", words), "d")
    assert (claim.target, claim.whole) == (None, False)


def test_a_mail_is_of_the_day_on_which_it_was_sent() -> None:
    mail = letter("Hello,", "Further to ours, the correct figures for 1 April 2016 to 31 March 2017 are below.")
    assert dated(mail, mailed=dt.date(2017, 9, 29)) == dt.date(2017, 9, 29)
    assert dated(mail) is None
    assert dated(letter("Date: 14 September 2017"), mailed=dt.date(2017, 9, 29)) == dt.date(2017, 9, 14)


def test_figures_of_one_year_are_replaced() -> None:
    said = letter(
        "Dear Sir",
        "In our earlier reply (reference FOI 011/17) the figure for 2015/16 was incomplete, the system having changed. "
        "The figures below replace those given for that year.",
    )
    (claim,) = claims(said, "d")
    assert (claim.target, claim.whole) == ("FOI 011/17", False)
    assert claim.periods == [(dt.date(2015, 4, 1), dt.date(2016, 3, 31))]


def test_a_note_before_any_question_is_the_letters_own() -> None:
    said = letter(
        "Dear Requester",
        "I am now able to answer your request of 12 September 2017 about sexual offences where the victim was a child.",
        "Please note: when we answered FOI 2017-064 the figure for 2015-16 (329) left out offences still on the old "
        "system. The 2015-16 figure below takes the place of that one. The other years in it are not affected.",
    )
    (claim,) = claims(said, "d")
    assert (claim.target, claim.whole) == ("2017-064", False)
    assert claim.periods == [(dt.date(2015, 4, 1), dt.date(2016, 3, 31))]


def test_an_answer_that_should_read_otherwise_is_corrected() -> None:
    said = letter(
        "In our reply of 1 September the answer to question 5 was run on one flag field only. Questions 1 to 4 are not "
        "affected. The answer to question 5, the number of offences against children with the online flag and of which "
        "the records are complete, should read:",
        "2016/17: 98",
    )
    (claim,) = claims(said, "d")
    assert not claim.whole


def test_an_amended_response_that_lets_a_year_stand_replaces_the_other_alone() -> None:
    said = letter(
        "19 September 2017",
        "Amended response: FOI 3812/17",
        "In the workbook sent to you on 31 August 2017 the columns for 2016/17 left out one district. "
        "The figures for that year are replaced by those below. The figures for 2015/16 do not change.",
    )
    (claim,) = claims(said, "d")
    assert (claim.target, claim.periods) == ("FOI 3812/17", [(dt.date(2016, 4, 1), dt.date(2017, 3, 31))])
    assert dated(said) == dt.date(2017, 9, 19)


@pytest.mark.parametrize(
    "words",
    [
        "This reply corrects our reply of 5 September 2017, in which 3 cancelled crimes were counted for 2016/17.",
        "This is a revised version of our response of 5 September.",
        "Please disregard our previous response.",
        "This letter supersedes our reply dated 5 September 2017.",
        "Please find a corrected response, which replaces in full our letter of 24 August.",
        "Please find attached a corrected response, our first reply having been sent in error.",
    ],
)
def test_a_whole_reply_is_replaced(words: str) -> None:
    (claim,) = claims(letter("Dear Sir", words), "d")
    assert claim.whole
    assert claim.periods == []


@pytest.mark.parametrize(
    "words",
    [
        "These figures may be revised as crimes are reviewed.",
        "The figures are subject to change and will be updated.",
        "Revised counting rules came in on 1 April 2015.",
        "The tables give the figures for 2016/17.",
        "You may wish to revise your request.",
    ],
)
def test_nothing_is_replaced(words: str) -> None:
    assert claims(letter("Dear Sir", words), "d") == []


def test_a_table_to_be_replaced_is_corrected() -> None:
    words = "The table in our reply of 30 August left out 63 crimes. Please replace that table by the one below."
    (claim,) = claims(letter("Dear Sir", words), "d")
    assert not claim.whole
    assert claims(letter("Dear Sir", "If you wish to replace your request, write to us."), "d") == []


@pytest.mark.parametrize(
    "words",
    [
        "The annex sent to you on 28 August left out some crimes. Please discard it and use the annex overleaf.",
        "The sheet which we supplied on 3 May omitted boys. It should be thrown away; the one overleaf is complete.",
        "The attachment to my e-mail of 3 May was short. A full one is attached; please use this one in its stead.",
        "The figures overleaf stand in for those of 28 August, from which crimes were missing.",
        "The schedule that was posted to you on 28 August is incomplete. Please replace it with the one below.",
    ],
)
def test_what_was_sent_and_is_to_be_thrown_away_is_corrected_figure_by_figure(words: str) -> None:
    (claim,) = claims(letter("Dear Sir", words), "d")
    assert not claim.whole


@pytest.mark.parametrize(
    "words",
    [
        "The leaflet and the data are attached. If you have received this in error, please discard it.",
        "The data sent to the Home Office each quarter may differ. Please use the figures below with care.",
        "The figures supplied below count crimes instead of victims. Please ignore blank cells in the table.",
        "Information provided in this reply should not be used commercially.",
    ],
)
def test_nothing_sent_before_is_to_be_thrown_away(words: str) -> None:
    assert claims(letter("Dear Sir", words), "d") == []
