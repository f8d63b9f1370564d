"""One prompt into one answer of an OpenAI-compatible endpoint over HTTP: no redirects, bounded in time and size."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from standoff.errors import CodeError
from standoff.loopback import is_loopback

MOST_BYTES = 4 * 1024 * 1024  # of an answer: a thousand times what the longest one asked for needs
SHOWN = 200  # characters of what a server says about an error
HEADERS = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "standoff"}


class NoAnswerError(Exception):
    """The endpoint did not answer as it should; `status` 0 where it did not answer at all, `wait_s` what it asks to wait."""

    def __init__(self, status: int, said: str, wait_s: float | None = None) -> None:
        self.status, self.said, self.wait_s = status, said, wait_s
        super().__init__(f"HTTP {status}: {said}" if status else said)


class UnreachableError(NoAnswerError):
    """Nobody listens at the address."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`text`: what the model wrote; `whole`: False where its length was cut; tokens None where the server does not count."""

    text: str
    whole: bool
    prompt_tokens: int | None
    answer_tokens: int | None


class Client:
    """Asks one endpoint; holds no connection, so that threads can share it."""

    def __init__(self, url: str, key: str, timeout_s: float) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in ("http", "https") or not parts.hostname or port == -1 or parts.query or parts.fragment:
            raise CodeError("STANDOFF_LLM_URL is no address; write it as https://host/v1 or http://127.0.0.1:8080/v1")
        if parts.username is not None:
            raise CodeError("STANDOFF_LLM_URL holds a password; give the key in STANDOFF_LLM_KEY")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise CodeError(f"{parts.hostname} is another machine: texts and the key go there by https:// only")
        if not key.isascii() or not key.isprintable():
            raise CodeError("STANDOFF_LLM_KEY holds a character that no key has, such as a line end")
        self._secure, self._host, self._port = parts.scheme == "https", parts.hostname, port
        self._path = parts.path.rstrip("/") + "/chat/completions"
        self._key, self._timeout_s = key, timeout_s

    def ask(self, body: dict[str, Any]) -> Reply:
        """Send one request. Raises NoAnswerError for anything but a reply in the shape of the protocol."""
        try:
            return _reply(self._post(json.dumps(body).encode()))
        except (TimeoutError, ssl.SSLError, http.client.HTTPException, OSError) as error:
            kind = UnreachableError if isinstance(error, (ConnectionRefusedError, socket.gaierror)) else NoAnswerError
            raise kind(0, self._told(f"no answer from {self._host} ({type(error).__name__}: {error})")) from None

    def _post(self, body: bytes) -> bytes:
        headers = HEADERS | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        with closing(self._connection()) as connection:
            connection.connect()
            # A timeout of the socket is for each piece; this one ends an answer that trickles in for hours.
            late = threading.Event()
            timer = threading.Timer(self._timeout_s, _cut, (connection.sock, late))
            timer.start()
            try:
                connection.request("POST", self._path, body, headers)
                response = connection.getresponse()
                content = response.read(MOST_BYTES + 1)
            finally:
                timer.cancel()
        if late.is_set():
            raise TimeoutError(f"no whole answer in {self._timeout_s:g} s")
        if response.length and len(content) <= MOST_BYTES:
            raise http.client.IncompleteRead(content, response.length)
        if len(content) > MOST_BYTES:
            raise NoAnswerError(response.status, f"the answer is larger than {MOST_BYTES:,} bytes")
        if response.status != http.HTTPStatus.OK:
            said = self._told(content[: 4 * SHOWN].decode("utf-8", "replace"))
            raise NoAnswerError(response.status, said, _seconds(response.getheader("Retry-After")))
        return content

    def _connection(self) -> http.client.HTTPConnection:
        if not self._secure:
            return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout_s)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout_s, context=context)

    def _told(self, text: str) -> str:
        """What may be shown of what a server says: one short line, never the key."""
        shown = text.replace(self._key, "***") if self._key else text
        return " ".join(shown.split())[:SHOWN]


def _cut(connected: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdigit() else None


def _reply(content: bytes) -> Reply:
    """The first choice of an answer; whatever else it holds is ignored."""
    try:
        answer = json.loads(content)
        choice = answer["choices"][0]
        text = choice["message"]["content"]
        if not isinstance(text, str):
            raise TypeError  # noqa: TRY301 - one way out for all that is not of the protocol
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoAnswerError(200, "the answer is not one of the chat completions protocol") from None
    usage = answer.get("usage")
    used = usage if isinstance(usage, dict) else {}
    whole = choice.get("finish_reason") != "length"
    return Reply(text, whole, _tokens(used.get("prompt_tokens")), _tokens(used.get("completion_tokens")))


def _tokens(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
