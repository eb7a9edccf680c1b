"""Tiny PDFs written for one test each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest

from flows.read.grid import Document, Grid, Limits, Text
from flows.read.pdf import read

HEIGHT = 842.0


class Page:
    """The content of one A4 page; ordinates count from the top of the page, in points."""

    def __init__(self, wide: float = 595.0, tall: float = HEIGHT, rotate: int = 0) -> None:
        self.wide, self.tall, self.rotate = wide, tall, rotate
        self.content: list[str] = []

    def draw(self, operators: str) -> Page:
        """Add operators as they are."""
        self.content.append(operators)
        return self

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = "F1", extra: str = "") -> Page:
        """Add a line of text standing on a baseline."""
        plain = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return self.draw(f"q {extra} BT /{font} {size} Tf {x} {self.tall - y} Td ({plain}) Tj ET Q")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Add a ruling line."""
        return self.draw(f"{x0} {self.tall - y0} m {x1} {self.tall - y1} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> Page:
        """Add a filled rectangle."""
        return self.draw(f"q {colour} rg {x0} {self.tall - y1} {x1 - x0} {y1 - y0} re f Q")

    def table(self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], bold: int = 1) -> Page:
        """Add a ruled table; the first `bold` rows are bold, a line feed in a text breaks the line in its cell."""
        edge = y
        ends = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        self.line(x, y, ends[-1], y)
        for number, row in enumerate(rows):
            lines = max(cell.count("\n") + 1 for cell in row)
            for left, cell in zip(ends, row, strict=False):
                for down, part in enumerate(cell.split("\n")):
                    self.text(left + 4, edge + 13 + 12 * down, part, font="F2" if number < bold else "F1")
            edge += 6 + 12 * lines
            self.line(x, edge, ends[-1], edge)
        for end in ends:
            self.line(end, y, end, edge)
        return self


Writer = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Writes pages to a PDF file and gives its path; `change` may alter the document before it is saved."""

    def write(
        *pages: Page, change: Callable[[pikepdf.Pdf], None] | None = None, name: str = "reply.pdf", **save: object
    ) -> Path:
        pdf = pikepdf.new()
        fonts = pikepdf.Dictionary(
            {
                f"/F{n}": pdf.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Font,
                        Subtype=pikepdf.Name.Type1,
                        BaseFont=pikepdf.Name(base),
                        Encoding=pikepdf.Name.WinAnsiEncoding,
                    )
                )
                for n, base in ((1, "/Helvetica"), (2, "/Helvetica-Bold"))
            }
        )
        for page in pages:
            made = pdf.add_blank_page(page_size=(page.wide, page.tall))
            made.Resources = pikepdf.Dictionary(Font=fonts)
            made.Contents = pdf.make_stream("\n".join(page.content).encode("cp1252"))
            if page.rotate:
                made.Rotate = page.rotate
        if change is not None:
            change(pdf)
        path = tmp_path / name
        pdf.save(path, **save)  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture
def page() -> type[Page]:
    return Page


@pytest.fixture
def reading(write: Writer) -> Callable[..., Document]:
    """Writes pages and reads them."""
    return lambda *pages, **kwargs: read(write(*pages, **kwargs), Limits())


@pytest.fixture
def rows_of() -> Callable[[Grid], list[list[str]]]:
    """The texts of a grid row by row, line breaks as spaces, "<" where a span covers."""

    def rows(grid: Grid) -> list[list[str]]:
        at = grid.by_position()
        return [
            [
                ""
                if (cell := at.get((row, column))) is None
                else cell.text.replace("\n", " ")
                if (cell.row, cell.column) == (row, column)
                else "<"
                for column in range(1, grid.columns + 1)
            ]
            for row in range(1, grid.rows + 1)
        ]

    return rows


@pytest.fixture
def texts() -> Callable[[Document], list[tuple[str, str, str]]]:
    """(role, label, text) of the texts of a document."""
    return lambda document: [(b.role, b.label, b.text) for b in document.blocks if isinstance(b, Text)]
