"""The outcome of a letter from its own words: refusals, what is not held, and words that decide nothing."""

from __future__ import annotations

import pytest

from flows.read.grid import Text
from flows.tidy.text.exemptions import find
from flows.tidy.text.outcomes.outcomes import judge
from flows.tidy.text.parts.sort import sort

REQUEST = [
    "Dear Sir/Madam",
    "You asked:",
    "1. How many sexual offences against children were recorded in 2016/17?",
    "2. How many of these had the online flag?",
    "3. If the request would exceed 18 hours or £450, please answer question 1 only.",
]
APPEAL = [
    "If you are not satisfied you may ask for an internal review of our decision to refuse your request.",
    "Section 40(2) of the Freedom of Information Act 2000 protects personal data; none may be identified.",
    "Yours faithfully",
    "Disclosure Officer",
]

NO_FIGURES = [
    ("refused", "I am writing to advise you that your request has been refused under Section 12 of the Act."),
    ("refused", "We estimate that the cost of compliance with your request would exceed the appropriate limit."),
    ("refused", "To answer would take in excess of 18 hours, and section 12(1) therefore applies."),
    ("refused", "This letter therefore serves as a refusal notice under s17 of the Act."),
    ("refused", "The Constabulary is not obliged to comply with your request as it is vexatious within section 14(1)."),
    (
        "refused",
        "The information you have asked for is exempt by virtue of Section 22, being intended for future publication.",
    ),
    ("refused", "Kent Police can neither confirm nor deny that it holds the information you requested."),
    ("refused", "Unfortunately we are unable to provide the information requested within the cost threshold."),
    ("refused", "The figures will not be disclosed as they are personal data (section 40(2))."),
    ("refused", "We have applied the exemption at Section 31(1)(a), law enforcement, to all of this information."),
    ("refused", "It has been determined that these figures cannot be released at this time."),
    ("refused", "To find out if the victim was a child would mean opening every file, which goes well past the limit."),
    ("refused", "I regret that I must decline your request under section 38 of the Act."),
    ("refused", "Extracting this would require a manual review of each record, at ten minutes per record."),
    ("refused", "The information is withheld under section 30 (investigations)."),
    ("refused", "The cost of complying is more than the Regulations allow; it costs more than the limit."),
    ("not_held", "The Council no longer completes the annual statistics that you ask for."),
    ("not_held", "No information held."),
    ("not_held", "Cumbria Constabulary does not hold any information falling within the terms of your request."),
    ("not_held", "Following a search of our systems, the information is not held by this force."),
    ("not_held", "The requested information isn't recorded: the force does not record the age of victims."),
    ("not_held", "Enquiries have failed to locate any information relevant to your request."),
    ("not_held", "We hold no recorded information about this."),
    ("not_held", "I can confirm that no information in scope of your request is held by this force."),
    ("not_held", "Please treat this as notice under section 17 of FOISA that the information is not held."),
    ("not_held", "There is no facility on the crime system to search for this."),
    ("no_figures", "Please use whole units. If figures are not available, best estimates are acceptable."),
    ("no_figures", "Your request has been transferred to the Home Office, who will reply to you."),
    ("no_figures", "Before we can go on, please could you clarify what you mean by online."),
    ("no_figures", "We require further clarification of the period; your request is on hold until then."),
    ("no_figures", "Please find attached our response."),
    ("no_figures", "You may wish to redirect your request to the Crown Prosecution Service."),
    ("no_figures", "The figures are published at www.example.org and can be found on the force website."),
    ("no_figures", "Thank you for your letter, to which we shall attend."),
]

NO_FIGURES += [
    ("refused", "This is a formal refusal under the Freedom of Information Act."),
    ("refused", "It would cost well in excess of the current FOI threshold of £600 to process your request."),
    ("refused", "An officer would have to read each report in full, which is estimated at 120 hours."),
    ("refused", "Section 31(3) applies: the duty to confirm or deny whether information is held does not arise."),
    ("refused", "The age and gender of the victims remain exempt by cost (Section 12), as our last letter explained."),
    ("refused", "This part of the request attracts an absolute exemption under Section 21."),
    ("not_held", "This information is held by the Crown Prosecution Service and not by Dorset Police."),
    ("not_held", "I can confirm that no such information exists."),
    ("not_held", "Dyfed-Powys Police holds none of the information requested."),
    ("not_held", "Nil held."),
    ("no_figures", "We need some more detail from you: which years do you want?"),
]

WITH_FIGURES = [
    ("answered", "The table below gives the figures."),
    ("answered", "None of the information has been withheld."),
    ("answered", "If you were to refine your request we may be able to answer more within the 18 hour limit."),
    ("answered", "Should you wish to ask for single years, be aware that this could exceed the cost limit."),
    (
        "answered",
        "Kent Police can neither confirm nor deny that it holds any other information by virtue of section 23(5).",
    ),
    ("answered", "In 29 cases the sex of the victim was not recorded."),
    ("answered", "Section 12 of the Act states that a public authority may refuse a request that exceeds the limit."),
    ("answered", "Our systems do not record the time of the offence."),
    ("answered", "Offences are recorded under section 9 of the Sexual Offences Act 2003."),
    ("answered", "Each record was manually reviewed to make the table."),
    ("answered", "We have not gone beyond 18 hours in answering."),
    ("answered", "A nil return means no crimes of that kind were recorded."),
    ("answered", "Offences by offenders over 18 years old are among them."),
    ("part", "The force holds the ages and will not give them, under Section 40(2)."),
    ("part", "The ages cannot be provided within the cost limit (Section 12)."),
    ("part", "Question 2 is refused under section 12 of the Act."),
    ("part", "Figures below five have been withheld under Section 40(2)."),
    ("part", "The online flag is not held for 2015/16."),
    ("part", "We are not able to supply the sex of victims, as doing so would take over 18 hours."),
    (
        "part",
        "As a gesture of goodwill we give the totals, although the request as a whole exceeds the appropriate limit.",
    ),
    ("part", "In respect of Q2, no information is held."),
    ("part", "As discussed, no breakdown by age or sex can be given within the cost limit (s.12)."),
    ("part", "No split by sex could be produced under section 12."),
    ("part", "A breakdown by age would take us past the limit in s.12 and is not given."),
    ("part", "The age and sex have had to be left out so as to stay inside the cost limit."),
    ("part", "A split by age is not possible for cost reasons (s.12)."),
    ("answered", "Nothing had to be left out in order to stay within the cost limit."),
    ("answered", "No charge is made, as the work was under the cost limit."),
    ("answered", "No estimate of the cost was made as the figures were readily available under section 12."),
    ("answered", "Section 12 does not apply and all figures are given."),
    ("part", "Article 16 applies: the split by age would cost more than the Regulations allow."),
]


def letter(*lines: str) -> list[Text]:
    return [Text(line) for line in [*REQUEST, *lines, *APPEAL]]


@pytest.mark.parametrize(("outcome", "words"), NO_FIGURES)
def test_without_figures(outcome: str, words: str) -> None:
    assert judge(sort(letter(words)), figures_found=False).outcome == outcome


@pytest.mark.parametrize(("outcome", "words"), WITH_FIGURES)
def test_with_figures(outcome: str, words: str) -> None:
    assert judge(sort(letter(words)), figures_found=True).outcome == outcome


def test_each_question_has_its_own_outcome() -> None:
    blocks = letter(
        "Question 1", "1,694", "Question 2", "This is refused under Section 12(1).", "Question 3: not held."
    )
    place = next(n for n, b in enumerate(blocks) if b.text == "1,694")
    judged = judge(sort(blocks), True, [place])
    assert [(q.number, q.outcome, q.exemption) for q in judged.questions] == [
        ("1", "answered", None),
        ("2", "refused", "s.12(1)"),
        ("3", "not_held", None),
    ]
    assert judged.outcome == "part"
    assert judged.exemptions == ["s.12(1)"]


def test_a_decision_that_names_questions_is_about_those() -> None:
    blocks = letter("1) 223", "We refuse questions 2 and 3 under section 14.")
    place = next(n for n, b in enumerate(blocks) if b.text == "1) 223")
    judged = judge(sort(blocks), True, [place])
    assert [q.outcome for q in judged.questions] == ["answered", "refused", "refused"]


def test_a_letter_without_figures_or_reasons_asks_to_be_read() -> None:
    judged = judge(sort(letter("Thank you for your letter.")), False)
    assert [f.check for f in judged.findings] == ["no_figures"]


def test_what_was_asked_back_is_a_finding_with_the_words() -> None:
    judged = judge(sort(letter("Please could you clarify which years you mean.")), False)
    assert judged.findings[0].check == "clarification_asked"
    assert "which years" in judged.findings[0].message


def test_reasons_are_those_of_the_law_the_letter_answers_under() -> None:
    assert find("section 17 notice; section 12 and section 34(1) apply", "FOISA") == ["s.12", "s.34(1)"]
    assert find("Article 25(2)", "Jersey") == ["art.25(2)"]
    assert find("regulation 12(4)(b)") == ["reg.12(4)"]
    assert find("an offence under section 31 of the Sexual Offences Act 2003") == []


def test_a_refusal_quoted_from_an_older_mail_decides_nothing() -> None:
    blocks = [
        Text("Dear requester,"),
        Text("Please see the figures below."),
        Text("2016/17 - 46"),
        Text("Regards"),
        Text("From: FOI Team"),
        Text("Sent: 3 August 2017"),
        Text("Your request has been refused under Section 12."),
    ]
    assert judge(sort(blocks), True, [2]).outcome == "answered"


@pytest.mark.parametrize(
    ("outcome", "note"),
    [
        ("part", "Single years of age were asked for. They are refused under section 40(2) (personal information)."),
        ("part", "Q5. This part of your request is refused under Section 12 (cost)."),
        ("answered", "* denotes fewer than 5 offences, withheld under Section 40(2)."),
        ("answered", "The request was received on 4 August 2017 and took 6 hours to answer."),
    ],
)
def test_what_cells_beside_the_figures_say(outcome: str, note: str) -> None:
    assert judge(sort([]), True, notes=[note]).outcome == outcome


@pytest.mark.parametrize(
    "words",
    ["Numbers below 5 are withheld (Section 40(2)).", "Figures of 5 or fewer are redacted under Section 40(2)."],
)
def test_small_numbers_that_are_withheld_are_figures_where_all_have_bounds(words: str) -> None:
    letter = sort([Text(line) for line in [*REQUEST, "Our response", words]])
    assert judge(letter, True, bounded=True).outcome == "answered"
    assert judge(letter, True).outcome == "part"


@pytest.mark.parametrize(("figures", "outcome"), [([1], "part"), ([1, 3], "answered")])
def test_a_question_of_which_nothing_is_recorded_is_a_part_that_is_not_answered(
    figures: list[int], outcome: str
) -> None:
    lines = ["Q1. Please give offences in 2020/21.", "A1. There were 412.", "Q2. How many were solved?"]
    answer = "A2. This is not recorded in a field that can be searched."
    assert judge(sort([Text(t) for t in (*lines, answer)]), True, figures).outcome == outcome
