"""Pictures of the pages of returns, kept between runs: a report draws only what it has not drawn before."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from flows.publish.folders import STATE
from flows.read.edition import version
from flows.read.page_pictures import Drawable, PagePicture


@dataclass(frozen=True, slots=True)
class Drawings:
    """The pictures that are kept of a data set. They are safe to delete; one that is damaged is drawn again."""

    processed: Path

    @property
    def folder(self) -> Path:
        """Where they lie: a file for each document, named by its document_id and what drew it."""
        return self.processed / STATE / "pictures"

    def get(self, file: Drawable) -> list[PagePicture] | None:
        """The pages of a file; None where they are not kept."""
        with suppress(OSError, ValueError, TypeError, binascii.Error):
            kept = json.loads((self.folder / _name(file)).read_bytes())
            return [
                PagePicture(number, width, height, base64.b64decode(webp, validate=True))
                for number, width, height, webp in kept
            ]
        return None

    def put(self, file: Drawable, pages: Sequence[PagePicture]) -> None:
        """Keep the pages of a file, in the place of what another edition drew of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob(f"{file.key}-*"):
            old.unlink(missing_ok=True)
        kept = [[*astuple(page)[:3], base64.b64encode(page.webp).decode("ascii")] for page in pages]
        part = self.folder / f"{file.key}.part"
        part.write_text(json.dumps(kept), encoding="ascii")
        os.replace(part, self.folder / _name(file))

    def keep(self, documents: Collection[str]) -> None:
        """Delete the pictures of all other documents."""
        for path in self.folder.glob("*"):
            if path.name.partition("-")[0] not in documents:
                path.unlink(missing_ok=True)


def _name(file: Drawable) -> str:
    drawn_by = json.dumps([version(), file.format, sorted(file.turns.items())])
    return f"{file.key}-{hashlib.sha256(drawn_by.encode()).hexdigest()[:16]}"
