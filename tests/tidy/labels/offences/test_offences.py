"""Offences by code, by title and by group."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tidy.dimensions import headings
from flows.tidy.labels.meanings import Offence
from flows.tidy.labels.offences import offences
from schemas.code_tables import load_codes

LISTED = load_codes("offences")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("17A", "17A"),
        ("017A", "17A"),
        ("019/16", "19/16"),
        ("19/07", "19/7"),
        ("86 / 2", "86/2"),
        ("HO Code 71/17", "71/17"),
        ("Home Office class 21", "21"),
        ("19C - Rape of a female aged 16 and over", "19C"),
        ("21 - Sexual activity involving a child under 13", "21"),
        ("23 Familial sexual offences", "23"),
        ("Sexual grooming (88A)", "88A"),
        ("8L - Harassment", "8L"),
        ("Rape of a Female Child under 16", "19D"),
        ("Rape of a female aged under 16", "19D"),
        ("Rape of female 16 or over", "19C"),
        ("Single Offender: Rape of a female aged under 16", "19D"),
        ("Sexual Assualt on a Male aged 13 and over", "17A"),
        ("Sexual assault on a male child under 13 - Sexual Offences Act 2003 Sec 7", "17B"),
        ("Engage in sexual communication with a child", "71/17"),
        ("Meeting a female child under 16 following sexual grooming etc  offender 18", "88/1"),
        ("Take/make/publish indecent photo/pseudophoto of a child", "86/2"),
        ("Exposure", "88/9"),
    ],
)
def test_codes_and_titles(label: str, code: str) -> None:
    reading = offences.parse(label)
    assert reading is not None
    assert reading.value == Offence(code, LISTED[code]["group"])
    assert reading.flags == ()


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Rape", "rape"),
        ("Rape - child", "rape"),
        ("Rape of a child under 13", "rape"),
        ("Sexual assault", "sexual_assault"),
        ("Sexual activity with a child", "sexual_activity"),
        ("Grooming", "grooming"),
        ("Abuse through sexual exploitation", "exploitation"),
        ("CSE", "exploitation"),
        ("Indecent images of children", "images"),
        ("Other sexual offences", "other"),
        ("All sexual offences", "all"),
        ("Sexual offences against children", "all"),
        ("Communicating indecently", "grooming"),
    ],
)
def test_groups(label: str, group: str) -> None:
    reading = offences.parse(label)
    assert reading is not None
    assert reading.value == Offence(None, group)


def test_a_class_with_the_name_of_a_group_shows_both() -> None:
    reading = offences.parse("Sexual grooming")
    assert reading is not None
    assert reading.value == Offence("88A", "grooming")
    assert Offence(None, "grooming") in reading.alternatives


@pytest.mark.parametrize("label", ["19-Jul", "44031"])
def test_a_code_that_a_spreadsheet_made_a_date_of(label: str) -> None:
    reading = offences.parse(label)
    assert reading is not None
    assert (reading.value.code, reading.flags) == ("19/7", ("excel_date_restored",))
    cell = offences.restore_date(dt.date(2020, 7, 19), "d-mmm")
    assert cell is not None
    assert cell.value.code == "19/7"


def test_a_code_that_contradicts_its_title_is_flagged_with_both() -> None:
    reading = offences.parse("19C - Rape of a female child under 16")
    assert reading is not None
    assert (reading.value.code, reading.flags) == ("19C", ("offence_code_contradicts_name",))
    assert Offence("19D", "rape") in reading.alternatives


@pytest.mark.parametrize("label", ["21", "16/17", "71"])
def test_numbers_that_may_be_ages_or_years_are_unsure(label: str) -> None:
    reading = offences.parse(label)
    assert reading is not None
    assert reading.certainty < 0.5


@pytest.mark.parametrize(
    "label",
    [
        "Violence Against The Person",
        "Burglary",
        "Offences",
        "19D.0",
        "2016/17",
        "Rape - Female",
        "Rape and sexual assault",
        "99Z",
        "437/17",
    ],
)
def test_what_is_no_offence_of_the_lists_is_none(label: str) -> None:
    assert offences.parse(label) is None


def test_the_misspelt_gets_a_suggestion_and_no_reading() -> None:
    assert offences.parse("Sexaul assualt on a feamle child udner 13") is None
    assert offences.suggest("Sexaul assualt on a feamle child udner 13")


@given(st.sampled_from(sorted(LISTED)), st.sampled_from(["HO code {c}", "HO class: {c}", "HO Code {p}"]))
def test_every_code_reads_back(code: str, form: str) -> None:
    padded = (
        "/".join(part.zfill(size) for part, size in zip(code.split("/"), (3, 2), strict=False)) if "/" in code else code
    )
    reading = offences.parse(form.format(c=code, p=padded))
    assert reading is not None
    assert (reading.value.code, reading.certainty) == (code, 1.0)


@given(st.sampled_from([r for r in LISTED.values() if r["level"] in ("class", "subcode")]))
def test_every_title_reads_in_its_group(row: dict[str, str]) -> None:
    reading = offences.parse(row["name"])
    assert reading is not None
    assert reading.value.group == row["group"]
    with_code = offences.parse(f"{row['code']} - {row['name']}")
    assert with_code is not None
    assert (with_code.value.code, with_code.flags) == (row["code"], ())


@pytest.mark.parametrize("label", ["Offence", "HO Code", "Offence group", "Crime Type", "Offence title", "HO Class"])
def test_headings(label: str) -> None:
    assert "offence" in headings(label)
