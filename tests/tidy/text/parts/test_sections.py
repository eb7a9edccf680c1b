"""A letter in its parts: what is asked, what answers which question, what is neither; what stands round a table."""

from __future__ import annotations

from flows.read.grid import Box, Cell, Grid, Role, Text
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.parts.sort import sort

TABLE = Grid(1, 1, (Cell(1, 1, "5"),), "word")


def sorted_(*lines: str | Text | Grid) -> Letter:
    return sort([Text(line) if isinstance(line, str) else line for line in lines])


def parts(letter: Letter) -> list[str]:
    return [p.part for p in letter.passages]


def test_a_plain_letter() -> None:
    letter = sorted_(
        "Kent Police",
        "Our reference: FOI 12/17",
        "Dear Sir/Madam",
        "I write in connection with your request for information, received on 3 August 2017, in which you asked:",
        "1. How many offences were recorded in 2016/17?",
        "2. Please give the same for 2015/16.",
        "The figures are below.",
        TABLE,
        "* denotes fewer than 5.",
        "If you are not satisfied with this response you may ask for an internal review.",
        "Yours faithfully",
        "Disclosure Officer",
    )
    assert parts(letter) == [
        *["letterhead"] * 4,
        *["request"] * 2,
        *["response"] * 2,
        "note",
        "boilerplate",
        "signature",
        "signature",
    ]
    assert [a.number for a in letter.asked] == ["1", "2"]


def test_a_table_under_a_question_has_its_words() -> None:
    letter = sorted_(
        "You asked:",
        "1. How many offences were recorded?",
        "2. How many of these had the online flag?",
        "Our response",
        "Question 2",
        "Table 4: offences by year",
        TABLE,
        "* Figures may change.",
    )
    around = letter.around(6)
    assert around.numbers == ("2",)
    assert around.question == "How many of these had the online flag?"
    assert around.above[0] == "Table 4: offences by year"
    assert around.notes == ("* Figures may change.",)


def test_after_several_questions_an_answer_without_a_number_answers_none_of_them() -> None:
    letter = sorted_("You asked:", "1. How many in all?", "2. How many online?", "Offences by age", TABLE)
    assert letter.around(4).numbers == ()


def test_one_answer_to_several_questions() -> None:
    letter = sorted_("You asked:", "1. A?", "2. B?", "3. C?", "4. D?", "Response 2 to 4: none are kept here by anyone.")
    assert letter.passages[-1].numbers == ("2", "3", "4")


def test_a_question_repeated_as_a_heading_is_the_same_question() -> None:
    letter = sorted_(
        "You asked:",
        "1. How many sexual offences against children were recorded in 2016/17?",
        "2. How many were online?",
        "Our response",
        Text("How many sexual offences against children were recorded in 2016/17?", "heading"),
        "1,694",
    )
    assert letter.passages[-1].numbers == ("1",)
    assert len(letter.asked) == 2


def test_items_numbered_twice_ask_and_then_answer() -> None:
    letter = sorted_("1) Offences recorded in 2016", "2) Charges brought since then", "1) 223", "2) 4")
    assert [(p.part, p.numbers) for p in letter.passages] == [
        ("request", ("1",)),
        ("request", ("2",)),
        ("response", ("1",)),
        ("response", ("2",)),
    ]


def test_each_question_answered_in_turn() -> None:
    letter = sorted_("1. Rapes recorded in 2021?", "816", "2. Stranger rapes in 2021?", "25")
    assert [(p.part, p.numbers) for p in letter.passages if p.part == "response"] == [
        ("response", ("1",)),
        ("response", ("2",)),
    ]


def test_drawn_list_numbers_that_count_parts_are_put_right() -> None:
    def item(mark: str, text: str) -> Text:
        return Text(text, "list_item", mark)

    letter = sorted_(
        "You asked:",
        item("1.", "How many applications in 2018?"),
        item("2.", "(i) How many disclosed? (ii) How many were registered?"),
        item("3.", "Main offence?"),
        "In response:",
        item("1.", "92"),
        item("2.", "i) 8"),
        item("3.", "ii) 6"),
        item("4.", "Rape"),
    )
    assert [p.numbers for p in letter.passages[-4:]] == [("1",), ("2i",), ("2ii",), ("3",)]


def test_letters_that_stand_alone_are_questions_only_in_a_row() -> None:
    letter = sorted_("C", "CHESHIRE CONSTABULARY", "Dear Sir/Madam", "You asked:", "1. How many?", "1. 46")
    assert letter.passages[0].numbers == ()
    answers = sorted_(
        "Request", "A", "images since 2008;", "B", "grooming since 2008.", "Response", "A", "10", "B", "12"
    )
    assert [p.numbers for p in answers.passages if p.text in ("10", "12")] == [("a",), ("b",)]


def test_a_line_that_the_page_broke_is_put_together_over_a_footer() -> None:
    letter = sorted_(
        "Dear Sir",
        "Section 40(2) of the Freedom of Information Act 2000 protects personal data; it must not be used to identify",
        Text("Page 1", "page_footer"),
        "any person.",
    )
    assert parts(letter) == ["letterhead", "furniture", "boilerplate"]


def test_lines_of_a_list_stay_apart() -> None:
    letter = sorted_("Dear Sir", "Offences recorded, victim under 18:\n2015/16 - 679\n2016/17 - 1110")
    assert [p.text for p in letter.passages][1:] == [
        "Offences recorded, victim under 18:",
        "2015/16 - 679",
        "2016/17 - 1110",
    ]


def test_near_lines_are_one_paragraph_and_far_ones_are_not() -> None:
    def line(text: str, top: float, role: Role = "body") -> Text:
        return Text(text, role, page=1, box=Box(50, top, 500, top + 10))

    first = "The force recorded these offences after the change of its recording system to the one named"
    assert len(sorted_(line(first, 100), line("Niche, in November.", 112)).passages) == 1
    assert len(sorted_(line(first, 100), line("Niche, in November.", 140)).passages) == 2


def test_a_decision_is_no_boilerplate_whatever_it_quotes() -> None:
    letter = sorted_("You asked:", "1. How many?", "Section 12 of the Act applies: your request is refused.")
    assert letter.passages[-1].part == "response"


def test_older_mails_below_are_history() -> None:
    letter = sorted_(
        "Dear all,", "Please see below.", "2016/17 - 46", "Regards", "-----Original Message-----", "2015/16 - 99"
    )
    assert parts(letter)[-2:] == ["history", "history"]


def test_the_page_round_an_answer_is_furniture() -> None:
    letter = sorted_(
        "Accept cookies", Text("Rapes in 2021", "heading"), "Response", "46", "Was this page useful?", "Roads (260)"
    )
    assert [p.part for p in letter.passages if "260" in p.text or "cookies" in p.text] == ["furniture", "furniture"]


def test_a_first_paragraph_that_tells_of_the_request_and_decides_it_is_an_answer() -> None:
    letter = sorted_("Dear Sir", "You asked for crimes by age. Small figures are held back under s40.", "Table 1")
    assert [p.part for p in letter.passages] == ["letterhead", "response", "response"]


def test_a_sentence_on_what_a_mark_means_is_no_heading_of_standing_text() -> None:
    letter = sorted_("Dear Sir", "We recorded 12.", "S40 - not disclosed under section 40(2).", "Of these 3 had it.")
    assert [p.part for p in letter.passages[1:]] == ["response"] * 3


def test_a_request_told_in_full_is_followed_by_its_answer() -> None:
    letter = sorted_(
        "Our Ref: 5102/17",
        "4 October 2017",
        "Dear requester",
        "I write in response to your request for information dated 30 August 2017 about sexual offences against "
        "children in 2016-2017 and 2015-2016, by age and gender.",
        "Please note that the 2015-2016 figure supplied to you under reference 388/17 is withdrawn.",
        TABLE,
    )
    assert parts(letter) == ["letterhead", "letterhead", "letterhead", "request", "response", "response"]


def test_what_was_supplied_before_is_not_asked() -> None:
    letter = sorted_(
        "Dear requester",
        "I write in response to your request of 30 August 2017 about sexual offences against children.",
        "The 2015-2016 figure supplied to you under reference 388/17 is withdrawn.",
        TABLE,
    )
    assert parts(letter) == ["letterhead", "request", "response", "response"]
