"""What a reader process may do: no network, no writing outside its scratch folder, bounded memory, silence.

The audit hook stops what goes through Python. Libraries in C are held by the bounds of the process, and by being
called with the network and external entities switched off.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from typing import Any

from flows.read.processes.bounds import bind

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
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    bind(memory_bytes)

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


def _writes(mode: str | None, flags: int) -> bool:
    return any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool(flags & _WRITING)


def _inside(path: object, scratch: str) -> bool:
    if isinstance(path, int):
        return True
    real = os.path.realpath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ""
    return real == scratch or real.startswith(scratch + os.sep) or real == os.devnull
