"""The two models that `rapidocr` carries in its wheel: where lines of text stand, and what one line says.

Both run offline on one thread and are loaded once a process, when the first scan is met. Detection goes
through `rapidocr`; recognition goes to its model directly, because what is read must be held to an alphabet
before the most likely character is taken, and `rapidocr` gives the text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import rapidocr
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Probabilities = NDArray[np.float32]
T = TypeVar("T")

LINE_HEIGHT = 48
"""Pixels: the height of line that the recogniser was trained on."""

_AFTERWARDS = 2

_BATCH_PIXELS = 8 * 640
"""Width of all lines of a batch together: keeps a batch's output (18,710 characters a step) to some 50 MB."""


@cache
def _detector() -> Any:
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_rec": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


@cache
def _recogniser() -> onnxruntime.InferenceSession:
    models = Path(rapidocr.__file__).parent / "models"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(
        str(next(models.glob("*rec*.onnx"))), options, providers=["CPUExecutionProvider"]
    )


@cache
def characters() -> tuple[str, ...]:
    """What each column of a recogniser's output stands for; column 0 is the blank between characters (`""`)."""
    listed = _recogniser().get_modelmeta().custom_metadata_map["character"].splitlines()
    return ("", *listed, " ")


def find_lines(image: Image) -> NDArray[np.float64]:
    """Boxes (x0, top, x1, bottom in pixels) of the lines of text in a grey image, n by 4."""
    found = _detector()(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))
    if found.boxes is None:
        return np.zeros((0, 4))
    corners = np.asarray(found.boxes, dtype=np.float64)
    return np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)


def recognise(crops: Sequence[Image], take: Callable[[Probabilities], T]) -> list[T]:
    """What `take` makes of each grey crop of one line: of steps (left to right) by characters, rows summing to 1.

    Crops go to the model by width, several at a time, and no more than these are held; the answer is in the order of
    `crops`.
    """
    answers: dict[int, T] = {}
    lines = [_to_line(crop) for crop in crops]
    session = _recogniser()
    for batch in _batches([line.shape[1] for line in lines]):
        width = max(lines[i].shape[1] for i in batch)
        stack = np.zeros((len(batch), 3, LINE_HEIGHT, width), dtype=np.float32)
        for place, i in enumerate(batch):
            stack[place, :, :, : lines[i].shape[1]] = lines[i] / 127.5 - 1
        output = session.run(None, {session.get_inputs()[0].name: stack})[0]
        for place, i in enumerate(batch):
            # A character at the very end may be written a step after it: the model looks ahead.
            steps = ceil(output.shape[1] * lines[i].shape[1] / width) + _AFTERWARDS
            answers[i] = take(output[place, :steps])
    return [answers[i] for i in range(len(crops))]


def _to_line(crop: Image) -> Image:
    width = max(LINE_HEIGHT // 2, round(crop.shape[1] * LINE_HEIGHT / crop.shape[0]))
    shrinks = crop.shape[0] > LINE_HEIGHT
    scaled = cv2.resize(crop, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(scaled, dtype=np.uint8)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and (len(batch) + 1) * widths[i] > _BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
