"""What every request must pass, and what every response carries.

The server listens on this machine alone, but a web page in a browser of this machine can send it requests. Names that
other sites give to 127.0.0.1 (DNS rebinding) are told by the Host header, requests that their scripts send by the
Origin header; both are refused, and no header lets another site read a response.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
_HOST = re.compile(r"(\[[0-9A-Fa-f:]+\]|[^:\[\]]+)(?::[0-9]+)?")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
    "vary": "Accept",
}


class Guard:
    """An ASGI application around another."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what other sites send; else pass on, and add the headers that the response does not set itself."""
        from starlette.datastructures import Headers as Read
        from starlette.datastructures import MutableHeaders
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Read(scope=scope)
        if not _is_local(headers.get("host", "")):
            refused = PlainTextResponse("This server answers to 127.0.0.1 and localhost only.\n", 403)
            await refused(scope, receive, guarded)
        elif not _same_site(headers):
            await PlainTextResponse("Other sites may not use this server.\n", 403)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)


def _is_local(host: str) -> bool:
    found = _HOST.fullmatch(host)
    return found is not None and found[1].lower() in LOCAL


def _same_site(headers: Headers) -> bool:
    origin = headers.get("origin")
    # A port of this machine may be another program's page: only our own counts.
    return origin is None or urlsplit(origin).netloc == headers.get("host")
