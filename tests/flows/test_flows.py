"""The flows, which wrap what the commands call directly: with a server of Prefect's own, and what it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness

from flows.ingest import ingest
from flows.validate import validate
from flows.validation import InvalidDataError
from tests.flows.test_commands import alter_a_figure


def test_both_flows_do_their_work_and_show_it(raw: Path, processed: Path) -> None:
    with prefect_test_harness(server_startup_timeout=120):
        assert ingest(str(raw), str(processed)).documents == 2
        assert validate(str(processed), raw=str(raw)).errors == []
        alter_a_figure(processed)
        with pytest.raises(InvalidDataError, match="999,999"):
            validate(str(processed), raw=str(raw))
        with get_client(sync_client=True) as client:
            shown = {artifact.key for artifact in client.read_artifacts()}
    assert shown >= {"summary", "findings", "faults", "changes"}
