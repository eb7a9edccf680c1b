"""What a recipe says of a table that a person framed on its page."""

from __future__ import annotations

import math
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema

from flows.read.grid import Box, FramedGrid, Grid
from flows.tidy.people.entries import MistakeError, plain
from flows.tidy.people.tables import TableRule
from flows.tidy.people.yaml_lines import Items


def _box(given: Any) -> Box:
    edges = [plain(one) for one in given] if isinstance(given, Items) else []
    try:
        box = Box(*map(float, edges))
    except (TypeError, ValueError) as error:
        what = "not a frame; give its left, top, right and bottom edge in points, as [72, 310, 520, 440]"
        raise MistakeError(what) from error
    if not (all(map(math.isfinite, box)) and box.x0 < box.x1 and box.top < box.bottom):
        raise MistakeError("the frame ends before it begins; its edges are left, top, right, bottom")
    return box


_EDGES = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
BoxSaid = Annotated[Box, PlainValidator(_box), WithJsonSchema(_EDGES)]


class FrameRule(TableRule):
    """A table that was missed or cut wrongly, framed on a page: what stands in it is read anew, and nowhere else."""

    model_config = ConfigDict(json_schema_extra={"required": ["page", "box"]})
    called: ClassVar[str] = "a frame"
    box: BoxSaid | None = Field(
        None, description="The edges of the frame in points from the top left of the page: left, top, right, bottom."
    )

    def check(self) -> None:
        super().check()
        if self.page is None or self.box is None:
            raise MistakeError("a frame needs its page and its box", "")

    @property
    def number(self) -> int:
        """The page that it is drawn on."""
        return self.page or 1

    @property
    def frame(self) -> Box:
        """The frame, in points."""
        return self.box or Box(0, 0, 0, 0)

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box lies in it."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return self.frame.x0 <= x <= self.frame.x1 and self.frame.top <= y <= self.frame.bottom

    def is_of(self, grid: Grid, number: int, captions: tuple[str, ...] = ()) -> bool:
        return isinstance(grid, FramedGrid) and grid.line == self._origin.line
