"""Who may ask: the browser of the person who started it, by the token in the address, and no page of any other site."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 64 * 1024
LONGEST_ADDRESS = 4096
FORM = "application/x-www-form-urlencoded"
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
"""Of every answer."""


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(18)


class Guard:
    """Lets a request through to `app` below the token, or answers it with a refusal in words.

    A host name that is not this machine's own (as after a rebinding of names), another origin, a method that is neither
    looking nor saying, a body that is long or no form: refused before any of it is looked at.
    """

    def __init__(self, app: App, token: str, port: int, read_only: bool = False) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._read_only = read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is None:
            body, whole = await _body(receive)
            refusal = None if whole else (413, "More was sent than any page of this sends.")
        if refusal is not None:
            await _answer(send, *refusal)
            return
        prefix = f"/{self._token}"
        below = {**scope, "path": scope["path"][len(prefix) :], "root_path": prefix}
        below["raw_path"] = below["path"].encode("utf-8", "surrogateescape")
        await self._app(below, _given(body, receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = _headers(scope)
        if headers is None:
            return 400, "A header is said twice."
        host = headers.get("host", "")
        if host not in self._hosts:
            return 421, "This is not the address that foi review printed."
        if len(scope["path"]) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            return 414, "The address is too long."
        first, _, _ = scope["path"].removeprefix("/").partition("/")
        if not hmac.compare_digest(first.encode("utf-8", "surrogateescape"), self._token.encode()):
            return 404, "Open the whole address that foi review printed: what comes behind the port belongs to it."
        if not scope["path"].startswith(f"/{self._token}/"):
            return 404, "Open the whole address that foi review printed, with the stroke at its end."
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return 405, "Pages are looked at and sent, and nothing else."
        if headers.get("origin") != f"http://{host}" or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "Sent from a page that is not of this review. Nothing was written."
        if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            return 415, "Only forms of these pages are taken."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return 413, "More was sent than any page of this sends."
        if self._read_only:
            return 403, "This review was started with --read-only: nothing is written."
        return None


def _headers(scope: Scope) -> dict[str, str] | None:
    """The headers by name; None where one that decides stands twice."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in found and key in ("host", "origin", "content-length", "content-type"):
            return None
        found[key] = value.decode("latin-1")
    return found


async def _body(receive: Receive) -> tuple[bytes, bool]:
    """What was sent, and whether that is all of it; no more is taken than LARGEST_BODY."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return body, False
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            return b"", False
        if not message.get("more_body"):
            return body, True


def _given(body: bytes, receive: Receive) -> Receive:
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


def _with_headers(send: Send) -> Send:
    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return send_with


async def _answer(send: Send, status: int, words: str) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
