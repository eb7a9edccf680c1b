"""Formats that LibreOffice turns into DOCX: DOC, RTF, ODT. Without it RTF gives its text, DOC a clear failure."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from flows.read.grid import Document, Limits, Notice, UnreadableError
from flows.read.text.plain_tables import plain_blocks
from flows.read.word import docx as word

_PROGRAMS = ("soffice", "libreoffice")
_INSTALL = (
    "install LibreOffice (on Debian: apt install libreoffice-writer-nogui), or save the file as docx and add that copy"
)

_SECURITY = "Office.Common/Security/Scripting"
# Pictures and sections from elsewhere are fetched by default; the proxy that is not there holds whatever slips through.
_SETTINGS = (
    *((_SECURITY, "BlockUntrustedRefererLinks", "true"), (_SECURITY, "DisableActiveContent", "true")),
    *((_SECURITY, "DisableMacrosExecution", "true"), (_SECURITY, "MacroSecurityLevel", "3")),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS")),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The document by way of DOCX. Raises UnreadableError where LibreOffice is not there or fails on the file."""
    kind = "rtf" if path.read_bytes().lstrip()[:5] == b"{\\rtf" else "doc"
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        if kind == "rtf":
            return _rtf_text(path)
        raise UnreadableError(
            f"Word files of before 2007 and ODT are read by LibreOffice, which is not here: {_INSTALL}"
        )
    with tempfile.TemporaryDirectory() as folder:
        converted = _convert(program, path, Path(folder), limits)
        return replace(word.read(converted, limits), format=kind)


def _convert(program: str, path: Path, folder: Path, limits: Limits) -> Path:
    # The name and the profile are ours: nothing of the file's own reaches the command line, nothing is shared.
    source = folder / "in"
    shutil.copyfile(path, source)
    _set_up(folder / "profile")
    command = [
        *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *(f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(folder / "out"), str(source)),
    ]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        processor_seconds = int(limits.seconds) + 1
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
        try:
            # Shorter than the bound on this process, so that LibreOffice is never left behind.
            process.wait(timeout=0.8 * limits.clock_seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, 9)
            raise UnreadableError(
                "LibreOffice did not finish with the file; save it as docx and add that copy"
            ) from error
    made = folder / "out" / "in.docx"
    if not made.exists():
        raise UnreadableError(
            "LibreOffice could not open the file in the time given; it is damaged, or save it as docx and add that copy"
        )
    return made


def _set_up(profile: Path) -> None:
    """Settings of a LibreOffice that runs nothing and fetches nothing that a document names."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    start = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(f"{start}{items}</oor:items>", encoding="utf-8")


def _rtf_text(path: Path) -> Document:
    text = rtf_to_text(path.read_bytes().decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    notice = Notice(
        "layout_unknown",
        "without LibreOffice an RTF file gives its text and simple tables: merged cells, struck-out text are not known",
        _INSTALL,
    )
    return Document("rtf", tuple(plain_blocks(text.replace("\xa0", " "), "word")), notices=(notice,), partial=True)
