"""Mutate the specimen returns and read each mutant in a reader process: nothing may escape, nothing may hang.

    python -m tests.benchmarks.fuzz --cases 5000 --state /tmp/fuzz.jsonl [--workers 1] [--seconds 15] [--only csv,docx]

Case N is the same on every machine. The state file takes one line a case: a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from flows.read.grid import Document, Limits
from flows.read.processes.workers import Job, ReaderPool
from flows.read.store import dump, load

RAW = Path(__file__).parents[2] / "raw"
EXTREMES = [
    b"-1",
    b"0",
    b"1e309",
    b"99999999999999999999",
    b"NaN",
    b"",
    b"\xff\xfe",
    b"%s%n",
    b"../../x",
    b"]]>",
    b"\0",
]
Mutation = Callable[[bytes, random.Random], bytes]


def flip(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 4, 32, 256))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def drop(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice((1, 16, 512, 8192)) :]


def repeat(data: bytes, rng: random.Random) -> bytes:
    at, size = rng.randrange(len(data)), rng.choice((1, 16, 512, 8192))
    return data[:at] + data[at : at + size] * rng.choice((2, 10, 200)) + data[at + size :]


def number(data: bytes, rng: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return flip(data, rng)
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(EXTREMES) + data[match.end() :]


def tag(data: bytes, rng: random.Random) -> bytes:
    found = list(re.finditer(rb"<[^<>]{1,300}>", data))
    if not found:
        return number(data, rng)
    match, other = rng.choice(found), rng.choice(found)
    inserted = rng.choice((b"", other[0], match[0] * 50, b"<!DOCTYPE x [<!ENTITY e 'x'>]>"))
    return data[: match.start()] + inserted + data[match.end() :]


BYTES: tuple[Mutation, ...] = (flip, cut, drop, repeat, number)
TEXTS: tuple[Mutation, ...] = (*BYTES, tag, tag)


def member(data: bytes, rng: random.Random) -> bytes:
    """One member of a ZIP mutated, lost or doubled."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen, how = rng.choice(names), rng.choice(("mutate", "mutate", "mutate", "lose", "swap"))
        other = rng.choice(names)
        for name in names:
            content = source.read(other if name == chosen and how == "swap" else name)
            if name == chosen and how == "mutate" and content:
                content = rng.choice(TEXTS)(content, rng)
            if not (name == chosen and how == "lose"):
                target.writestr(name, content)
    return buffer.getvalue()


def pdf_object(data: bytes, rng: random.Random) -> bytes:
    """One stream of a PDF mutated, or one entry of a dictionary replaced, the file then written whole again."""
    with pikepdf.open(io.BytesIO(data)) as document:
        objects = [one for one in document.objects if isinstance(one, (pikepdf.Stream, pikepdf.Dictionary))]
        chosen = rng.choice(objects)
        if isinstance(chosen, pikepdf.Stream) and "/Subtype" not in chosen and len(content := chosen.read_bytes()) > 0:
            chosen.write(rng.choice(BYTES)(content, rng))
        elif keys := [key for key in chosen if key != "/Length"]:
            values = (-1, 10**9, pikepdf.Name("/X"), pikepdf.Array([]), rng.choice(objects), pikepdf.String("x"))
            chosen[rng.choice(keys)] = rng.choice(values)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def mutations_for(data: bytes) -> tuple[Mutation, ...]:
    if data.startswith(b"PK"):
        return (*BYTES, member, member, member, member)
    if data.startswith(b"%PDF"):
        return (*BYTES, pdf_object, pdf_object, pdf_object)
    return BYTES if data.startswith(b"\xd0\xcf") else TEXTS


@dataclass
class Case:
    number: int
    file: Path
    mutation: str
    data: bytes


def cases(files: list[Path], count: int, done: set[int]) -> Iterator[Case]:
    for number_ in range(count):
        if number_ in done:
            continue
        rng = random.Random(number_)
        file = rng.choice(files)
        data = file.read_bytes()
        mutation = rng.choice(mutations_for(data))
        try:
            mutant = mutation(data, rng)
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OSError, NotImplementedError):
            mutation, mutant = flip, flip(data, rng)
        yield Case(number_, file, mutation.__name__, mutant or b"\0")


def judged(document: Document, seconds: float, limits: Limits) -> str:
    """The outcome of a case in a word; those in capitals are wrong. The seconds hold the wait for a new process too."""
    if seconds > limits.clock_seconds + 10 or "by the clock" in document.failure:
        return "HANG"
    if "took longer" in document.failure:
        return "stopped for time"
    if "broke down" in document.failure:
        return "process broke down"
    if "more than" in document.failure and "memory" in document.failure:
        return "stopped for memory"
    if "the reader failed" in document.failure:
        return "UNNAMED FAILURE"
    if document.failure:
        return "unreadable"
    if load(dump(document)) != document:
        return "NOT STORABLE"
    if not document.blocks and not document.attachments and not document.notices:
        return "SILENTLY EMPTY"
    return "partial" if document.partial else "read"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--state", type=Path, default=Path(tempfile.gettempdir()) / "fuzz.jsonl")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--patience", type=float, default=5.0, help="seconds by the clock for one of the processor")
    parser.add_argument("--only", help="endings, such as csv,docx")
    options = parser.parse_args()
    endings = {f".{ending}" for ending in options.only.split(",")} if options.only else None
    files = [f for f in sorted(RAW.rglob("*")) if f.is_file() and f.suffix not in (".yml", ".md", "")]
    files = [file for file in files if endings is None or file.suffix in endings]
    lines = options.state.read_text().splitlines() if options.state.exists() else []
    results = [json.loads(line) for line in lines if line.endswith("}")]
    limits = Limits(
        **{"seconds": options.seconds, "patience": options.patience, "memory_bytes": 4 * 2**30},
        **{"archive_bytes": 64 * 2**20, "cells": 500_000, "pages": 100},
    )
    with options.state.open("a") as state, ReaderPool(limits, options.workers) as pool:
        waiting = cases(files, options.cases, {result["case"] for result in results})
        running: dict[Future[Document], tuple[Case, Path, float]] = {}
        while True:
            while len(running) < options.workers and (case := next(waiting, None)) is not None:
                path = pool.scratch / f"case-{case.number}{case.file.suffix}"
                path.write_bytes(case.data)
                running[pool.submit(Job(path))] = (case, path, time.monotonic())
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                case, path, started = running.pop(future)
                seconds = time.monotonic() - started
                outcome = judged(document := pool.outcome(future), seconds, limits)
                path.unlink(missing_ok=True)
                result = {
                    **{"case": case.number, "file": case.file.name, "mutation": case.mutation, "outcome": outcome},
                    **{"seconds": round(seconds, 2), "says": document.failure[:150]},
                }
                results.append(result)
                state.write(json.dumps(result) + "\n")
                state.flush()
    report(results)


def report(results: list[dict[str, object]]) -> None:
    outcomes = Counter(str(result["outcome"]) for result in results)
    print(f"{len(results)} cases, crashes escaped 0, hangs {outcomes['HANG']}")
    for outcome, count in outcomes.most_common():
        print(f"  {count:6} {outcome}")
    for result in results:
        if str(result["outcome"]).isupper():
            print(
                f"  case {result['case']} {result['file']} {result['mutation']}: {result['outcome']} {result['says']}"
            )


if __name__ == "__main__":
    main()
