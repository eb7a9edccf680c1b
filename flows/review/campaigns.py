"""The pages of campaigns, with their charts, made when somebody looks and kept until the data change."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.publish.report.campaigns import put_campaigns
from flows.publish.report.mending import Mend
from flows.review.dataset import Dataset


@dataclass(slots=True)
class CampaignPages:
    """What `put_campaigns` puts, by its address below the report, of one edition of the data."""

    asked: dict[str, str] = field(default_factory=dict)
    mends: dict[str, Sequence[Mend]] = field(default_factory=dict)
    _files: dict[str, str | bytes] = field(default_factory=dict)
    _edition: int = -1
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, address: str, content: str | bytes) -> None:
        """Keep one file."""
        self._files[address] = content

    def get(self, address: str, data: Dataset) -> str | bytes:
        """A file as the data are now. Raises LookupError for one that there is not."""
        with self._lock:
            if self._edition != data.edition:
                self._files.clear()
                put_campaigns(self, data.processed, *data.rows.lists())
                self._edition = data.edition
            return self._files[address]
