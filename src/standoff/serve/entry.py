"""A token into the right to ask: where others can reach the server, a page is shown to those alone who have given it."""

from __future__ import annotations

import hmac
from hashlib import sha256
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "standoff-entry"
DOOR = "/entry"  # where the token is asked for
KEPT_S = 30 * 24 * 3600  # a month


class Entry:
    """Lets those in who bring the token: in a cookie made from it, or as `Authorization: Bearer TOKEN`."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._open(scope):
            await self._app(scope, receive, send)
            return
        await self._sent_away(scope)(scope, receive, send)

    def _open(self, scope: Scope) -> bool:
        path: str = scope["path"]
        return path == DOOR or path.startswith("/static/") or self._brings_token(Headers(scope=scope))

    def _brings_token(self, headers: Headers) -> bool:
        told = headers.get("authorization", "")
        if told.lower().startswith("bearer "):
            return fits(told[len("bearer ") :].strip(), self._token)
        given = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return hmac.compare_digest(given.encode(), pass_of(self._token).encode())

    def _sent_away(self, scope: Scope) -> Response:
        if scope["method"] != "GET" or scope["path"].startswith("/api"):
            return JSONResponse({"error": "give the token of this server as Authorization: Bearer TOKEN"}, 401)
        query = scope["query_string"].decode("latin-1")
        asked = scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"{DOOR}?to={quote(asked, safe='')}", 303)


def fits(given: str, token: str) -> bool:
    """Whether the token is the right one, in the same time for every wrong one."""
    return hmac.compare_digest(sha256(given.encode()).digest(), sha256(token.encode()).digest())


def pass_of(token: str) -> str:
    """What the cookie holds: it proves the token without being it."""
    return hmac.new(token.encode(), b"standoff entry", sha256).hexdigest()


def own_path(told: str) -> str:
    """An address of this server to go on to; the overview for any other."""
    safe = told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable()
    return told if safe else "/"
