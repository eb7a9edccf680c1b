"""A letter and a table that two readers read, and an endpoint on this machine that answers as models do, or do not."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows.cli import main
from flows.publish.dataset import load_documents, load_findings, load_observations, load_questions
from schemas.rows import DocumentRow, Finding, Observation, OpenQuestion
from tests.ingests import ingest_here

LETTER = """Dear Sir or Madam

Kent Police recorded 640 sexual offences against children in 2016/17 and 512 in 2015/16.

Of the 640 offences in 2016/17, 410 were against girls and 190 were against boys.

The cyber flag was set on 88 offences in 2016/17.

Yours faithfully
"""
TABLE = """Number of sexual offences recorded,,
Victim age,2016/17,2015/16
0-4,7,5
5-10,12,14
11-17,31,30
"""
OFFENCES = {"measure": "offences"}


def figure(at: str, printed: str, period: str = "2016/17", **said: Any) -> dict[str, Any]:
    """A figure as a model gives it."""
    return {"at": at, "printed": printed, "count": int(printed.replace(",", "")), "period": period, **OFFENCES} | said


RIGHT = [
    figure("L2", "640"),
    figure("L2", "512", "2015/16"),
    figure("L3", "640"),
    figure("L3", "410", sex="female"),
    figure("L3", "190", sex="male"),
    figure("L4", "88", online="yes"),
]
"""What the letter says, by a reader who makes no mistake."""


@dataclass
class Folder:
    """A raw folder with one return of Kent, its data set, and what stands in that."""

    root: Path
    name: str = "letter.txt"

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def processed(self) -> Path:
        return self.root / "processed"

    @property
    def kent(self) -> Path:
        return self.raw / "2016-17/kent"

    def put(self, text: str, name: str = "letter.txt") -> Path:
        self.kent.mkdir(parents=True, exist_ok=True)
        self.name = name
        (self.kent / name).write_text(text, encoding="utf-8")
        return self.kent / name

    def foi(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["second", "--raw", str(self.raw), *words])

    def export(self) -> Path:
        """The prompts, written out; the folder."""
        told = self.foi("--export", str(self.root / "prompts"))
        assert told.exit_code == 0, told.output
        return self.root / "prompts"

    def answer(self, answer: dict[str, Any] | str, by: str = "a-model") -> Result:
        """Have the one document answered by a model, by files."""
        (prompt,) = self.export().glob("*.prompt.md")
        file = prompt.with_name(prompt.name.replace(".prompt.md", ".answer.json"))
        file.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
        return self.foi("--import", str(file.parent), "--by", by)

    def ingest(self) -> None:
        ingest_here(self.raw, self.processed)

    @property
    def figures(self) -> list[Observation]:
        return load_observations(self.processed)

    @property
    def document(self) -> DocumentRow:
        (row,) = load_documents(self.processed)
        return row

    @property
    def questions(self) -> list[OpenQuestion]:
        return load_questions(self.processed)

    @property
    def findings(self) -> list[Finding]:
        return load_findings(self.processed)

    @property
    def readings(self) -> list[Path]:
        return sorted(self.kent.glob("*.second.json"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def letter(folder: Folder) -> Folder:
    folder.put(LETTER)
    return folder


Reply = tuple[int, str]
"""A status, and the text of a model's answer."""


@dataclass
class Endpoint:
    """A model at an address: what it answers to the requests in turn, the last over and over; what it was asked."""

    replies: list[Reply]
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    delay: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reply(self, body: dict[str, Any]) -> Reply:
        with self.lock:
            self.asked.append(body)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Endpoint]]:
    """`endpoint(*replies, delay=0)`: an endpoint on 127.0.0.1 that is named in the environment."""
    servers = []

    def start(*replies: Reply, delay: float = 0.0) -> Endpoint:
        made = Endpoint(list(replies), delay=delay)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, text = made.reply(body)
                time.sleep(made.delay)
                message = {"role": "assistant", "content": text}
                content: dict[str, Any] = {"error": {"message": text}}
                if status == 200:
                    content = {
                        "id": "1", "object": "chat.completion", "created": 1, "model": "a-model-of-today",
                        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
                    }  # fmt: skip
                out = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(out)))
                self.send_header("Retry-After-Ms", "10")
                self.end_headers()
                self.wfile.write(out)

            def log_message(self, *_: object) -> None: ...

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        made.address = f"http://127.0.0.1:{server.server_port}/v1"
        monkeypatch.setenv("OPENAI_BASE_URL", made.address)
        return made

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
