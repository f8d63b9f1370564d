"""Every request and answer through what keeps a page safe: who may ask under which name, how much, and what a browser may do with the answer."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.loopback import is_loopback

MOST_BODY = 1_000_000  # bytes of a request: a correction is a few hundred
MOST_QUERY = 8_000  # bytes of an address after the "?"
# Everything comes from here, nothing in a page runs or styles itself, no other site frames it or is told where its reader came from.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser names no origin for our own forms either (Origin: null)
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class TooLargeError(Exception):
    """A request whose body goes on beyond `MOST_BODY`."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the server may be asked: a site that has its own name point here (DNS rebinding) uses another.

    `host` is what the server listens on; numbers of addresses are always right, for no site can take them as its name.
    """

    host: str
    names: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, host: str) -> Hosts:
        """Those of a server that listens on `host`."""
        own = {"localhost", host.lower()}
        return cls(
            host,
            frozenset(own if is_loopback(host) else own | {socket.gethostname().lower(), socket.getfqdn().lower()}),
        )

    def allows(self, told: str) -> bool:
        """Whether a request may name this host; the port does not matter."""
        name = told.rpartition("]")[0].removeprefix("[") if told.startswith("[") else told.partition(":")[0]
        if name.lower() in self.names:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not is_loopback(self.host)


class Safety:
    """Refuses what is too large or comes under a strange name, and sends every answer with `HEADERS`."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        await self._app(scope, _bounded(receive), sent)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._hosts.allows(hosts[0]):
            return PlainTextResponse("This server does not go by that name.", 421)
        if len(scope["query_string"]) > MOST_QUERY:
            return PlainTextResponse("The address is too long.", 414)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > MOST_BODY:
            return PlainTextResponse("The request is too large.", 413)
        return None


def _bounded(receive: Receive) -> Receive:
    """The body as it comes, up to the limit: what has no length is counted."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BODY:
            raise TooLargeError
        return message

    return bounded
