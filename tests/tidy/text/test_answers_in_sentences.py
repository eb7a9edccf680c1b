"""Answers as officers write them, a line each, to the questions of one request: which figures stand in them.

`A` and `B` are the two years asked for; what is not said of a figure is of all.
"""

import csv
from pathlib import Path

import pytest

from flows.read.grid import Limits
from flows.read.reader import read_file
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

REQUEST = """Staffordshire Police

Your request

1. How many sexual offences against children (under 18) were recorded in 2015/16 and 2016/17?

2. How many of these were rapes?

3. What was the age of the victims: 0-9, 10-13, 14-17?

4. What was the sex of the victims?

5. How many carried the online flag?

Our response

"""
YEARS = {"2015/16": "A", "2016/17": "B"}
FLAGS = {"yes": "online", "no": "offline"}
with Path(__file__).with_name("answers_in_sentences.csv").open(encoding="utf-8", newline="") as handle:
    ANSWERS = [(row["answer"], row["figures"]) for row in csv.DictReader(handle)]


@pytest.mark.parametrize(("answer", "figures"), ANSWERS)
def test_answer(answer: str, figures: str, tmp_path: Path) -> None:
    file = tmp_path / "reply.txt"
    file.write_text(REQUEST + answer.replace(" // ", "\n\n") + "\n", encoding="utf-8")
    told = []
    for row in tidy(read_file(file, Limits()), Context("d", file.name, "x", "staffordshire")).observations:
        count = f"{row.count_low}-{row.count_high}" if row.count is None else str(row.count)
        split = (row.offence_group, row.age_band, row.sex, FLAGS.get(row.online, row.online), *row.other.values())
        told.append(" ".join([count, YEARS.get(row.period_label, row.period_label), *(v for v in split if v != "all")]))
    assert sorted(told) == sorted(figures.split("; "))
