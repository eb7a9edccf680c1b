"""A review of a few returns that is open, with a client and a browser to go through it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
import yaml

from flows.publish.dataset import load_questions, load_table
from flows.review.acts import Review
from flows.review.app import create_app
from flows.review.guard import Guard
from flows.review.rereading import Rereading
from schemas.models import HEADLINE
from tests.ingests import ingest_here

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
TOKEN = "a-token-for-tests"
TABLE = """Number of offences recorded,,
Victim age,2016/17,2015/16
0-4,7,5
5-10,12,14
11-17,31,30
Total,{total},49
"""


class Opened:
    """A review that is served: its folders, its address, and ways to ask it."""

    def __init__(self, root: Path) -> None:
        self.raw, self.processed = root / "raw", root / "processed"
        self.address = ""
        self.review: Review

    def put(self, name: str, text: str) -> Path:
        file = self.raw / "2016-17" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def read(self) -> None:
        ingest_here(self.raw, self.processed)

    def beside(self, respondent: str, name: str) -> str:
        file = self.raw / "2016-17" / respondent / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def entries(self, respondent: str, name: str) -> Any:
        return yaml.safe_load(self.beside(respondent, name)) or []

    def get(self, address: str) -> httpx.Response:
        return httpx.get(self.address + address, follow_redirects=True, timeout=60)

    def post(self, address: str, headers: dict[str, str] | None = None, **form: str) -> httpx.Response:
        origin = self.address.partition("/a-token")[0]
        return httpx.post(self.address + address, data=form, headers={"origin": origin} | (headers or {}), timeout=60)

    def marks(self, address: str) -> str:
        """The marks of the files beside the return that a page shows."""
        return unescape(self.get(address).text.partition('name="marks" value="')[2].partition('"')[0])

    def question(self, respondent: str) -> str:
        (name,) = [one.question_id for one in load_questions(self.processed) if one.respondent == respondent]
        return f"question/{name}"

    def total(self, respondent: str) -> tuple[str, int | None]:
        """How the total of this year stands, and what it is."""
        rows = load_table(self.processed, HEADLINE).to_pylist()
        (row,) = [
            row for row in rows if (row["force_id"], row["quantity"], row["year"]) == (respondent, "total", "2016/17")
        ]
        return row["state"], row["count"]


@pytest.fixture(scope="session")
def rereading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rereading]:
    """The processes that understand, started once for all tests: their folders are set by each."""
    with Rereading(Path("raw"), Path("processed"), workers=1) as started:
        yield started


@pytest.fixture
def serve(rereading: Rereading) -> Iterator[Callable[..., Opened]]:
    """`serve(opened)`: its review, served until the test has ended."""
    servers = []

    def served(opened: Opened, read_only: bool = False) -> Opened:
        rereading.raw, rereading.processed = opened.raw, opened.processed
        opened.review = Review(opened.raw, opened.processed, "ann", read_only, rereading)
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = Guard(create_app(opened.review), TOKEN, port, read_only)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, args=[[listener]], daemon=True)
        thread.start()
        servers.append((server, thread, listener))
        while not server.started:
            time.sleep(0.01)
        opened.address = f"http://127.0.0.1:{port}/{TOKEN}/"
        return opened

    yield served
    for server, thread, listener in servers:
        server.should_exit = True
        thread.join(10)
        listener.close()


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kent's return read, to be copied: its total is wrong in print, it should be 50."""
    made = Opened(tmp_path_factory.mktemp("once"))
    made.put("kent/reply.csv", TABLE.format(total=51))
    made.read()
    return made.raw.parent


@pytest.fixture
def kent(tmp_path: Path, read_once: Path, serve: Callable[..., Opened]) -> Opened:
    """Kent's return, to be put right."""
    shutil.copytree(read_once, tmp_path, dirs_exist_ok=True)
    return serve(Opened(tmp_path))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for this module alone: Playwright keeps an event loop running for as long as it is there."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """`open_page(address, width, scheme)`: a page, of which `page.asked` are the addresses that it asked for."""
    contexts = []

    def opened(address: str, width: int = 1280, scheme: str = "light", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
