"""What the system refuses an ingest, in words: a full disk, a folder that cannot be written."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.ingestion.names import text_of
from flows.publish.escaping import printable
from flows.publish.folders import DatasetError

_FULL = "the disk is full: free some space"
_FORBIDDEN = "nothing may be written there: allow it, or name another folder with --processed"
_REMEDIES = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _FORBIDDEN, errno.EACCES: _FORBIDDEN, errno.EPERM: _FORBIDDEN
}  # fmt: skip


@contextmanager
def writing_to(processed: Path) -> Iterator[None]:
    """Raises DatasetError for what the system refuses in the block: a full disk, a folder that cannot be written."""
    if text_of(processed) != str(processed):
        name = printable(str(processed))
        raise DatasetError(f"{name}: the name is no UTF-8, and no Parquet can lie there; name another folder")
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "see to it that it can be read and written")
        place = printable(str(error.filename or processed))
        raise DatasetError(f"{place}: {error.strerror or error}; {remedy}, and ingest again") from error
