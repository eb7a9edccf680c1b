"""Opening a PDF: passwords, repair of what is damaged, and the two libraries that look at one file."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

import pikepdf
import playa
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from playa.page import Page

from flows.read.archives.archive import attachments_left_out
from flows.read.grid import Attachment, Limits, Notice, UnreadableError
from flows.read.pdf.glyphs import Way
from flows.read.processes.bounds import within_seconds

PAGE_SECONDS = 20.0
"""Of the processor: what one page may take before the file is given up as made to do harm."""

_PAGES_AT_ONCE = 50
# It holds an address in memory, which is another on every run.
_STREAM = re.compile(r"^(?:stream )?<[^<>]*>[^:]*: ")
_LIMITS = Limits()
_TURNS = {"up": Image.Transpose.ROTATE_270, "down": Image.Transpose.ROTATE_90, "left": Image.Transpose.ROTATE_180}


@dataclass
class Source:
    """One PDF opened for reading (by playa), for rendering (by pdfium, when first asked) and for what it encloses."""

    content: bytes
    count: int
    notices: list[Notice] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    partial: bool = False

    def pages(self) -> Iterator[Page]:
        """The pages in order. The document is opened afresh now and then: playa keeps every object it has parsed."""
        for start in range(0, self.count, _PAGES_AT_ONCE):
            with playa.parse(self.content) as document:
                yield from islice(document.pages, start, start + _PAGES_AT_ONCE)

    @cached_property
    def _drawn(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.content)

    def rendered(self, number: int, scale: float, way: Way = "right", grey: bool = False) -> Image.Image:
        """The page `number` (1-based) at `scale` pixels a point, turned so that text that ran that way runs right.

        Raises pypdfium2.PdfiumError where pdfium cannot load the page.
        """
        with within_seconds(PAGE_SECONDS):
            page = self._drawn[number - 1]
            bitmap = page.render(scale=scale, grayscale=grey, may_draw_forms=False)
            picture: Image.Image = bitmap.to_pil().copy()
            bitmap.close()
            page.close()
        return picture if way == "right" else picture.transpose(_TURNS[way])

    def close(self) -> None:
        """Let go of the document that pdfium holds."""
        if "_drawn" in self.__dict__:
            self._drawn.close()


@contextmanager
def opened(path: Path, passwords: Sequence[str] = (), limits: Limits = _LIMITS) -> Iterator[Source]:
    """Open a PDF, repairing it where it is damaged and unlocking it with one of the passwords where it is locked.

    Files embedded in it are unpacked within `limits.archive_bytes`.
    Raises UnreadableError where no password fits or nothing can be recovered.
    """
    # The libraries log every oddity; what matters to a person becomes a Notice.
    for library in ("playa", "pikepdf"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    content = path.read_bytes()
    pdf, faults = _unlocked(path, content, passwords)
    with pdf:
        count = len(pdf.pages)
        faults += [str(warning) for warning in pdf.get_warnings()]
        if count == 0:
            raise UnreadableError(f"{path.name}: the PDF holds no pages; ask for the file again")
        rewritten = bool(faults) or pdf.is_encrypted or _drawn_in(pdf)
        source = Source(_saved(pdf) if rewritten else content, count)
        source.properties = _properties(pdf)
        source.attachments, left = _attachments(pdf, limits.archive_bytes)
    if left:
        source.partial = True
        source.notices.append(attachments_left_out(left))
    if faults:
        source.partial = True
        source.notices.append(
            Notice(
                "pdf_damaged",
                f"{path.name}: the PDF is damaged and was repaired, parts may be missing: {_first(faults)}",
                "compare with the original or ask for the file again",
            )
        )
    try:
        yield source
    finally:
        source.close()


def _unlocked(path: Path, content: bytes, passwords: Sequence[str]) -> tuple[pikepdf.Pdf, list[str]]:
    """The PDF with what was found wrong with it in opening it."""
    for password in dict.fromkeys(["", *passwords]):
        try:
            pdf = pikepdf.open(io.BytesIO(content), password=password, suppress_warnings=True)
        except pikepdf.PasswordError:
            continue
        except pikepdf.PdfError as error:
            whole = _by_pdfium(content, password)
            if whole is None:
                raise UnreadableError(
                    f"{path.name}: not a readable PDF ({_first([str(error)])}); ask for the file again"
                ) from error
            return whole, [str(error)]
        return pdf, [str(warning) for warning in pdf.get_warnings()]
    raise UnreadableError(
        f"{path.name}: the PDF is locked and none of the {len(passwords)} passwords given opens it; add the password"
    )


def _by_pdfium(content: bytes, password: str) -> pikepdf.Pdf | None:
    """The pages of a PDF that qpdf refuses, as pdfium writes them anew; None where it finds none either."""
    anew = io.BytesIO()
    try:
        with pypdfium2.PdfDocument(content, password=password or None) as found, pypdfium2.PdfDocument.new() as made:
            made.import_pages(found)
            made.save(anew)
        return pikepdf.open(anew, suppress_warnings=True)
    except (pypdfium2.PdfiumError, pikepdf.PdfError):
        return None


def _drawn_in(pdf: pikepdf.Pdf) -> bool:
    """Draw filled-in form fields and typed-on notes into their pages; whether there were any."""
    form = pdf.Root.get("/AcroForm")
    fields = isinstance(form, pikepdf.Dictionary) and len(form.get("/Fields", pikepdf.Array())) > 0
    notes = any(
        annotation.get("/Subtype") == "/FreeText" for page in pdf.pages for annotation in page.obj.get("/Annots", ())
    )
    if fields or notes:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
    return bool(fields or notes)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    plain = io.BytesIO()
    pdf.save(plain, encryption=False)
    return plain.getvalue()


def _first(faults: Sequence[str]) -> str:
    """The first fault without the name that pikepdf gives the stream, in a readable length."""
    return _STREAM.sub("", faults[0])[:160]


def _attachments(pdf: pikepdf.Pdf, room: int) -> tuple[list[Attachment], list[str]]:
    """Files embedded in the PDF, in the order of their names, and the names of those beyond `room` bytes in all."""
    found, left = [], []
    for name, spec in sorted(pdf.attachments.items()):
        called = spec.filename or name
        try:
            content = _unpacked(spec.get_file().obj, room)
        except (pikepdf.PdfError, KeyError, ValueError):
            continue
        if len(content) > room:
            left.append(called)
            continue
        found.append(Attachment(called, content))
        room -= len(content)
    return found, left


def _unpacked(stream: pikepdf.Object, room: int) -> bytes:
    """The content of an embedded file; of one packed as nearly all are, no more than a byte beyond `room`."""
    if stream.get("/Filter") == "/FlateDecode":
        with suppress(zlib.error):
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), room + 1)
    return stream.read_bytes()


def _properties(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Title, author, dates and so on as the document states them."""
    stated = {}
    for key, value in pdf.docinfo.items() if "/Info" in pdf.trailer else ():
        text = str(value).strip()
        if text and isinstance(value, pikepdf.String):
            stated[str(key).lstrip("/").lower()] = text
    return stated
