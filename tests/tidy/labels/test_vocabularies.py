"""Sexes, the online flag, forces, measures, totals and units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.tidy.dimensions import headings
from flows.tidy.labels import forces, measures, online, sexes, totals
from flows.tidy.labels.meanings import Reading
from flows.tidy.labels.vocabulary import units


@pytest.mark.parametrize(
    ("label", "sex"),
    [
        ("F", "female"),
        ("Girls", "female"),
        ("Female victims", "female"),
        ("Number of female victims", "female"),
        ("M", "male"),
        ("Boys", "male"),
        ("U", "unknown"),
        ("Not stated", "unknown"),
        ("Unspecified", "unknown"),
        ("Gender unknown", "unknown"),
        ("Indeterminate", "unknown"),
        ("Regina", "unknown"),
        ("Transgender", "other"),
        ("Both sexes", "all"),
    ],
)
def test_sexes(label: str, sex: str) -> None:
    reading = sexes.parse(label)
    assert reading is not None
    assert reading.value == sex


@pytest.mark.parametrize("label", ["U", "Unknown", "Not recorded", "Other", "All", "Regina"])
def test_words_that_other_dimensions_share_are_unsure(label: str) -> None:
    reading = sexes.parse(label)
    assert reading is not None
    assert reading.certainty < 1


@pytest.mark.parametrize("label", ["Rape of a female", "Female 0-4", "Victim", "Mixed", "Fm"])
def test_what_is_no_sex_is_none(label: str) -> None:
    assert sexes.parse(label) is None


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Online Y", "yes"),
        ("Online flag - Yes", "yes"),
        ("Cyber flag", "yes"),
        ("Cyber flagged crime:", "yes"),
        ("Number with cyber marker", "yes"),
        ("Of which internet related marker", "yes"),
        ("'Internet Involved' special interest marker", "yes"),
        ("Online element flagged", "yes"),
        ("tagged as cyber-crime", "yes"),
        ("of which online", "yes"),
        ("Online N", "no"),
        ("No flag", "no"),
        ("Not flagged", "no"),
        ("non-cyber", "no"),
        ("Number without cyber flag", "no"),
        ("Online flag not set", "no"),
        ("Online flag unknown", "unknown"),
        ("Internet keyword attached", "yes"),
        ("Online keyword not applied", "no"),
    ],
)
def test_the_online_flag(label: str, value: str) -> None:
    reading = online.parse(label)
    assert reading is not None
    assert (reading.value, reading.flags, reading.certainty) == (value, (), 1.0)


@pytest.mark.parametrize(
    ("label", "flag"),
    [
        ("online keyword search", "online_by_keyword"),
        ("cyber by offence type (images and grooming)", "online_by_proxy"),
    ],
)
def test_searches_and_proxies_are_not_the_flag(label: str, flag: str) -> None:
    reading = online.parse(label)
    assert reading is not None
    assert (reading.value, reading.flags) == ("all", (flag,))


def test_a_keyword_that_records_lack_is_the_flag_in_doubt() -> None:
    reading = online.parse("No online keyword")
    assert reading is not None
    assert (reading.value, reading.flags) == ("no", ("online_by_keyword",))


@pytest.mark.parametrize("label", ["TikTok", "HIST special interest marker", "Flagged", "1", "x", "Rape"])
def test_what_says_nothing_of_the_flag_is_none(label: str) -> None:
    assert online.parse(label) is None


def test_ticks_count_only_where_the_column_is_the_flag() -> None:
    readings = [online.parse_flag(v) for v in ("1", "X", "✓", "0", "N", "maybe")]
    assert [r and r.value for r in readings] == ["yes", "yes", "yes", "no", "no", None]


def test_online_in_sentences() -> None:
    assert [f.reading.value for f in online.find("In 2016/17 forty-six of the offences had the cyber flag.")] == ["yes"]
    assert online.find("You may complain to the Commissioner.") == []


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("WMP", "west-midlands"),
        ("London, City of", "city-of-london"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Metropolitan Police(5)", "metropolitan"),
        ("Dyfed–Powys", "dyfed-powys"),
        ("Kent Constabulary", "kent"),
    ],
)
def test_forces(label: str, slug: str) -> None:
    reading = forces.parse(label)
    assert reading is not None
    assert reading.value == slug


@pytest.mark.parametrize("label", ["Yorkshire", "England and Wales", "Total", "North", "Kentish"])
def test_no_force_is_guessed(label: str) -> None:
    assert forces.parse(label) is None


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Offences", "offences"),
        ("Recorded Crime", "offences"),
        ("Count of Occurrences", "offences"),
        ("Number of crimes", "offences"),
        ("Count of Victims", "victims"),
        ("Perpetrators", "suspects"),
        ("Arrest", "arrests"),
        ("Charged", "charges"),
        ("Caution", "cautions"),
        ("Outcome Type", "outcomes"),
        ("Crime outcome group", "outcomes"),
        ("Non-disclosures", "non_disclosures"),
    ],
)
def test_measures(label: str, measure: str) -> None:
    reading = measures.parse(label)
    assert reading is not None
    assert reading.value == measure


@pytest.mark.parametrize("label", ["Count", "No.", "Volume", "Number"])
def test_headers_of_figures_say_no_measure(label: str) -> None:
    assert measures.parse(label) is None
    assert "measure" in headings(label)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Total", "total"),
        ("Sum:", "total"),
        ("GRAND TOTAL", "total"),
        ("TOTAL OFFENCES", "total"),
        ("Sub-total", "subtotal"),
        ("3 Month total", "subtotal"),
    ],
)
def test_totals(label: str, kind: str) -> None:
    reading = totals.parse(label)
    assert reading is not None
    assert (reading.value, reading.certainty) == (kind, 1.0)


@pytest.mark.parametrize("label", ["All", "Both", "All ages"])
def test_words_for_all_are_less_sure_totals(label: str) -> None:
    reading = totals.parse(label)
    assert reading is not None
    assert (reading.value, reading.certainty < 1) == ("total", True)


@pytest.mark.parametrize("label", ["England and Wales", "Total (under 18)", "Female", "Totality"])
def test_no_total(label: str) -> None:
    assert totals.parse(label) is None


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("%", "percent"),
        ("% of total", "percent"),
        ("% Change", "percent"),
        ("Percentage", "percent"),
        ("Rate per 1,000 population", "rate"),
        ("per 1,000", "rate"),
        ("£", "money"),
        ("Number change", "other"),
        ("Hours", "other"),
        ("Average", "other"),
        ("No.", "count"),
    ],
)
def test_units(label: str, unit: str) -> None:
    reading = units.parse(label)
    assert reading is not None
    assert reading.value == unit


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Online and offline", "all"),
        ("Flagged or not flagged", "all"),
        ("Cyber and non-cyber", "all"),
        ("with and without the flag", "all"),
        ("Not flagged as online or cyber", "no"),
        ("Internet and social media not flagged", "no"),
        ("not cyber-enabled or cyber-dependent", "no"),
        ("neither online nor cyber", "no"),
        ("Marker absent", "no"),
        ("Online / offline", None),
        ("Online flag Y/N", None),
    ],
)
def test_what_both_answers_to_the_flag_join_is_all(label: str, value: str | None) -> None:
    reading = online.parse(label)
    assert (reading.value if reading else None) == value


@pytest.mark.parametrize("text", ["Online and offline offences", "online flag set / not set", "Online v offline"])
def test_a_text_that_names_both_answers_gives_both(text: str) -> None:
    assert {found.reading.value for found in online.find(text)} == {"yes", "no"}


@pytest.mark.parametrize(
    ("parse", "label", "value"),
    [
        (sexes.parse, "Women & girls", "female"),
        (sexes.parse, "Men and boys", "male"),
        (sexes.parse, "Female victim(s)", "female"),
        (sexes.parse, "Not rec'd", "unknown"),
        (online.parse, "OCF = 1", "yes"),
        (online.parse, "Online flag: 0", "no"),
        (online.parse, "Home Office online crime flag used", "yes"),
        (online.parse, "w/o online marker", "no"),
        (totals.parse, "Total inc. unknown", "total"),
        (totals.parse, "Total Result", "total"),
        (totals.parse, "Everyone", "total"),
    ],
)
def test_more_ways_to_write_a_label(parse: Callable[[str], Reading[str] | None], label: str, value: str) -> None:
    reading = parse(label)
    assert reading is not None
    assert reading.value == value
