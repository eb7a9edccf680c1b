"""Archives made to do harm: bombs, names that climb out, archives within archives."""

from __future__ import annotations

import base64
import io
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.read.containers import Opened
from flows.read.grid import Document, Limits
from flows.read.reader import read_file
from tests.read.binaries import locked

Outcome = Callable[..., Document]
Unpacked = Callable[..., list[Opened]]


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked(outcome: Outcome) -> None:
    document = outcome("bomb.zip", packed({"a.csv": b"0" * 40_000_000}))
    assert "unpacks to 38 MB, more than the 32 MB allowed" in document.failure


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says(unpacked: Unpacked) -> None:
    data = bytearray(packed({"a.csv": b"0" * 5_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 10)
    opened = unpacked("liar.zip", bytes(data))
    assert sum(len(file.content) for file in opened[1:]) <= 10


def test_names_that_climb_out_stay_inside(unpacked: Unpacked, tmp_path: Path) -> None:
    opened = unpacked("slip.zip", packed({"../../slipped.csv": b"a,b\n1,2\n", "/etc/absolute.csv": b"a,b\n3,4\n"}))
    assert [file.path for file in opened] == ["slip.zip", "slip.zip/slipped.csv", "slip.zip/etc/absolute.csv"]
    assert not (tmp_path.parent / "slipped.csv").exists()
    assert not Path("/etc/absolute.csv").exists()
    assert sum(notice.check == "name_changed" for notice in opened[0].document.notices) == 2


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("..\\..\\x.csv", "x.csv"),
        ("C:\\x.csv", "x.csv"),
        ("\\\\host\\share\\x.csv", "host/share/x.csv"),
        ("a/\u202evsc.x", "a/vsc.x"),
        ("x.csv\u2066\u200b", "x.csv"),
        ("./././x.csv", "x.csv"),
        ("a" * 5_000 + ".csv", "a" * 200),
    ],
    ids=["backslashes", "drive", "share", "right to left", "isolates", "dots", "long"],
)
def test_names_made_to_mislead(unpacked: Unpacked, name: str, called: str) -> None:
    opened = unpacked("names.zip", packed({name: b"a,b\n1,2\n"}))
    assert [file.path for file in opened] == ["names.zip", f"names.zip/{called}"]


def test_links_are_not_followed(unpacked: Unpacked) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("figures.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("real.csv", "a,b\n1,2\n")
    opened = unpacked("links.zip", buffer.getvalue())
    assert [file.path for file in opened[1:]] == ["links.zip/real.csv"]
    assert [notice.check for notice in opened[0].document.notices] == ["link_left_out"]


def test_two_members_of_one_name_are_both_read(unpacked: Unpacked) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", "a,b\n3,4\n")
    opened = unpacked("same.zip", buffer.getvalue())
    assert sorted(file.content for file in opened[1:]) == [b"a,b\n1,2\n", b"a,b\n3,4\n"]


def test_names_with_escapes_are_stripped_of_them(unpacked: Unpacked) -> None:
    opened = unpacked("escape.zip", packed({"\x1b[31mred\x07\n.csv": b"a,b\n1,2\n"}))
    assert opened[1].path == "escape.zip/[31mred.csv"


def test_archives_within_archives_end_at_the_depth_allowed(unpacked: Unpacked) -> None:
    data = b"a,b\n1,2\n"
    for level in range(10):
        data = packed({f"{level}.zip" if level else "deep.csv": data})
    opened = unpacked("nested.zip", data)
    assert len(opened) == 4
    assert opened[-1].document.partial
    assert any(notice.check == "attachments_left_out" for notice in opened[-1].document.notices)


def test_more_members_than_allowed_are_named_as_left_out(unpacked: Unpacked) -> None:
    opened = unpacked("many.zip", packed({f"{n}.txt": b"x%d" % n for n in range(60)}))
    assert len(opened) == 41
    assert "20 members beyond the limit" in opened[0].document.notices[0].message


def test_many_archives_within_one_share_its_limit(unpacked: Unpacked) -> None:
    inner = {f"{n}.zip": packed({f"{m}.txt": b"%d %d" % (n, m) for m in range(20)}) for n in range(5)}
    opened = unpacked("wide.zip", packed(inner))
    assert len(opened) <= 45
    assert any(file.document.partial for file in opened)


def test_the_same_bytes_twice_are_one_file_with_two_names(unpacked: Unpacked) -> None:
    opened = unpacked("twice.zip", packed({"a.csv": b"a,b\n1,2\n", "b/c.csv": b"a,b\n1,2\n"}))
    assert [file.paths for file in opened] == [["twice.zip"], ["twice.zip/a.csv", "twice.zip/b/c.csv"]]


def test_an_archive_of_itself_ends(unpacked: Unpacked) -> None:
    """A quine cannot be made in a test, but the same archive under two names within itself must end the same way."""
    inner = packed({"x.csv": b"a,b\n1,2\n"})
    opened = unpacked("self.zip", packed({"1.zip": inner, "2.zip": inner, "3.zip": packed({"4.zip": inner})}))
    assert sum(file.path.endswith("x.csv") for file in opened) == 1


def test_a_locked_archive_says_so_and_opens_with_its_password(unpacked: Unpacked) -> None:
    data = locked(b"a.csv", b"Age,Count\n0-4,7\n", b"secret")
    assert "has a password" in unpacked("locked.zip", data)[0].document.failure
    assert "has a password" in unpacked("locked.zip", data, ("wrong",))[0].document.failure
    assert unpacked("locked.zip", data, ("wrong", "secret"))[1].document.format == "csv"


# Written by pyzipper: `a.csv`, deflated under 128 bits and stored under 256.
UNDER_AES = (
    "UEsDBBQAAQBjAAsleV0AAAAAJgAAABAAAAAFAAsAYS5jc3YBmQcAAgBBRQEIAFH0JqHe2AROh+fh3ziXJgtteN1YPzZ8cbDsgsrhXkWc0Hot537s"
    "UEsBAhQDFAABAGMACyV5XQAAAAAmAAAAEAAAAAUACwAAAAAAAAAAAIABAAAAAGEuY3N2AZkHAAIAQUUBCABQSwUGAAAAAAEAAQA+AAAAVAAAAAAA",
    "UEsDBBQAAQBjAAsleV0AAAAALAAAABAAAAAFAAsAYS5jc3YBmQcAAgBBRQMAAHKzBWiLgu7I7KRT2cFkvfs7ggULQzmXydyfxr1gNJsh/+75c4LD"
    "FUNPWHT/UEsBAhQDFAABAGMACyV5XQAAAAAsAAAAEAAAAAUACwAAAAAAAAAAAIABAAAAAGEuY3N2AZkHAAIAQUUDAABQSwUGAAAAAAEAAQA+AAAA"
    "WgAAAAAA",
)


@pytest.mark.parametrize("text", UNDER_AES, ids=["128 bits", "256 bits"])
def test_an_archive_under_aes_opens_with_its_password(unpacked: Unpacked, text: str) -> None:
    data = base64.b64decode(text)
    assert "has a password" in unpacked("aes.zip", data)[0].document.failure
    assert "has a password" in unpacked("aes.zip", data, ("wrong",))[0].document.failure
    assert unpacked("aes.zip", data, ("wrong", "pärchen 7"))[1].content == b"Age,Count\n0-4,7\n"
    for at in range(len(data)):
        broken = data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :]
        document = read_archive(broken, ("pärchen 7",))
        assert document.failure or document.notices or document.attachments[0].content == b"Age,Count\n0-4,7\n"


def read_archive(data: bytes, passwords: tuple[str, ...]) -> Document:
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        return read_file(Path(file.name), Limits(), passwords)


def test_a_directory_that_is_lost_is_rebuilt(unpacked: Unpacked) -> None:
    whole = packed({"a.csv": b"Age,Count\n0-4,7\n"})
    opened = unpacked("cut.zip", whole[: whole.index(b"PK\x01\x02")])
    assert opened[0].document.partial
    assert [cell.text for _, grid in opened[1].document.grids for cell in grid.cells] == ["Age", "Count", "0-4", "7"]


def test_a_member_with_a_broken_stream_is_named_and_the_rest_read(unpacked: Unpacked) -> None:
    data = bytearray(packed({"bad.csv": b"a,b\n" + bytes(range(256)) * 20, "good.csv": b"a,b\n1,2\n"}))
    at = data.index(b"bad.csv") + 12
    data[at : at + 60] = b"\xff" * 60
    opened = unpacked("half.zip", bytes(data))
    assert [file.path for file in opened[1:]] == ["half.zip/good.csv"]
    assert any("bad.csv" in notice.message for notice in opened[0].document.notices)


def test_overlapping_members_unpack_no_further_than_the_limit(outcome: Outcome) -> None:
    kernel = zlib.compress(b"0" * 20_000_000, 9)[2:-4]
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(kernel), 20_000_000, 1, 0) + b"a"
    body = local + kernel
    central = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(kernel), 20_000_000, 1, 0, 0, 0, 0, 0, 0)
        + bytes([97 + n])
        for n in range(20)
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 20, 20, len(central), len(body), 0)
    assert "unpacks to" in outcome("overlap.zip", body + central + end).failure
