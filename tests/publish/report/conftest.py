"""A report of a few returns, and a browser to look at it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import main
from tests.ingests import ingest_here

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
HOSTILE = "<script>document.title='taken'</script>"
TABLE = """Number of offences recorded,,
Victim age,2016/17,2015/16
0-4,7,5
5-10,12,14
11-17,31,30
Total,{total},49
"""


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
    """`open_page(file, width, scheme)`: a page, of which `page.asked` are the addresses that it asked for."""
    contexts = []

    def opened(file: Path, width: int = 1280, scheme: str = "light", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


class Folders:
    """A raw folder and its data set: `read` and `report` as the commands do it."""

    def __init__(self, root: Path) -> None:
        self.raw, self.processed = root / "raw", root / "processed"
        self.report = self.processed / "report"

    def put(self, name: str, text: str) -> Path:
        file = self.raw / "2016-17" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def read(self) -> None:
        ingest_here(self.raw, self.processed)
        shown = CliRunner().invoke(main, ["report", "--processed", str(self.processed), "--raw", str(self.raw)])
        assert shown.exit_code == 0, shown.output

    def page(self, respondent: str) -> Path:
        (file,) = self.report.glob(f"2016-17/{respondent}-*.html")
        return file


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Kent's total is wrong in print; Essex sent a letter; what Sussex sent is hostile in its name and in its cells."""
    made = Folders(tmp_path_factory.mktemp("report"))
    made.put("kent/reply.csv", TABLE.format(total=51))
    letter = (
        f"<p>Thank you.</p><p>In 2016/17 there were 42 offences against children. {HOSTILE}</p><p>In 2015/16 40.</p>"
    )
    made.put("essex/letter.html", f"<html><body>{letter.replace('<script>', '&lt;script&gt;')}</body></html>")
    label = '0-4 "><img src=x onerror=alert(1)>'
    rows = TABLE.format(total=50).replace("Victim age", f"Victim age {HOSTILE}").replace("11-17", f"'{label}'")
    made.put("sussex/reply '\"><b onmouseover=alert(1)>.csv", rows)
    made.read()
    return made


@pytest.fixture
def no_folders(tmp_path: Path) -> Folders:
    """Nothing received yet."""
    return Folders(tmp_path)


@pytest.fixture
def new_folders(no_folders: Folders) -> Folders:
    """Kent's return alone, to be changed."""
    no_folders.put("kent/reply.csv", TABLE.format(total=51))
    no_folders.read()
    return no_folders
