from __future__ import annotations

from flows.tidy.breakdowns import names_only
from flows.tidy.labels.meanings import Offence
from flows.tidy.layout.around.captions import is_caption, sorted_out
from flows.tidy.layout.around.surroundings import FAR, NEAR, TITLES, settle_caption, surroundings
from tests.tidy.laid import read


def test_the_nearest_words_decide() -> None:
    found = surroundings([(NEAR, ["Table 2: 2015/16", "Offences against females, 2016/17"])]).values
    assert (found["period"].label, found["sex"]) == ("2015/16", "female")


def test_two_values_decide_nothing() -> None:
    assert "period" not in surroundings([(NEAR, ["2015/16 and 2016/17"])]).values


def test_the_day_on_which_figures_were_taken_is_no_period() -> None:
    assert "period" not in surroundings([(NEAR, ["Last extracted 04/08/2015", "Refresh date: 4 August 2015"])]).values
    assert surroundings([(NEAR, ["Figures for 2015/16, updated on 04/08/2016"])]).values["period"].label == "2015/16"


def test_what_figures_are_broken_down_by_gives_no_value() -> None:
    assert "online" not in surroundings([(NEAR, ["Offences by age and online flag, 2016/17"])]).values


def test_the_request_gives_a_period_only_as_a_guess() -> None:
    found = surroundings([(FAR, ["How many offences were recorded in 2016/17?"])])
    assert found.doubts == {"period": "period_guessed"}


def test_unknown_is_settled_by_the_captions_beside_it() -> None:
    assert settle_caption("Unknown", ["Female", "Male", "Unknown"]) == {"sex": "unknown"}
    assert settle_caption("Unknown", ["Unknown"]) == {}


def test_a_question_with_two_parts_is_no_caption() -> None:
    two = "How many offences were recorded, and how many of these had the online flag?"
    assert is_caption("How many had the online flag?")
    assert sorted_out(["2016/17", two]) == (["2016/17"], [two])


def test_names_of_dimensions() -> None:
    assert names_only("Sex of victim")
    assert not names_only("Female")


def test_a_unit_over_the_table_holds_where_its_labels_give_none() -> None:
    unit = ("", "", "Full-time equivalents")
    found = read(unit, ("Force", "Sep-15", "% change"), ("Kent", "512", "4.1"), ("Essex", "498", "-0.2"))
    assert [d.unit for d in found.drafts] == ["other", "percent"] * 2


def test_the_class_of_another_question_is_not_that_of_a_caption_on_all_sexual_offences() -> None:
    found = surroundings([(NEAR, ["Child sexual offences by method"]), (FAR, ["How many rapes were recorded?"])])
    assert (found.values["offence"].group, found.doubts["offence"]) == ("all", "label_guessed")


def test_a_list_of_what_figures_are_broken_down_by_ends_at_a_date() -> None:
    captions = [
        "Offences by district, April to September 2018",
        "Offences by outcome, year ending March 2018",
        "Offences by month, April 2016 to March 2017",
    ]
    periods = [surroundings([(NEAR, [c])]).values["period"].label for c in captions]
    assert periods == ["2018-04-01/2018-09-30", "2017/18", "2016/17"]


def test_numbers_of_things_in_a_caption_are_no_ages_nor_offences() -> None:
    captions = [
        "Addresses with 10 or more occurrences in 2017",
        "In the period 01/04/2016-31/03/2019 (three years)",
        "Table 3a 2017",
    ]
    assert all({"age", "offence"}.isdisjoint(surroundings([(NEAR, [c])]).values) for c in captions)
    assert surroundings([(NEAR, ["Victims aged 18 or more in 2017"])]).values["age"].band == "18+"


def test_a_period_that_can_be_another_is_in_doubt() -> None:
    found = surroundings([(NEAR, ["Exclusions in the academic year 2017/18"])])
    assert (found.values["period"].label, found.doubts) == ("2017-09-01/2018-08-31", {"period": "reading_ambiguous"})


def test_what_a_document_names_alone_holds_without_a_doubt() -> None:
    only = {"offence": (Offence("71/17", "grooming"), "Sexual communication with a child")}
    found = surroundings(
        [(NEAR, ["Social media and grooming"]), (FAR, [""]), (TITLES, ["Sexual communication with a child"])], only
    )
    assert (found.values["offence"].code, found.doubts) == ("71/17", {})
