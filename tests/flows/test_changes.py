"""What the report says of the last ingest, however often it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flows.publish.report.changes import compare, remembered, snapshots

Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]


def figures_changed(processed: Path) -> dict[str, tuple[str, str]]:
    before = remembered(processed)
    assert before is not None
    changes = compare(before["2016-17"], snapshots(processed)["2016-17"])
    return {one.what: (one.before, one.now) for one in changes["Figures"]}


def test_the_first_ingest_has_none_before_it(ingest: Ingest, processed: Path) -> None:
    ingest()
    assert remembered(processed) is None


def test_what_the_last_ingest_changed_is_told_and_no_more(
    ingest: Ingest, raw: Path, processed: Path, write_return: WriteReturn
) -> None:
    ingest()
    write_return(raw / "2016-17/kent", last=32)
    ingest()
    assert figures_changed(processed)["kent, all offences, 2016/17"] == ("50", "51")
    ingest()  # changes nothing
    assert "kent, all offences, 2016/17" in figures_changed(processed)
    write_return(raw / "2016-17/essex", last=45)
    ingest()
    assert figures_changed(processed)["essex, all offences, 2016/17"] == ("63", "64")
    assert not any(name.startswith("kent") for name in figures_changed(processed))


def test_data_that_cannot_be_read_are_made_anew(ingest: Ingest, processed: Path) -> None:
    ingest()
    (processed / "documents.parquet").write_bytes(b"damaged")
    ingest()
    assert remembered(processed) is None
