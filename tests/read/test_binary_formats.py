"""XLSB, winmail.dat and MSG, built byte by byte: no library writes them."""

from __future__ import annotations

import io
import struct
import zipfile
from itertools import pairwise
from pathlib import Path

from flows.read.grid import Limits, Text
from flows.read.kinds import kind_of
from flows.read.reader import read_file

CSV = b"Age,Count\n0-4,7\n"


def brt(kind: int, body: bytes = b"") -> bytes:
    """A record of a binary workbook: kind and length in sevens of bits."""

    def sevens(value: int) -> bytes:
        out = bytearray()
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        return bytes([*out, value])

    return sevens(kind) + sevens(len(body)) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(hidden: bool = False) -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    bundle = struct.pack("<II", int(hidden), 1) + wide("r1") + wide("Data")
    book = brt(131) + brt(143) + brt(156, bundle) + brt(144) + brt(132)
    row = struct.pack("<I", 0) + bytes(21)
    cells = brt(6, struct.pack("<II", 0, 0) + wide("Age")) + brt(5, struct.pack("<IId", 1, 0, 7.0))
    second = struct.pack("<I", 1) + bytes(21)
    more = brt(6, struct.pack("<II", 0, 0) + wide("Total")) + brt(5, struct.pack("<IId", 1, 0, 41.5))
    size = brt(148, struct.pack("<4I", 0, 1, 0, 1))
    sheet = brt(129) + size + brt(145) + brt(0, row) + cells + brt(0, second) + more + brt(146) + brt(130)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
    return buffer.getvalue()


def test_a_binary_workbook_gives_its_values_to_the_last_row(tmp_path: Path) -> None:
    (tmp_path / "x.xlsb").write_bytes(xlsb())
    document = read_file(tmp_path / "x.xlsb", Limits())
    [(_, grid)] = document.grids
    assert (grid.sheet, grid.hidden) == ("Data", False)
    assert [(c.address, c.text, c.number) for c in grid.cells] == [
        *(("A1", "Age", None), ("B1", "7", 7), ("A2", "Total", None), ("B2", "41.5", 41.5))
    ]
    assert [notice.check for notice in document.notices] == ["formats_unknown"]


def test_a_hidden_sheet_of_a_binary_workbook_is_marked(tmp_path: Path) -> None:
    (tmp_path / "x.xlsb").write_bytes(xlsb(hidden=True))
    assert [grid.hidden for _, grid in read_file(tmp_path / "x.xlsb", Limits()).grids] == [True]


def tnef(*objects: tuple[int, int, int, bytes]) -> bytes:
    out = struct.pack("<IH", 0x223E9F78, 1)
    for level, name, kind, data in objects:
        out += struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return out


def test_winmail_dat_gives_its_body_and_its_files(tmp_path: Path) -> None:
    (tmp_path / "winmail.dat").write_bytes(
        tnef(
            (1, 0x9006, 8, struct.pack("<I", 0x10000)),
            (1, 0x800C, 2, b"We recorded 816.\0"),
            (2, 0x9002, 6, bytes(14)),
            (2, 0x8010, 1, b"data.csv\0"),
            (2, 0x800F, 6, CSV),
        )
    )
    document = read_file(tmp_path / "winmail.dat", Limits())
    assert [block.text for block in document.blocks if isinstance(block, Text)] == ["We recorded 816."]
    assert [(file.name, file.content) for file in document.attachments] == [("data.csv", CSV)]


SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def chained(data: bytes, size: int, sectors: list[bytes], chain: list[int]) -> int:
    """Append a stream to a list of sectors and their chain; the number of its first sector."""
    first = len(sectors)
    for at in range(0, len(data), size):
        sectors.append(data[at : at + size].ljust(size, b"\0"))
        chain.append(len(sectors))
    chain[-1] = END
    return first


def compound(root: dict[str, object]) -> bytes:
    """A compound file of the storages (dict) and streams (bytes, each below 4096) given."""
    entries: list[tuple[str, object]] = [("Root Entry", root)]
    below: dict[int, list[int]] = {}
    for parent, (_, content) in enumerate(entries):
        if isinstance(content, dict):
            for name, inner in sorted(content.items(), key=lambda item: (len(item[0]), item[0].upper())):
                below.setdefault(parent, []).append(len(entries))
                entries.append((name, inner))
    small: list[bytes] = []
    small_chain: list[int] = []
    starts = {
        number: chained(content, 64, small, small_chain)
        for number, (_, content) in enumerate(entries)
        if isinstance(content, bytes)
    }
    sectors: list[bytes] = []
    chain: list[int] = []
    starts[0] = chained(b"".join(small), SECTOR, sectors, chain)
    small_fat = chained(
        struct.pack(f"<{len(small_chain)}I", *small_chain).ljust(SECTOR, b"\xff"), SECTOR, sectors, chain
    )
    following = {a: b for numbers in below.values() for a, b in pairwise(numbers)}
    directory = b""
    for number, (name, content) in enumerate(entries):
        label = (name + "\0").encode("utf-16-le")
        kind = 5 if number == 0 else 1 if isinstance(content, dict) else 2
        size = 64 * len(small) if number == 0 else len(content) if isinstance(content, bytes) else 0
        links = struct.pack("<III", FREE, following.get(number, FREE), below.get(number, [FREE])[0])
        directory += label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1) + links
        directory += bytes(36) + struct.pack("<IQ", starts.get(number, 0), size)
    first_directory = chained(directory, SECTOR, sectors, chain)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, first_directory, 0, 4096, small_fat, 1, END, 0)
    header += struct.pack("<I", len(sectors)).ljust(436, b"\xff")
    return header + b"".join(sectors) + struct.pack(f"<{len(chain) + 1}I", *chain, FAT).ljust(SECTOR, b"\xff")


def properties(header: int, **values: bytes) -> bytes:
    """The stream of properties: for those of variable length, type, id and length."""
    return bytes(header) + b"".join(
        struct.pack("<III", int(tag[1:], 16), 6, len(data)) + bytes(4) for tag, data in values.items()
    )


def msg() -> bytes:
    strings = {
        "p0037001F": "RE: figures",
        "p1000001F": "We recorded 816.\r\n\r\nFrom: B\r\nSent: 1 May\r\nTo: A\r\n\r\nThe 999 of last year",
    }
    stream = {name: text.encode("utf-16-le") for name, text in strings.items()}
    inner = {"p3707001F": "data.csv".encode("utf-16-le"), "p37010102": CSV}
    return compound(
        {
            "__properties_version1.0": properties(32, **stream),
            **{f"__substg1.0_{name[1:]}": data for name, data in stream.items()},
            "__attach_version1.0_#00000000": {
                "__properties_version1.0": properties(8, **inner),
                **{f"__substg1.0_{name[1:]}": data for name, data in inner.items()},
            },
        }
    )


def test_an_outlook_message_gives_answer_history_and_files(tmp_path: Path) -> None:
    data = msg()
    assert kind_of(data, "x") == "msg"
    (tmp_path / "x.msg").write_bytes(data)
    document = read_file(tmp_path / "x.msg", Limits())
    assert document.properties["subject"] == "RE: figures"
    texts = [(block.role, block.text) for block in document.blocks if isinstance(block, Text)]
    assert texts[0] == ("body", "We recorded 816.")
    assert texts[-1] == ("quoted", "The 999 of last year")
    assert [(file.name, file.content) for file in document.attachments] == [("data.csv", CSV)]
