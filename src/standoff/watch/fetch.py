"""One address into what its server answers, within bounds of bytes and time.

The client of Python's standard library is used. What a larger one adds (a pool, retries, redirects, unpacking, resolving) would have to be
switched off: here the number that was checked is connected to, redirects are followed by hand, and bodies are unpacked within bounds.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from standoff import __version__
from standoff.errors import FetchError
from standoff.watch import addresses
from standoff.watch.addresses import Address, Resolve
from standoff.watch.body import check_head, read_body
from standoff.wire import Deadline, seconds_to_wait, shake_hands, shut, wrapped

PROGRAM = "standoff"  # the name that robots.txt files may address
USER_AGENT = f"{PROGRAM}/{__version__} (reads news feeds for its user)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({408, 421, 425, 429})  # and all from 500
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take: bytes of a body, before and after unpacking; seconds of silence, and seconds altogether."""

    most_bytes: int = 5_000_000  # the longest pages of news have under 2 MB, feeds with full texts under 4
    silence_s: float = 20.0
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave along with an answer, to be asked with whether it has changed since (RFC 9110, section 13)."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url`: where it was at last; `body` is None where nothing has changed."""

    url: str
    body: bytes | None
    charset: str | None
    validators: Validators


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a server says that it is instead; to be checked like any other address."""

    url: str


class Fetcher:
    """Fetches; may be used by several threads at a time."""

    def __init__(self, limits: Limits | None = None, resolver: Resolve = addresses.resolve) -> None:
        self.limits = limits or Limits()
        self._resolver = resolver
        self._tls = ssl.create_default_context()
        self._open: set[socket.socket] = set()
        self._stopped = False

    def get(
        self, address: Address, known: Validators | None = None, *, allow_private: bool = False
    ) -> Fetched | Redirect:
        """One request; FetchError where it cannot be had."""
        numbers = addresses.numbers(address, allow_private=allow_private, resolver=self._resolver)
        with Deadline(self.limits.seconds) as deadline:
            try:
                with self._connected(address, numbers, deadline) as connection:
                    return self._ask(connection, address, known or Validators())
            except (OSError, http.client.HTTPException) as error:
                if deadline.passed:
                    problem = f"took longer than {self.limits.seconds:.0f} seconds"
                    raise FetchError(address.url, problem, passing=True) from None
                raise FetchError(address.url, _reason(error), passing=not _is_certificate(error)) from None

    def stop(self) -> None:
        """End what is under way: its fetches fail at once."""
        self._stopped = True
        for connected in list(self._open):
            shut(connected)

    @contextmanager
    def _connected(
        self, address: Address, numbers: list[str], deadline: Deadline
    ) -> Iterator[http.client.HTTPConnection]:
        connected = self._connect(numbers, address.port)
        try:
            tls = self._tls if address.scheme == "https" else None
            connected = wrapped(connected, address.host, tls, deadline)
            with self._stoppable(connected):
                shake_hands(connected)
                connection = http.client.HTTPConnection(address.host, address.port)
                connection.sock = connected
                yield connection
            if deadline.passed or self._stopped:  # a body that ends with its connection looks whole when it is shut
                raise TimeoutError
        finally:
            connected.close()

    @contextmanager
    def _stoppable(self, connected: socket.socket) -> Iterator[None]:
        self._open.add(connected)
        try:
            if self._stopped:
                shut(connected)
            yield
        finally:
            self._open.discard(connected)

    def _connect(self, numbers: list[str], port: int) -> socket.socket:
        """To the first number that takes it; a list of hundreds is no reason to try hundreds."""
        problem: OSError = TimeoutError()
        for number in numbers[:4]:
            if self._stopped:
                break
            try:
                return socket.create_connection((number, port), self.limits.silence_s)
            except OSError as error:
                problem = error
        raise problem

    def _ask(self, connection: http.client.HTTPConnection, address: Address, known: Validators) -> Fetched | Redirect:
        headers = {
            "Host": address.host_header,
            "User-Agent": USER_AGENT,
            "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.9, text/plain;q=0.8",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request("GET", address.target, headers=headers | known.headers())
        answer = connection.getresponse()
        if answer.status == NOT_MODIFIED:
            return Fetched(address.url, None, None, known)
        if answer.status in REDIRECTS and answer.headers.get("Location"):
            return Redirect(addresses.joined(address.url, _as_text(answer.headers["Location"])))
        if answer.status not in (200, 203):
            passing = answer.status in PASSING or answer.status >= 500
            wait_s = seconds_to_wait(answer.headers.get("Retry-After", "")) if passing else 0.0
            raise FetchError(
                address.url, f"answers {answer.status}", passing=passing, wait_s=wait_s, status=answer.status
            )
        check_head(answer, address.url, self.limits.most_bytes)
        body = read_body(answer, address.url, self.limits.most_bytes)
        given = Validators(answer.headers.get("ETag", "")[:500], answer.headers.get("Last-Modified", "")[:100])
        return Fetched(address.url, body, answer.headers.get_content_charset(), given)


def _as_text(header: str) -> str:
    """Servers write UTF-8 where the standard knows Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _is_certificate(error: Exception) -> bool:
    return isinstance(error, ssl.SSLCertVerificationError)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "ended in the middle"
    if isinstance(error, http.client.HTTPException):
        return f"answers what is no HTTP ({type(error).__name__})"
    reason = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or type(error).__name__
    return f"cannot be reached: {' '.join(str(reason).split())[:200].lower()}"
