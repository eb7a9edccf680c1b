"""What forces recorded, short returns that say it, and the slips of careless officers in them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from tests.benchmarks.planted_campaign import AGES, NAMES, OFFENCES, SEXES, Recorded, Return, Table

TOTAL, FLAG, AGE, SEX = range(4)
Slip = Callable[[Return, Recorded], Return]
SLIPS: dict[str, Slip] = {}


def slip(plant: Slip) -> Slip:
    SLIPS[plant.__name__] = plant
    return plant


OF_AGE, OF_SEX = (5, 17, 54, 21, 3), (79, 18, 3)
"""Percent of the offences, as forces recorded them."""
ONLINE = {2014: 6, 2015: 8, 2016: 11}


def recorded(force: str, seed: int) -> Recorded:
    """What a force recorded in three years, crime by crime, with shares as forces have them."""
    chance = random.Random(f"{force} {seed}")
    many = chance.randint(350, 900)
    counts = {}
    for year, online in ONLINE.items():
        crimes: Counter[tuple[str, str, str, bool]] = Counter()
        for _ in range(many):
            age, sex = chance.choices(AGES, OF_AGE)[0], chance.choices(SEXES, OF_SEX)[0]
            fitting = [code for code, (_, sexes, ages) in OFFENCES.items() if sex in sexes and age in ages]
            crimes[age, sex, chance.choice(fitting or ["21"]), chance.random() < online / 100] += 1
        counts[year] = dict(crimes)
        many = round(many * chance.uniform(1.02, 1.25))
    return Recorded(force, counts)


def short(own: Recorded, years: tuple[int, ...] = (2015, 2016)) -> Return:
    """A return that says what was asked and no more, each figure once or twice."""
    heads = [NAMES[y] for y in years]

    def lines(label: str, **of: object) -> list[object]:
        return [label, *(own.sum(y, **of) for y in years)]  # type: ignore[arg-type]

    return Return(
        own.force,
        [
            Table("Sexual offences recorded with a victim under 18", ["", *heads], [lines("Offences")]),
            Table(
                "Offences by online flag",
                ["Online flag", *heads],
                [lines("Yes", online=True), lines("No", online=False)],
            ),
            Table("Offences by age of the victim", ["Age", *heads], [lines(age, age=age) for age in AGES]),
            Table("Offences by sex of the victim", ["Sex", *heads], [lines(sex, sex=sex) for sex in SEXES]),
        ],
    )


def listed(own: Recorded, reference: int = 300_000) -> Return:
    """A return that lists every crime: number, date, offence, age and sex of the victim, flag."""
    chance = random.Random(own.force)
    rows: list[list[object]] = []
    for year in (2015, 2016):
        for (age, sex, code, online), many in own.counts[year].items():
            for _ in range(many):
                day = chance.randrange(365)
                month, date = (day // 31 + 3) % 12 + 1, day % 28 + 1
                rows.append(
                    [
                        f"{date:02}/{month:02}/{year + (month < 4)}",
                        code,
                        OFFENCES[code][0],
                        age,
                        sex,
                        "Yes" if online else "No",
                    ]
                )
    chance.shuffle(rows)
    heads = ["Crime number", "Date recorded", "HO code", "Offence", "Age of victim", "Sex of victim", "Online flag"]
    numbered = [[f"{own.force[:2].upper()}/{reference + at}/16", *row] for at, row in enumerate(rows)]
    return Return(own.force, [Table("Sexual offences recorded with a victim under 18", heads, numbered)])


def _labels(made: Return, table: int, one: str, other: str) -> Return:
    """Two labels of a table exchanged."""
    swap = {one: other, other: one}
    for row in made.tables[table].rows:
        row[0] = swap.get(str(row[0]), row[0])
    return made


def _only(made: Return, *tables: int) -> Return:
    return made.copy(tables=[made.tables[at].copy() for at in tables])


def _digits(made: Return, change: Callable[[str], str], table: int = TOTAL, row: int = 0) -> Return:
    cells = made.tables[table].rows[row]
    cells[2] = int(change(str(cells[2])))
    return made


@slip
def online_above_all(made: Return, own: Recorded) -> Return:
    made.tables[FLAG] = Table(
        "Offences with the online flag",
        ["", "2015/16", "2016/17"],
        [["Online flag", own.sum(2015, online=True), own.sum(2016) + 600]],
    )
    return _only(made, TOTAL, FLAG)


@slip
def flag_exchanged(made: Return, own: Recorded) -> Return:
    return _labels(made, FLAG, "Yes", "No")


@slip
def flag_exchanged_and_nothing_beside(made: Return, own: Recorded) -> Return:
    return _only(_labels(made, FLAG, "Yes", "No"), FLAG)


@slip
def sexes_exchanged(made: Return, own: Recorded) -> Return:
    return _labels(made, SEX, "Female", "Male")


@slip
def ages_exchanged(made: Return, own: Recorded) -> Return:
    return _labels(made, AGE, "0-4", "11-15")


@slip
def crimes_listed_twice(made: Return, own: Recorded) -> Return:
    made = listed(own)
    made.tables[0].rows += [list(row) for row in made.tables[0].rows[5:45]]
    return made


@slip
def quarter_missing_from_a_list(made: Return, own: Recorded) -> Return:
    made = listed(own)
    kept = [row for row in made.tables[0].rows if str(row[1])[3:] not in ("07/2016", "08/2016", "09/2016")]
    made.tables[0].rows[:] = kept
    return made


@slip
def block_of_last_year_copied(made: Return, own: Recorded) -> Return:
    for row in made.tables[AGE].rows:
        row[1] = row[2]
    return _only(made, FLAG, AGE, SEX)


@slip
def small_block_copied(made: Return, own: Recorded) -> Return:
    for row in made.tables[SEX].rows:
        row[1] = row[2]
    return _only(made, SEX)


@slip
def years_exchanged_in_one_table(made: Return, own: Recorded) -> Return:
    made.tables[AGE].heads[1:] = made.tables[AGE].heads[:0:-1]
    return made


@slip
def years_exchanged_in_a_table_without_total(made: Return, own: Recorded) -> Return:
    made.tables[AGE].heads[1:] = made.tables[AGE].heads[:0:-1]
    return _only(made, AGE, SEX)


@slip
def years_exchanged_everywhere(made: Return, own: Recorded) -> Return:
    for table in made.tables:
        table.heads[1:] = table.heads[:0:-1]
    return made


@slip
def year_mistyped(made: Return, own: Recorded) -> Return:
    for table in made.tables:
        table.heads[2] = "2106/17"
    return made


@slip
def year_of_one_table_mistyped(made: Return, own: Recorded) -> Return:
    made.tables[FLAG].heads[2] = "2106/17"
    return made


@slip
def digit_lost(made: Return, own: Recorded) -> Return:
    return _digits(made, lambda text: text[:-1])


@slip
def digit_lost_and_nothing_beside(made: Return, own: Recorded) -> Return:
    return _only(_digits(made, lambda text: text[:-1]), TOTAL)


@slip
def digit_doubled(made: Return, own: Recorded) -> Return:
    return _digits(made, lambda text: text[0] + text)


@slip
def digit_doubled_and_nothing_beside(made: Return, own: Recorded) -> Return:
    return _only(_digits(made, lambda text: text[0] + text), TOTAL)


@slip
def figures_glued(made: Return, own: Recorded) -> Return:
    return _only(_digits(made, lambda text: text + "12"), TOTAL, FLAG)


@slip
def digit_lost_of_the_flag(made: Return, own: Recorded) -> Return:
    return _only(_digits(made, lambda text: text[1:], FLAG), TOTAL, FLAG)


@slip
def digit_lost_of_an_age(made: Return, own: Recorded) -> Return:
    return _digits(made, lambda text: text[:-1], AGE, 0)


@slip
def thousands_not_said(made: Return, own: Recorded) -> Return:
    made.tables[TOTAL].rows[0][1:] = [round(n / 1000, 1) for n in made.tables[TOTAL].rows[0][1:]]
    return made


@slip
def thousands_of_one_year_not_said(made: Return, own: Recorded) -> Return:
    made.tables[TOTAL].rows[0][2] = round(made.tables[TOTAL].rows[0][2] / 1000)
    return _only(made, TOTAL, FLAG)


@slip
def file_of_last_year_sent_again(made: Return, own: Recorded) -> Return:
    return short(own, (2014, 2015))


@slip
def title_contradicts_the_header(made: Return, own: Recorded) -> Return:
    made.tables[TOTAL] = Table(
        "Offences recorded in 2016/17 with a victim under 18", ["", "2015/16"], [["Offences", own.sum(2016)]]
    )
    return _only(made, TOTAL)


@slip
def title_names_the_other_sex(made: Return, own: Recorded) -> Return:
    made.tables[SEX] = Table(
        "Offences against male victims", ["Sex", *made.tables[SEX].heads[1:]], [made.tables[SEX].rows[0]]
    )
    return _only(made, TOTAL, SEX)


@slip
def two_tables_that_disagree(made: Return, own: Recorded) -> Return:
    made.tables[AGE].rows[2][2] += 37
    return made


@slip
def total_that_disagrees(made: Return, own: Recorded) -> Return:
    made.tables[AGE].rows.append(["Total", own.sum(2015), own.sum(2016) - 40])
    return _only(made, AGE, FLAG)


@slip
def rows_of_two_forces(made: Return, own: Recorded) -> Return:
    rows = [["Warwickshire", 210, 240], ["West Mercia", 400, 460], ["Total", 610, 700]]
    return made.copy(
        tables=[Table("Sexual offences recorded with a victim under 18", ["Force", "2015/16", "2016/17"], rows)]
    )


@slip
def sentence_with_more_online_than_all(made: Return, own: Recorded) -> Return:
    made = _only(made, AGE)
    made.note = (
        f"In 2016/17 we recorded {own.sum(2016):,} sexual offences against children under 18, of which "
        f"{own.sum(2016) + 900:,} carried the online flag."
    )
    return made
