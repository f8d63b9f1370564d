"""One prompt into one answer of an OpenAI-compatible endpoint over HTTP: no redirects, bounded in time and size."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from standoff.errors import CodeError
from standoff.loopback import is_loopback
from standoff.wire import Deadline, seconds_to_wait, shake_hands, wrapped

MOST_BYTES = 4 * 1024 * 1024  # of an answer: a thousand times what the longest one asked for needs
SHOWN = 200  # characters of what a server says about an error
NO_PROTOCOL = "the answer is not one of the chat completions protocol"
CUT, FILTERED = "length", "content_filter"  # what `finish_reason` says
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
    """`text`: what the model wrote; `whole`: False where its length was cut; tokens None where the server does not count.

    `declined`: the model or a filter in front of it will not answer; `text` is then what it says about that.
    """

    text: str
    whole: bool
    prompt_tokens: int | None
    answer_tokens: int | None
    declined: bool = False


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
        self._host, self._port = parts.hostname, port
        self._path = parts.path.rstrip("/") + "/chat/completions"
        self._key, self._timeout_s = key, timeout_s
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None

    def ask(self, body: dict[str, Any]) -> Reply:
        """Send one request. Raises NoAnswerError for anything but a reply in the shape of the protocol."""
        try:
            return _reply(self._post(json.dumps(body).encode()))
        except (TimeoutError, ssl.SSLError, http.client.HTTPException, OSError) as error:
            kind = UnreachableError if isinstance(error, (ConnectionRefusedError, socket.gaierror)) else NoAnswerError
            raise kind(0, self._told(f"no answer from {self._host} ({type(error).__name__}: {error})")) from None

    def _post(self, body: bytes) -> bytes:
        headers = HEADERS | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        with Deadline(self._timeout_s) as deadline, closing(self._connection(deadline)) as connection:
            connection.request("POST", self._path, body, headers)
            response = connection.getresponse()
            content = response.read(MOST_BYTES + 1)
        if deadline.passed:  # an answer that is cut there may look like a whole one
            raise TimeoutError(f"no whole answer in {self._timeout_s:g} s")
        if response.length and len(content) <= MOST_BYTES:
            raise http.client.IncompleteRead(content, response.length)
        if len(content) > MOST_BYTES:
            raise NoAnswerError(response.status, f"the answer is larger than {MOST_BYTES:,} bytes")
        if response.status != http.HTTPStatus.OK:
            said = self._told(content.decode("utf-8", "replace"))
            raise NoAnswerError(response.status, said, seconds_to_wait(response.getheader("Retry-After", "")) or None)
        return content

    def _connection(self, deadline: Deadline) -> http.client.HTTPConnection:
        """Connected, with TLS where the address says so; from the first byte on the deadline holds."""
        if self._tls is None:
            connection = http.client.HTTPConnection(self._host, self._port)
        else:
            connection = http.client.HTTPSConnection(self._host, self._port, context=self._tls)
        connection.sock = socket.create_connection((self._host, connection.port), self._timeout_s)
        try:
            connection.sock = wrapped(connection.sock, self._host, self._tls, deadline)
            shake_hands(connection.sock)
        except BaseException:
            connection.close()
            raise
        return connection

    def _told(self, text: str) -> str:
        """What may be shown of what a server says: one short line, never the key."""
        shown = text.replace(self._key, "***") if self._key else text
        return " ".join(shown.split())[:SHOWN]


def _reply(content: bytes) -> Reply:
    """The first choice of an answer; whatever else it holds is ignored."""
    try:
        answer = json.loads(content)
        choice = answer["choices"][0]
        text, refusal = choice["message"].get("content"), choice["message"].get("refusal")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise NoAnswerError(200, NO_PROTOCOL) from None
    end = choice.get("finish_reason")
    declined = end == FILTERED or (not text and isinstance(refusal, str) and refusal != "")
    if text is None and (declined or end == CUT):  # a model that thinks may use up its tokens before it writes a word
        text = refusal if isinstance(refusal, str) else ""
    if not isinstance(text, str):
        raise NoAnswerError(200, NO_PROTOCOL)
    usage = answer.get("usage")
    used = usage if isinstance(usage, dict) else {}
    tokens = _tokens(used.get("prompt_tokens")), _tokens(used.get("completion_tokens"))
    return Reply(text, end != CUT, *tokens, declined=declined)


def _tokens(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
