from flows.check.ledger import count_fates
from flows.publish.dataset import Publication
from flows.publish.summary import LONGEST, summarise
from schemas.rows import Finding, LedgerCell, Place

FINDINGS = [
    *(Finding("warning", "often", f"message {n}", "remedy") for n in range(9)),
    Finding("error", "rare", "one \x1b[2J error " + "and on " * 99, "remedy", path="a/b.pdf"),
    Finding("info", "known", "nothing to do", "remedy"),
    Finding("warning", "seldom", "once", "remedy"),
]


def test_a_person_sees_what_came_of_the_returns(tmp_path, specimens):
    mine = specimens.of("thames-valley")
    mine.observations[0].flags = ["label_guessed"]
    left = LedgerCell(
        "2016-17", "thames-valley", mine.documents[0].document_id, Place(table=9, row=1, column=1), "?", "unplaced"
    )
    with Publication(tmp_path) as publication:
        publication.put_partition("2016-17", "thames-valley", mine.observations, [*mine.cells, left])
        publication.put_documents([count_fates(mine.documents[0], [*mine.cells, left])])
        publication.put_findings(FINDINGS)
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


def test_nothing_published_is_said_too(tmp_path):
    summary = summarise(tmp_path)
    assert not summary.has_errors
    assert summary.lines()[0] == "Returns    0 files: none"
