import csv
import json
from functools import partial

import pandas as pd
import pyarrow.parquet as pq
import pytest

from flows.publish.disclosure.publishable import Withheld
from flows.publish.export.files import WORDS, write_log, write_observations
from flows.publish.export.formats import Format
from tests.check.made import row, rows, withheld

TABLE = rows(
    {
        "count": 1681,
        "other": {"district": "=1+1"},
        "flags": ["thousands_separator", "footnote_removed"],
        "caption": "64 in all",
    },
    withheld(sex="male"),
)


def test_csv_holds_each_figure_and_runs_nothing(tmp_path):
    file = write_observations(TABLE, Format.csv, tmp_path / "new", words=True)
    with file.open(encoding="utf-8", newline="") as lines:
        first, second = csv.DictReader(lines)
    assert (first["count"], first["caption"], first["period_start"]) == ("1681", "64 in all", "2016-04-01")
    assert (json.loads(first["other"]), first["flags"]) == (
        {"district": "=1+1"},
        "thousands_separator|footnote_removed",
    )
    assert (second["count"], second["count_low"], second["count_high"], second["status"]) == (
        "",
        "1",
        "4",
        "suppressed",
    )


@pytest.mark.parametrize("form", list(Format))
def test_no_words_of_a_return_where_they_may_tell_a_figure(tmp_path, form):
    file = write_observations(TABLE, form, tmp_path, words=False)
    readers = {Format.csv: pd.read_csv, Format.xlsx: partial(pd.read_excel, engine="openpyxl")}
    frame = readers.get(form, pd.read_parquet)(file)
    assert not set(WORDS) & set(frame.columns)
    assert "64 in all" not in frame.to_string()
    assert int(frame["count"][0]) == 1681
    assert pd.isna(frame["count"][1])


def test_the_same_rows_give_the_same_parquet(tmp_path):
    one, other = (write_observations(TABLE, Format.parquet, tmp_path / name, words=False) for name in "ab")
    assert one.read_bytes() == other.read_bytes()
    assert pq.read_table(one).num_rows == 2


def test_the_log_tells_what_was_done_and_no_figure(tmp_path):
    file = write_log([Withheld(row(0, 64, other={"area": "=cmd"}), "withheld", "protects kent")], tmp_path)
    text = file.read_text(encoding="utf-8")
    assert "withheld,protects kent" in text
    assert "64" not in text
