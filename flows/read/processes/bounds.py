"""What holds a worker process from outside Python: memory, processor time, no network, an end with its parent."""

from __future__ import annotations

import ctypes
import fcntl
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STOPPED_FOR_TIME = -signal.SIGPROF
"""The exit code of a process that used more than its `processor_seconds`."""

_AT_ONCE = 0.001
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def bind(memory_bytes: int) -> None:
    """Bind the current process for good: call it first thing in a worker."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A handler written in Python would not run while a parser loops in C.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    leave_network()


def end_with_parent() -> None:
    """Have the system end this process as soon as the one that asked for it is gone, even while it loops in C."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    # The parent holds the other end of this pipe and writes nothing: all there is to be told of is its end.
    pipe = parent.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if not parent.is_alive():
        sys.exit(1)


def leave_network() -> bool:
    """Take this process into a network of its own that leads nowhere, not even to this machine; whether it went.

    Linux grants it to root, and to others where it lets them have a user namespace. Elsewhere, and in containers that
    forbid it, only what Python itself does is stopped (`confinement`).
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return False
    if unshare(_NEW_NETWORK) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    # Without these it would be nobody's process, which still reads and writes as it did.
    with suppress(OSError):
        for name, text in (("setgroups", "deny"), ("gid_map", f"{group} {group} 1"), ("uid_map", f"{user} {user} 1")):
            Path("/proc/self", name).write_text(text)
    return True


@contextmanager
def processor_seconds(seconds: float) -> Iterator[None]:
    """The process ends with STOPPED_FOR_TIME where the block uses more than so much of the processor, even in C."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def within_seconds(seconds: float) -> Iterator[None]:
    """A closer bound for a part of what `processor_seconds` bounds; none where that bounds nothing."""
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    if not left:
        yield
        return
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, min(left, seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, max(_AT_ONCE, left - (time.process_time() - begun)))
