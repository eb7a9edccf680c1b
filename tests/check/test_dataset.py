import dataclasses

import pytest

from flows.check.dataset import Published, validate
from flows.check.ledger import count_fates
from schemas.rows import Finding

FINDING = Finding("info", "check", "message", "remedy")


@pytest.fixture
def published(specimens) -> Published:
    kent = specimens.of("kent")
    documents = [count_fates(row, kent.cells) for row in kent.documents]
    return Published(documents, kent.observations, kent.cells, [], [FINDING])


def test_what_was_published_keeps_the_contract(published):
    assert validate(published) == []


@pytest.mark.parametrize(
    ("table", "change", "check", "words"),
    [
        ("observations", {"sex": "F"}, "contract", "observations: 1 rows break the contract (sex 'F'"),
        ("observations", {"count": 5}, "contract", "count_low and count_high disagree"),
        ("observations", {"observation_id": "x"}, "ledger", "name a figure which does not exist"),
        (
            "observations",
            {"superseded_by": "e" * 64},
            "reference",
            "figures superseded by documents that are not there",
        ),
        ("observations", {"document_id": "e" * 64}, "reference", "observations of documents that are not there"),
        ("documents", {"outcome": "perhaps"}, "contract", "outcome 'perhaps'"),
        ("documents", {"cells_header": 7}, "ledger_counts", "7 header cells in documents, 0 in the ledger"),
        ("documents", {"container_id": "e" * 64}, "reference", "attachments of documents that are not there"),
        ("cells", {"fate": "lost"}, "contract", "fate 'lost'"),
        ("cells", {"observation_ids": []}, "ledger", "that name none"),
        ("findings", {"severity": "grave"}, "contract", "severity 'grave'"),
    ],
)
def test_a_planted_fault_is_found(published, table, change, check, words):
    rows = list(getattr(published, table))
    rows[0] = dataclasses.replace(rows[0], **change)
    findings = validate(dataclasses.replace(published, **{table: rows}))
    assert {finding.severity for finding in findings} == {"error"}
    assert any(finding.check == check and words in finding.message for finding in findings)
