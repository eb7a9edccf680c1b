"""A model asked over an endpoint on this machine: what it answers is kept, whatever else goes wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.second.conftest import LETTER, RIGHT, Endpoint, Folder, figure

pytest.importorskip("pydantic_ai", reason="the extra for asking models is not installed")

GOOD = (200, json.dumps({"outcome": "answered", "figures": RIGHT}))
Start = Callable[..., Endpoint]


def test_a_reading_is_kept_under_the_name_that_the_endpoint_gives(letter: Folder, endpoint: Start) -> None:
    asked = endpoint(GOOD)
    told = letter.foi("--model", "a-model", "--yes")
    assert told.exit_code == 0, told.output
    (file,) = letter.readings
    said = json.loads(file.read_text())
    assert (said["by"], said["asked"]) == ("model:a-model-of-today", "model:a-model")
    assert len(asked.asked) == 1
    letter.ingest()
    assert all(row.read_by == ["program", "model:a-model-of-today"] for row in letter.figures)


def test_nothing_is_sent_without_a_yes_or_in_a_dry_run(letter: Folder, endpoint: Start) -> None:
    asked = endpoint(GOOD)
    told = letter.foi("--model", "a-model", "--dry-run")
    assert "1 of 1 documents go to http://127.0.0.1" in told.output.replace("\n", " ")
    assert "about" in told.output
    letter.foi("--model", "a-model")  # asked at a terminal where nobody says yes
    assert asked.asked == []


def test_without_an_address_nothing_is_sent(letter: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    told = letter.foi("--model", "a-model", "--yes")
    assert told.exit_code == 2
    assert "OPENAI_BASE_URL" in told.output


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_endpoint_that_fails_at_first_is_asked_again(letter: Folder, endpoint: Start, status: int) -> None:
    asked = endpoint((status, "later"), (status, "later"), GOOD)
    assert letter.foi("--model", "a-model", "--yes").exit_code == 0
    assert len(asked.asked) == 3
    assert len(letter.readings) == 1


def test_an_endpoint_that_refuses_is_told_of_and_nothing_is_kept(letter: Folder, endpoint: Start) -> None:
    endpoint((401, "who are you"))
    told = letter.foi("--model", "a-model", "--yes")
    assert told.exit_code == 1
    assert "does not answer" in told.output
    assert letter.readings == []


@pytest.mark.parametrize(
    "bad", ['{"figures": [{"at": "L2"', "no JSON", json.dumps({"figures": [figure("L2", "640", sex="x")]})]
)
def test_a_malformed_answer_is_sent_back_once(letter: Folder, endpoint: Start, bad: str) -> None:
    asked = endpoint((200, bad), GOOD)
    assert letter.foi("--model", "a-model", "--yes").exit_code == 0
    assert len(asked.asked) == 2
    letter.ingest()
    assert all(len(row.read_by) == 2 for row in letter.figures)


def test_an_answer_that_stays_malformed_is_a_finding(letter: Folder, endpoint: Start) -> None:
    asked = endpoint((200, "no JSON"))
    assert letter.foi("--model", "a-model", "--yes").exit_code == 1
    assert len(asked.asked) == 2
    letter.ingest()
    assert [one.check for one in letter.findings if one.check.startswith("second_")] == ["second_failed"]
    assert all(row.read_by == ["program"] for row in letter.figures)


def test_invented_numbers_are_refused_and_publish_nothing(letter: Folder, endpoint: Start) -> None:
    endpoint((200, json.dumps({"figures": [*RIGHT, figure("L2", "9999"), figure("L40", "1")]})))
    letter.foi("--model", "a-model", "--yes")
    letter.ingest()
    (refused,) = [one for one in letter.findings if one.check == "second_refused"]
    assert refused.message.count("9999") == 1
    assert 9999 not in {row.count for row in letter.figures}


def test_the_budget_stops_it_and_what_was_read_is_kept(folder: Folder, endpoint: Start) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        folder.put(LETTER.replace("640", f"64{name[0]}".replace("a", "0").replace("b", "1").replace("c", "2")), name)
    asked = endpoint((200, '{"figures": []}'))
    told = folder.foi("--model", "a-model", "--yes", "--budget", "15000")
    assert "left by the budget" in told.output
    assert 0 < len(folder.readings) == len(asked.asked) < 3
    assert folder.foi("--model", "a-model", "--yes").exit_code == 0
    assert len(folder.readings) == len(asked.asked) == 3  # nobody is asked twice


def test_it_goes_on_where_it_was_killed(folder: Folder, endpoint: Start) -> None:
    for n in range(6):
        folder.put(LETTER.replace("640", f"64{n}"), f"{n}.txt")
    asked = endpoint((200, '{"figures": []}'), delay=1.0)
    command = [sys.executable, "-m", "flows.cli", "second", "--raw", str(folder.raw), "--model", "a-model", "--yes"]
    started = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 120
    while not folder.readings and time.monotonic() < limit:
        time.sleep(0.05)
    started.send_signal(signal.SIGKILL)
    started.wait()
    kept = len(folder.readings)
    assert 0 < kept < 6
    before = len(asked.asked)
    asked.delay = 0.0
    assert folder.foi("--model", "a-model", "--yes").exit_code == 0
    assert len(folder.readings) == 6
    assert len(asked.asked) - before == 6 - kept
    assert not list(folder.kent.glob(".second-*"))


def test_a_day_has_so_many_tokens_when_served(folder: Folder, endpoint: Start) -> None:
    from flows.ingestion.seconding import ask_for_new, endpoint_of  # noqa: PLC0415

    for n in range(3):
        folder.put(LETTER.replace("640", f"64{n}"), f"{n}.txt")
    asked = endpoint((200, '{"figures": []}'))
    first = ask_for_new(folder.raw, folder.processed, endpoint_of("a-model"), 12_000)
    again = ask_for_new(folder.raw, folder.processed, endpoint_of("a-model"), 12_000)
    assert first.read == len(asked.asked) - again.read
    assert first.left > 0
    more = ask_for_new(folder.raw, folder.processed, endpoint_of("a-model"), 100_000)
    assert (more.left, len(folder.readings)) == (0, 3)
