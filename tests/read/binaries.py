"""Files that no library here writes, built byte by byte: workbooks, locked archives, winmail.dat, Outlook's."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise


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


def xlsb_styles(formats: Sequence[str], struck: Sequence[int] = ()) -> bytes:
    """A look for each number format, plain ones first; those numbered in `struck` are struck out."""
    codes = b"".join(brt(44, struct.pack("<H", 164 + n) + wide(code)) for n, code in enumerate(formats))
    fonts = b"".join(brt(43, struct.pack("<3H", 220, flags, 400) + bytes(15) + wide("A")) for flags in (0, 8))
    looks = [(0, 0), *((164 + n, int(n + 1 in struck)) for n in range(len(formats)))]
    parents = brt(626, struct.pack("<I", 1)) + brt(47, bytes(16)) + brt(627)
    own = b"".join(brt(47, struct.pack("<3H", 0, code, font) + bytes(10)) for code, font in looks)
    begin = [brt(kind, struct.pack("<I", count)) for kind, count in ((615, len(formats)), (611, 2), (617, len(looks)))]
    return brt(278) + begin[0] + codes + brt(616) + begin[1] + fonts + brt(612) + parents + begin[2] + own + brt(618)


def xlsb(
    rows: Sequence[Sequence[str | float]],
    hidden: bool = False,
    styles: bytes = b"",
    looks: Sequence[Sequence[int]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    after_cells: bytes = b"",
) -> bytes:
    """A binary workbook of one sheet called Data; empty texts are no cells. `looks`: the style of each cell."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    bundle = struct.pack("<II", int(hidden), 1) + wide("r1") + wide("Data")
    book = brt(131) + brt(143) + brt(156, bundle) + brt(144) + brt(132)
    lines = b""
    for row, values in enumerate(rows):
        flags = 0x1000 if row in hidden_rows else 0
        lines += brt(0, struct.pack("<IIHH", row, 0, 300, flags) + bytes(13))
        for column, value in enumerate(values):
            place = struct.pack("<II", column, looks[row][column] if looks else 0)
            if not isinstance(value, str):
                lines += brt(5, place + struct.pack("<d", value))
            elif value:
                lines += brt(6, place + wide(value))
    size = brt(148, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    widths = b"".join(brt(60, struct.pack("<4IH", n, n, 2304, 0, 1)) for n in hidden_columns)
    sheet = brt(129) + size + brt(390) + widths + brt(391) + brt(145) + lines + after_cells + brt(146) + brt(130)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        if styles:
            archive.writestr("xl/styles.bin", styles)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/worksheet" '
            f'Target="worksheets/sheet1.bin"/><Relationship Id="r2" Type="{relations}/styles" Target="styles.bin"/>'
            "</Relationships>",
        )
    return buffer.getvalue()


def tnef(*objects: tuple[int, int, int, bytes]) -> bytes:
    out = struct.pack("<IH", 0x223E9F78, 1)
    for level, name, kind, data in objects:
        out += struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return out


SECTOR, LARGE = 512, 4096
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
    """A compound file of the storages (dict) and streams (bytes) given."""
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
        if isinstance(content, bytes) and len(content) < LARGE
    }
    sectors: list[bytes] = []
    chain: list[int] = []
    for number, (_, content) in enumerate(entries):
        if isinstance(content, bytes) and len(content) >= LARGE:
            starts[number] = chained(content, SECTOR, sectors, chain)
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
    header += struct.pack("<9I", 0, 1, first_directory, 0, LARGE, small_fat, 1, END, 0)
    header += struct.pack("<I", len(sectors)).ljust(436, b"\xff")
    return header + b"".join(sectors) + struct.pack(f"<{len(chain) + 1}I", *chain, FAT).ljust(SECTOR, b"\xff")


def properties(header: int, **values: bytes | int) -> bytes:
    """The stream of properties: type, id, and the number or the length of what stands in a stream of its own."""
    return bytes(header) + b"".join(
        struct.pack("<III", int(tag[1:], 16), 6, value if isinstance(value, int) else len(value)) + bytes(4)
        for tag, value in values.items()
    )


def message(header: int, body: str, *attached: dict[str, object], page: str = "") -> dict[str, object]:
    """The streams and storages of a message, which within another has a shorter header."""
    stream = {"p0037001F": "RE: figures".encode("utf-16-le"), "p1000001F": body.encode("utf-16-le")}
    stream |= {"p10130102": page.encode("cp1252")} if page else {}
    return {
        "__properties_version1.0": properties(header, **stream, p3FDE0003=1252),
        **{f"__substg1.0_{name[1:]}": data for name, data in stream.items()},
        **{f"__attach_version1.0_#{number:08X}": one for number, one in enumerate(attached)},
    }


def attached_file(name: str, content: bytes) -> dict[str, object]:
    inner = {"p3707001F": name.encode("utf-16-le"), "p37010102": content}
    streams = {f"__substg1.0_{tag[1:]}": data for tag, data in inner.items()}
    return {"__properties_version1.0": properties(8, **inner), **streams}


def attached_object(content: dict[str, object]) -> dict[str, object]:
    return {"__properties_version1.0": properties(8), "__substg1.0_3701000D": content}


def locked(name: bytes, content: bytes, password: bytes) -> bytes:
    """An archive of one stored member under the old encryption of ZIP."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(byte: int, value: int) -> int:
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def advance(byte: int) -> None:
        keys[0] = crc(byte, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[1] >> 24, keys[2])

    for byte in password:
        advance(byte)
    total = zlib.crc32(content)
    hidden = bytearray()
    for byte in bytes(11) + bytes([total >> 24]) + content:
        mask = (keys[2] | 2) & 0xFFFF
        hidden.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 255))
        advance(byte)
    sizes = (total, len(hidden), len(content), len(name))
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 1, 0, 0, 0, *sizes, 0) + name
    central = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 1, 0, 0, 0, *sizes, 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local) + len(hidden), 0)
    return local + bytes(hidden) + central + end


def record(kind: int, *fields: bytes) -> bytes:
    body = b"".join(fields)
    return struct.pack("<HH", kind, len(body)) + body


def biff(rows: Sequence[Sequence[int | str]], hidden_rows: Sequence[int] = (), filtering: bool = False) -> bytes:
    """A bare stream of BIFF8 records, as some reporting systems write it; `filtering`: a filter hides the rows."""
    begin = b"\0\x06%s\xbb\x0d\xcc\x07\0\0\0\0\0\0\0\0"
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0), b"\x01\0A")
    looks = record(0xE0, struct.pack("<HHH", 0, 0, 0), bytes(14)) + record(
        0xE0, struct.pack("<HHH", 0, 3, 0), bytes(14)
    )
    name = b"\x05\0Sheet"
    head = record(0x809, begin % b"\x05\0") + font + looks
    start = len(head) + 4 + 6 + len(name) + 4
    book = head + record(0x85, struct.pack("<IH", start, 0), name) + record(0x0A)
    cells = record(0x809, begin % b"\x10\0") + (record(0x9B) if filtering else b"")
    for row in hidden_rows:
        cells += record(0x208, struct.pack("<8H", row, 0, 9, 300, 0, 0, 0x20, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 1)
            if isinstance(value, int):
                cells += record(0x203, place, struct.pack("<d", value))
            elif value:
                cells += record(0x204, place, struct.pack("<HB", len(value), 0), value.encode())
    return book + cells + record(0x0A)
