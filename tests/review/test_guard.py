"""Attacks on the review: nothing is read or written that was not meant."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

ANSWER = {"option": "as_read", "by": "mallory"}


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def ask(opened: Any, method: str, path: str, headers: dict[str, str], *pieces: bytes) -> tuple[int, str]:
    """A request as it is typed, which no client of manners sends: its head with the first piece, then the others.

    What is no HTTP is answered and hung up on at once; anything still on its way then would make that end in a reset.
    """
    port = int(opened.address.split(":")[2].split("/")[0])
    lines = [f"{method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in ({"Host": f"127.0.0.1:{port}"} | headers).items()]
    first, *later = pieces or (b"",)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + first)
        for piece in later:
            time.sleep(0.05)
            connection.sendall(piece)
        answer = http.client.HTTPResponse(connection, method=method)
        answer.begin()
        return answer.status, answer.read().decode("utf-8", "replace")


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({"Origin": "{origin}", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "{origin}", "Host": "evil.example"}, 421),
        ({"Origin": "http://evil.example:{port}", "Host": "evil.example:{port}"}, 421),
        ({"Origin": "{origin}", "Content-Type": "text/plain"}, 415),
        ({"Origin": "{origin}", "Content-Type": "application/json"}, 415),
        ({"Origin": "{origin}", "Content-Length": "70000"}, 413),
        ({"Origin": "{origin}", "Content-Length": "nine"}, 400),
    ],
)
def test_a_form_from_elsewhere_is_refused_and_nothing_is_written(
    kent: Any, headers: dict[str, str], status: int
) -> None:
    before = files(kent.raw)
    origin = kent.address.partition("/a-token")[0]
    port = origin.rpartition(":")[2]
    filled = {name: value.replace("{origin}", origin).replace("{port}", port) for name, value in headers.items()}
    body = b"option=as_read&by=mallory&marks=" + kent.marks(kent.question("kent")).encode()
    given = FORM | {"Content-Length": str(len(body))} | filled
    path = f"/a-token-for-tests/{kent.question('kent')}"
    assert ask(kent, "POST", path, given, body)[0] == status
    assert files(kent.raw) == before


def test_a_form_that_is_refused_while_it_is_still_sent_is_told_so(kent: Any) -> None:
    before = files(kent.raw)
    length = {"Origin": kent.address.partition("/a-token")[0], "Content-Length": "700000"}
    pieces = [b"x" * 70000] * 10
    assert ask(kent, "POST", f"/a-token-for-tests/{kent.question('kent')}", FORM | length, *pieces)[0] == 413
    assert ask(kent, "POST", f"/a-token-for-tests/{kent.question('kent')}", length, *pieces)[0] == 415
    assert files(kent.raw) == before


@pytest.mark.parametrize(
    "path", ["/", "/another-token/", "/a-token-for-test/", "/a-token-for-tests", "//", "/favicon.ico"]
)
def test_nothing_is_told_without_the_token(kent: Any, path: str) -> None:
    status, words = ask(kent, "GET", path, {})
    assert status == 404
    assert "kent" not in words


def test_another_host_name_is_told_nothing(kent: Any) -> None:
    status, words = ask(kent, "GET", "/a-token-for-tests/", {"Host": "rebound.example:80"})
    assert status == 421
    assert "kent" not in words


@pytest.mark.parametrize(
    "path",
    [
        "../../../../etc/passwd",
        "2016-17/../../../etc/passwd",
        "2016-17/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "2016-17/pages/..%2f..%2f.state%2fmanifest.json",
        "question/..%2f..",
        "figure/%00",
        "label/../../raw",
        "take-back/..",
    ],
)
def test_no_path_leads_upwards(kent: Any, path: str) -> None:
    status, words = ask(kent, "GET", f"/a-token-for-tests/{path}", {})
    assert status in (404, 405)
    assert "root:" not in words
    assert "contract_version" not in words


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method_is_known(kent: Any, method: str) -> None:
    assert ask(kent, method, "/a-token-for-tests/", {})[0] == 405


def test_a_body_that_goes_on_and_on_is_cut_off(kent: Any) -> None:
    def endless() -> Any:
        for _ in range(4096):
            yield b"x" * 65536

    headers = {"origin": kent.address.partition("/a-token")[0], **FORM}
    try:
        answer = httpx.post(kent.address + kent.question("kent"), content=endless(), headers=headers, timeout=30)
    except httpx.TransportError:
        return  # the connection was closed while it was still sending
    assert answer.status_code == 413
    assert kent.get("").status_code == 200


def test_only_entries_that_stand_beside_the_return_are_taken_out(kent: Any) -> None:
    page = kent.question("kent")
    kent.get("")
    (document,) = kent.review.data.rows.documents
    kent.post(page, marks=kent.marks(page), **ANSWER)
    before = kent.beside("kent", "answers.yml")
    for name, lines in [
        ("reply.csv", "0-4,7,5\n"),
        ("../../x", ""),
        ("answers.yml", "- question"),
        ("answers.yml", ""),
    ]:
        answer = kent.post(f"take-back/{document}", name=name, lines=lines, marks=kent.marks(page))
        assert answer.status_code in (409, 422)
    assert kent.beside("kent", "answers.yml") == before


def test_read_only_writes_nothing(tmp_path: Path, kent: Any, serve: Callable[..., Any]) -> None:
    closed = serve(kent, read_only=True)
    before = files(kent.raw)
    answer = closed.post(closed.question("kent"), marks="", **ANSWER)
    assert answer.status_code == 403
    assert files(kent.raw) == before
    assert "disabled" in closed.get(closed.question("kent")).text


def test_a_folder_that_is_a_link_out_of_the_returns_is_not_written(kent: Any, tmp_path: Path) -> None:
    page = kent.question("kent")
    marks = kent.marks(page)
    elsewhere = tmp_path / "elsewhere"
    (kent.raw / "2016-17" / "kent").rename(elsewhere)
    (kent.raw / "2016-17" / "kent").symlink_to(elsewhere)
    answer = kent.post(page, marks=marks, **ANSWER)
    assert answer.status_code == 422
    assert sorted(file.name for file in elsewhere.iterdir()) == ["reply.csv"]


def test_a_file_of_answers_that_is_a_link_is_not_written_through(kent: Any, tmp_path: Path) -> None:
    page = kent.question("kent")
    target = tmp_path / "target"
    target.write_text("mine")
    marks = kent.marks(page)
    (kent.raw / "2016-17" / "kent" / "answers.yml").symlink_to(target)
    answer = kent.post(page, marks=marks, **ANSWER)
    assert answer.status_code == 422
    assert target.read_text() == "mine"


def test_a_memory_that_is_a_link_is_not_written_through_and_nothing_else_is_written(kent: Any, tmp_path: Path) -> None:
    page = kent.question("kent")
    marks = kent.marks(page)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (kent.raw / "respondents").symlink_to(elsewhere)
    answer = kent.post(page, marks=marks, scope="respondent", **ANSWER)
    assert answer.status_code == 422
    assert (list(elsewhere.iterdir()), kent.beside("kent", "answers.yml")) == ([], "")


def test_a_memory_that_changed_since_the_page_was_shown_is_not_written_over(kent: Any) -> None:
    page = kent.question("kent")
    marks = kent.marks(page)
    memory = kent.raw / "respondents" / "kent.yml"
    memory.parent.mkdir()
    memory.write_text("# another was here\n", encoding="utf-8")
    answer = kent.post(page, marks=marks, scope="respondent", **ANSWER)
    assert answer.status_code == 409
    assert (memory.read_text(encoding="utf-8"), kent.beside("kent", "answers.yml")) == ("# another was here\n", "")
