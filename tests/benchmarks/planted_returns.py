"""Faults to plant into a return: each changes a sound one as forces, and programs, get them wrong."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.benchmarks.planted_campaign import OFFENCES, Recorded, Return, sound

TOTAL, AGE, YOUNG, SEX, CLASS, ONLINE, CROSSED, CLASSES = range(8)
Fault = Callable[[Return, Recorded, Recorded, random.Random], Return]
FAULTS: dict[str, Fault] = {}


def fault(plant: Fault) -> Fault:
    FAULTS[plant.__name__] = plant
    return plant


def _swap_heads(made: Return, *tables: int) -> Return:
    for at in tables:
        heads = made.tables[at].heads
        heads[1], heads[2] = heads[2], heads[1]
    return made


@fault
def years_swapped_everywhere(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    return _swap_heads(made, TOTAL, AGE, YOUNG, SEX, CLASS, ONLINE).copy(tables=made.tables[:CROSSED])


@fault
def years_swapped_in_one_table(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    return _swap_heads(made, AGE)


@fault
def sexes_swapped_everywhere(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for row in made.tables[SEX].rows:
        row[0] = {"Female": "Male", "Male": "Female"}.get(row[0], row[0])
    for at in (CROSSED, CLASSES):
        made.tables[at].heads[1:3] = made.tables[at].heads[2:0:-1]
    return made


@fault
def sexes_swapped_in_one_table(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    made.tables[CROSSED].heads[1:3] = made.tables[CROSSED].heads[2:0:-1]
    return made


@fault
def boys_under_girls(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    made.tables[CLASSES].heads[1:3] = made.tables[CLASSES].heads[2:0:-1]
    made.tables = [table for at, table in enumerate(made.tables) if at not in (SEX, CROSSED)]
    return made


@fault
def column_shifted(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    rows = made.tables[CLASS].rows[:-1]
    values = [row[2] for row in rows]
    for row, value in zip(rows, values[1:] + values[:1], strict=True):
        row[2] = value
    return made


@fault
def column_shifted_with_ages(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    rows = made.tables[AGE].rows[:-1]
    values = [row[2] for row in rows]
    for row, value in zip(rows, values[-1:] + values[:-1], strict=True):
        row[2] = value
    return made


@fault
def digit_dropped(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    row = chance.choice([row for row in made.tables[CLASS].rows[:-1] if row[2] > 99])
    row[2] = int(str(row[2])[:-1])
    return made


@fault
def digit_dropped_where_nothing_repeats_it(
    made: Return, own: Recorded, other: Recorded, chance: random.Random
) -> Return:
    made.tables[ONLINE].rows[0][2] = int(str(made.tables[ONLINE].rows[0][2])[1:])
    return made


@fault
def digits_exchanged(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    row = next(row for row in made.tables[AGE].rows[:-1] if row[2] > 9 and str(row[2])[-1] != str(row[2])[-2])
    text = str(row[2])
    row[2] = int(text[:-2] + text[-1] + text[-2])
    return made


@fault
def row_lost(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    del made.tables[CLASS].rows[chance.randrange(len(OFFENCES))]
    return made


@fault
def row_lost_in_crossed_table(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    del made.tables[CROSSED].rows[chance.randrange(3)]
    return made


@fault
def row_doubled(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    at = chance.randrange(len(OFFENCES))
    made.tables[CLASS].rows.insert(at, list(made.tables[CLASS].rows[at]))
    return made


@fault
def total_of_last_year(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    made.tables[AGE].rows[-1][2] = made.tables[AGE].rows[-1][1]
    return made


@fault
def last_years_column_copied(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for at in (TOTAL, AGE, YOUNG, SEX, CLASS, ONLINE):
        for row in made.tables[at].rows:
            row[2] = row[1]
    made.tables = made.tables[:CROSSED]
    return made


@fault
def return_of_another_force(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    return sound(other)


@fault
def figures_of_another_force(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    return sound(other).copy(force=own.force)


@fault
def old_return_sent_again(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    return sound(own, 2015)


@fault
def old_return_with_new_labels(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    return sound(Recorded(own.force, {2015: own.counts[2014], 2016: own.counts[2015]}))


@fault
def point_for_thousands(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for row in made.tables[SEX].rows:
        row[1:] = [f"{n // 1000}.{n % 1000:03}" if n > 999 else n for n in row[1:]]
    return made


@fault
def negative_count(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    row = made.tables[AGE].rows[chance.randrange(4)]
    row[1] = f"-{row[1]}"
    return made


@fault
def decimal_count(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    row = made.tables[AGE].rows[chance.randrange(4)]
    row[1] = f"{row[1]}.5"
    return made


@fault
def percentages_as_counts(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    table = made.tables[AGE]
    for at in (1, 2):
        whole = table.rows[-1][at]
        for row in table.rows:
            row[at] = round(100 * row[at] / whole)
    return made


@fault
def online_above_all(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    made.tables[ONLINE].rows[0][2] = own.sum(2016) + 5
    return made


@fault
def younger_above_older(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    rows = made.tables[YOUNG].rows
    rows[0][2], rows[1][2] = rows[1][2], rows[0][2]
    return made


@fault
def ages_overlap(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for at in (AGE, CROSSED):
        made.tables[at].rows[0][0] = "0-5"
    return made


@fault
def ages_leave_a_gap(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for at in (AGE, CROSSED):
        made.tables[at].rows[1][0] = "6-10"
    return made


@fault
def ages_mostly_unknown(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for at in (AGE, CROSSED):
        for row in made.tables[at].rows[:4]:
            for column in range(1, len(row)):
                moved = row[column] // 2
                row[column] -= moved
                made.tables[at].rows[4][column] += moved
    del made.tables[YOUNG]
    return made


@fault
def victims_for_offences(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    table = made.tables[TOTAL]
    table.rows.append(["Victims", *(n * 4 // 10 for n in table.rows[0][1:])])
    return made


@fault
def total_called_other(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    made.tables[CLASS].rows[-1][0] = "Other"
    return made


@fault
def classes_of_another_scope(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    for row in made.tables[CLASS].rows:
        row[1:] = [n * 2 for n in row[1:]]
    return made


@fault
def second_return_that_disagrees(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    second = made.copy()
    second.tables = second.tables[:1]
    second.tables[0].rows[0][2] += 40
    return made.copy(others=[second])


@fault
def headline_below_its_classes(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    headline, classes = made.copy(), made.copy()
    headline.tables = headline.tables[:1]
    headline.tables[0].rows[0][1:] = [n // 2 for n in headline.tables[0].rows[0][1:]]
    classes.tables = [classes.tables[CLASSES]]
    return headline.copy(others=[classes])


@fault
def withheld_and_given_away(made: Return, own: Recorded, other: Recorded, chance: random.Random) -> Return:
    row = made.tables[CROSSED].rows[0]
    below = row[3] + 3
    row[3] = f"<{below}"
    made.note = f"Small figures are shown as <{below}."
    return made
