"""What every request over HTTP needs here: how long a server asks to wait, and a deadline for a whole answer."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

DAY_S = 86_400.0


def seconds_to_wait(header: str, now: float | None = None) -> float:
    """What a Retry-After header asks for (RFC 9110, section 10.2.3: seconds or a date), a day at most; 0 where it says nothing."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), DAY_S)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        told = moment.timestamp()
    except (ValueError, OverflowError):
        return 0.0
    current = datetime.now(UTC).timestamp() if now is None else now
    return min(max(told - current, 0.0), DAY_S)


class Deadline:
    """Shuts the connection that it is given when the time is over, however slowly bytes drip in: a socket's own timeout is for each piece.

    What reads from the connection then sees its end, which may look like the end of an answer: look at `passed`.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._over = threading.Event()
        self._connected: socket.socket | None = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def passed(self) -> bool:
        return self._over.is_set()

    def watch(self, connected: socket.socket) -> None:
        """From now on this is the connection to shut."""
        self._connected = connected
        if self.passed:
            shut(connected)

    def _end(self) -> None:
        self._over.set()
        if self._connected is not None:
            shut(self._connected)


def wrapped(connected: socket.socket, host: str, tls: ssl.SSLContext | None, deadline: Deadline) -> socket.socket:
    """With TLS where a context is given, and watched by the deadline from before its first byte: `shake_hands` comes next."""
    if tls is not None:
        connected = tls.wrap_socket(connected, server_hostname=host, do_handshake_on_connect=False)
    deadline.watch(connected)
    return connected


def shake_hands(connected: socket.socket) -> None:
    """As TLS begins; nothing without it."""
    if isinstance(connected, ssl.SSLSocket):
        connected.do_handshake()


def shut(connected: socket.socket) -> None:
    """Of a socket with TLS the one below it: its own method takes away what another thread may be reading from."""
    try:
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
    except OSError:
        return  # closed by itself in the meantime
