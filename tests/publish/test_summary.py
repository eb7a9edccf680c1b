import dataclasses

from flows.check.ledger import count_fates
from flows.publish.dataset import Publication
from flows.publish.summary import LONGEST, summarise
from schemas.models import DOCUMENTS, FINDINGS
from schemas.rows import Finding, LedgerCell, Place

TOLD = [
    *(Finding("warning", "often", f"message {n}", "remedy") for n in range(9)),
    Finding("error", "rare", "one \x1b[2J error " + "and on " * 99, "remedy", path="a/b.pdf"),
    Finding("info", "known", "nothing to do", "remedy"),
    Finding("warning", "seldom", "once", "remedy"),
]


def test_a_person_sees_what_came_of_the_returns(tmp_path, specimens):
    mine = specimens.of("thames-valley")
    mine.observations[0].flags, mine.observations[0].confidence = ["label_guessed"], 0.2
    left = LedgerCell(
        "2016-17", "thames-valley", mine.documents[0].document_id, Place(table=9, row=1, column=1), "?", "unplaced"
    )
    with Publication(tmp_path) as publication:
        publication.put_partition("2016-17", "thames-valley", mine.observations, [*mine.cells, left])
        publication.put(DOCUMENTS, [count_fates(mine.documents[0], [*mine.cells, left])])
        publication.put(FINDINGS, TOLD)
        publication.commit()
    summary = summarise(tmp_path)
    assert (summary.documents, summary.outcomes["part"], summary.outcomes["answered"]) == (1, 1, 0)
    assert (summary.counts, summary.withheld, summary.flagged, summary.unplaced) == (30, 15, 1, 1)
    assert summary.findings == {"error": 1, "warning": 10, "info": 1}
    assert summary.has_errors
    assert [finding.check for finding in summary.look_next] == ["rare", "often", "often", "often", "seldom"]
    text = "\n".join(summary.lines())
    assert "1 error, 10 warning, 1 info" in text
    assert "error rare: a/b.pdf: one" in text
    assert "\x1b" not in text
    assert "figures in doubt in 2016-17/thames-valley/HQ-PA-2204-17.pdf (1 of 45)" in text
    assert max(map(len, summary.lines())) < LONGEST + 40
    assert "unplaced cells in 2016-17/thames-valley/HQ-PA-2204-17.pdf (1)" in text


def test_what_is_replaced_is_no_work_and_the_newest_campaign_comes_first(tmp_path, specimens):
    mine = specimens.of("thames-valley")
    (own,) = mine.documents
    for row in mine.observations:
        row.flags, row.confidence, row.superseded_by = ["label_guessed"], 0.2, "b" * 64
    told = [
        Finding("warning", "mended", "of the return replaced", "remedy", "2017-18", document_id=own.document_id),
        Finding("warning", "old", "of last year", "remedy", "2016-17"),
        Finding("warning", "new", "of this year", "remedy", "2017-18"),
        Finding("error", "wrong", "of last year", "remedy", "2016-17"),
    ]
    with Publication(tmp_path) as publication:
        publication.put_partition("2016-17", "thames-valley", mine.observations, mine.cells)
        publication.put(DOCUMENTS, [dataclasses.replace(own, superseded_by="b" * 64)])
        publication.put(FINDINGS, told)
        publication.commit()
    summary = summarise(tmp_path)
    assert summary.doubtful_in == ()
    assert [finding.check for finding in summary.look_next] == ["wrong", "new", "old"]


def test_nothing_published_is_said_too(tmp_path):
    summary = summarise(tmp_path)
    assert not summary.has_errors
    assert summary.lines()[0] == "Returns    0 files: none"
