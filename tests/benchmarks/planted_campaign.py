"""A made campaign: what each force recorded in three years, down to the single cell, and the returns that say so."""

from __future__ import annotations

import csv
import html
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from schemas.code_tables import load_codes

AGES = ("0-4", "5-10", "11-15", "16-17", "Unknown")
SEXES = ("Female", "Male", "Unknown")
OFFENCES = {
    "17A": ("Sexual assault on a male aged 13 and over", ("Male",), ("11-15", "16-17")),
    "17B": ("Sexual assault on a male child under 13", ("Male",), ("0-4", "5-10", "11-15")),
    "19C": ("Rape of a female aged 16 and over", ("Female",), ("16-17",)),
    "19D": ("Rape of a female child under 16", ("Female",), ("11-15",)),
    "19E": ("Rape of a female child under 13", ("Female",), ("0-4", "5-10", "11-15")),
    "19H": ("Rape of a male child under 13", ("Male",), ("0-4", "5-10", "11-15")),
    "20A": ("Sexual assault on a female aged 13 and over", ("Female",), ("11-15", "16-17", "Unknown")),
    "20B": ("Sexual assault on a female child under 13", ("Female",), ("0-4", "5-10", "11-15")),
    "21": ("Sexual activity involving a child under 13", SEXES, ("0-4", "5-10", "11-15")),
    "22B": ("Sexual activity involving child under 16", SEXES, ("11-15", "Unknown")),
    "88A": ("Sexual grooming", SEXES, ("11-15",)),
}
Cell = tuple[str, str, str, bool]
NAMES = {2014: "2014/15", 2015: "2015/16", 2016: "2016/17"}


@dataclass
class Recorded:
    """What one force recorded: offences by year and by age, sex, class and online flag."""

    force: str
    counts: dict[int, dict[Cell, int]]

    def sum(self, year: int, age: str = "", sex: str = "", code: str = "", online: bool | None = None) -> int:
        return sum(
            n
            for (a, s, c, o), n in self.counts[year].items()
            if age in ("", a) and sex in ("", s) and code in ("", c) and online in (None, o)
        )


def recorded(force: str, seed: int) -> Recorded:
    """The offences of one force, growing by some tenth a year."""
    chance = random.Random(f"{force} {seed}")
    first = {
        (age, sex, code, online): chance.randint(24, 180) // (6 if "Unknown" in (age, sex) else 1) // (1 + 2 * online)
        for code, (_, sexes, ages) in OFFENCES.items()
        for sex in sexes for age in ages for online in (False, True)
    }  # fmt: skip
    counts = {2014: first}
    for year in (2015, 2016):
        counts[year] = {
            cell: round(n * chance.uniform(1.02, 1.22)) + chance.randint(0, 1) for cell, n in counts[year - 1].items()
        }
    return Recorded(force, counts)


@dataclass
class Table:
    """A table of a return: a title, column heads, and rows of a label and figures."""

    title: str
    heads: list[str]
    rows: list[list[Any]]

    def copy(self) -> Table:
        return Table(self.title, list(self.heads), [list(row) for row in self.rows])


@dataclass
class Return:
    """A return in the making. `force` is named in its head."""

    force: str
    tables: list[Table]
    note: str = ""
    year: int = 2016
    others: list[Return] = field(default_factory=list)

    def copy(self, **changes: Any) -> Return:
        return replace(self, **{"tables": [table.copy() for table in self.tables], **changes})


def sound(of: Recorded, year: int = 2016) -> Return:
    """The return of a force for a year and the one before it, everything in it as recorded."""
    years = (year - 1, year)
    heads = [NAMES[y] for y in years]

    def lines(label: str, count: Callable[[int], int]) -> list[Any]:
        return [label, *(count(y) for y in years)]

    def table(title: str, first: str, rows: Iterable[list[Any]]) -> Table:
        total = lines("Total", of.sum)
        return Table(title, [first, *heads], [*rows, total])

    by_age = [lines(age, lambda y, age=age: of.sum(y, age=age)) for age in AGES]
    by_sex = [lines(sex, lambda y, sex=sex: of.sum(y, sex=sex)) for sex in SEXES]
    by_code = [lines(f"{c} - {OFFENCES[c][0]}", lambda y, c=c: of.sum(y, code=c)) for c in OFFENCES]
    young = [
        lines("4 and under", lambda y: of.sum(y, age="0-4")),
        lines("10 and under", lambda y: of.sum(y, age="0-4") + of.sum(y, age="5-10")),
    ]
    crossed = Table(
        f"Offences by age and sex of the victim, {NAMES[year]}",
        ["Age", *SEXES, "Total"],
        [[age, *(of.sum(year, age=age, sex=sex) for sex in SEXES), of.sum(year, age=age)] for age in AGES]
        + [["Total", *(of.sum(year, sex=sex) for sex in SEXES), of.sum(year)]],
    )
    classes = Table(
        f"Offences by class and sex of the victim, {NAMES[year]}",
        ["Offence", *SEXES],
        [[f"{c} - {OFFENCES[c][0]}", *(of.sum(year, code=c, sex=sex) for sex in SEXES)] for c in OFFENCES],
    )
    online = Table(
        "Offences with the online flag", ["", *heads], [lines("Online flag", lambda y: of.sum(y, online=True))]
    )
    return Return(
        of.force,
        [
            Table("Sexual offences recorded with a victim under 18", ["", *heads], [lines("Offences", of.sum)]),
            table("Offences by age of the victim", "Age", by_age),
            Table("Young victims", ["Age", *heads], young),
            table("Offences by sex of the victim", "Sex", by_sex),
            table("Offences by class", "Offence", by_code),
            online,
            crossed,
            classes,
        ],
        year=year,
    )


def write(made: Return, file: Path) -> None:
    """The return as a workbook, a sheet a table, or as a web page, by the file's ending."""
    file.parent.mkdir(parents=True, exist_ok=True)
    name = load_codes("forces")[made.force]["name"]
    if file.suffix == ".xlsx":
        book = Workbook()
        book.remove(book.active)
        for number, table in enumerate(made.tables, 1):
            sheet = book.create_sheet(f"Table {number}")
            for line in ([name], [table.title], [], table.heads, *table.rows, *([[made.note]] if made.note else [])):
                sheet.append(line)
        book.save(file)
        return
    parts = [
        f"<html><head><title>{name}</title></head><body><h1>{html.escape(name)}</h1>",
        "<p>Freedom of information response</p>",
    ]
    for table in made.tables:
        cells = "".join(f"<th>{html.escape(str(head))}</th>" for head in table.heads)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(v))}</td>" for v in row) + "</tr>" for row in table.rows
        )
        parts.append(f"<h2>{html.escape(table.title)}</h2><table border=1><tr>{cells}</tr>{rows}</table>")
    parts.append(f"<p>{html.escape(made.note)}</p></body></html>")
    file.write_text("\n".join(parts), encoding="utf-8")


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)


def write_open_data(all_forces: Iterable[Recorded], file: Path) -> None:
    """Recorded crime as the Home Office publishes it: as many adults again in each class that adults can suffer."""
    statutes = load_codes("statutes")
    with file.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines)
        out.writerow(["Financial Year", "Financial Quarter", "Force Name", "Offence Code", "Number of Offences"])
        for of in all_forces:
            for year in (2015, 2016):
                for code in OFFENCES:
                    count = of.sum(year, code=code) * (1 if statutes.get(code, {}).get("age_high") else 2)
                    for quarter in range(4):
                        share = count // 4 + (count % 4 if quarter == 3 else 0)
                        out.writerow([NAMES[year], quarter + 1, load_codes("forces")[of.force]["name"], code, share])
