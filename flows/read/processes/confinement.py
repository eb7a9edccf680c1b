"""What a reader process may do: no network, no writing outside its scratch folder, bounded memory, silence.

The audit hook stops what goes through Python. Libraries in C are held by the limits of the process, and by being
called with the network and external entities switched off.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NETWORK = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"),
    *("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"),
)
_CHANGES = (
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "shutil.move", "shutil.copyfile", "shutil.rmtree"),
)
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn")
_ALLOWED_PROGRAMS = frozenset({"soffice", "libreoffice"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LARGEST_FILE = 2 * 2**30
STOPPED_FOR_TIME = -signal.SIGPROF
"""The exit code of a process that used more than its `processor_seconds`."""


def confine(scratch: str, memory_bytes: int) -> None:
    """Bind the current process for good: call it first thing in a reader process. `scratch` must exist."""
    scratch = os.path.realpath(scratch)
    os.chdir(scratch)
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = scratch
    tempfile.tempdir = scratch
    sys.dont_write_bytecode = True
    # What libraries shout on a damaged file is no message for people, and may carry the file's own escapes.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    # A handler written in Python would not run while a parser loops in C.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if _writes(mode, flags) and not _inside(path, scratch):
                raise PermissionError(f"a reader writes in its scratch folder only, not {path!r}")
        elif event in _NETWORK:
            raise PermissionError(f"a reader has no network ({event})")
        elif event in _CHANGES:
            paths = [argument for argument in arguments if isinstance(argument, (str, bytes))]
            by_folder = any(isinstance(argument, int) and argument >= 0 for argument in arguments[-1:])
            if not by_folder and not all(_inside(path, scratch) for path in paths):
                raise PermissionError(f"a reader changes nothing outside its scratch folder ({event} {paths!r})")
        elif event in _PROGRAMS and os.path.basename(str(arguments[0])) not in _ALLOWED_PROGRAMS:
            raise PermissionError(f"a reader starts no other program ({arguments[0]!r})")

    sys.addaudithook(watch)


@contextmanager
def processor_seconds(seconds: float) -> Iterator[None]:
    """The process ends with STOPPED_FOR_TIME where the block uses more than so much of the processor, even in C."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _writes(mode: str | None, flags: int) -> bool:
    return any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool(flags & _WRITING)


def _inside(path: object, scratch: str) -> bool:
    if isinstance(path, int):
        return True
    real = os.path.realpath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ""
    return real == scratch or real.startswith(scratch + os.sep) or real == os.devnull
