"""A window into a read answer: from the cache, else from the endpoint, with waits between tries and within the budget of the run."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from standoff.code.llm.account import Account
from standoff.code.llm.answers import Answer, UnreadableError, parsed
from standoff.code.llm.cache import Cache
from standoff.code.llm.client import SHOWN, Client, NoAnswerError, Reply, UnreachableError
from standoff.code.llm.prompt import Prompt
from standoff.code.llm.settings import LIMITS, OURS, PREFIX, Settings
from standoff.code.llm.windows import Window
from standoff.errors import CodeError
from standoff.records import Document

TRIES = 5
LONGEST_WAIT_S = 60.0  # whatever a server asks for
HALVINGS = 2  # of a window whose answer cannot be read: quarters, so seven requests at most
AT_ONCE = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND))
LATER = frozenset(
    (
        0,  # no answer at all
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
IN_A_ROW = 3  # documents without a reply: then it is not the document
FORM = (
    "response_format",
    "json_schema",
    "json_object",
    "guided_json",
    "schema",
    "grammar",
)  # of the answer, as servers call it
AGAIN = "what was answered is kept; the same command goes on from there"


class UnansweredError(Exception):
    """One document that the endpoint has no usable answer to; `for_good` where asking again would only cost again."""

    def __init__(self, problem: str, *, for_good: bool) -> None:
        self.for_good = for_good
        super().__init__(problem)


class Asker:
    """Asks for threads that share it. Raises CodeError where the run cannot go on, UnansweredError where one document cannot."""

    def __init__(self, settings: Settings, prompt: Prompt, account: Account) -> None:
        self._settings, self._prompt, self._account = settings, prompt, account
        self._client = Client(settings.url, settings.key, settings.timeout_s)
        self._cache = Cache(settings.cache)
        self._stopped = threading.Event()
        self._failed: set[str] = set()  # documents, since the last reply

    def stop(self) -> None:
        """End all waits; requests that are not sent yet are not sent."""
        self._stopped.set()

    def ask(self, document: Document, window: Window, halvings: int = HALVINGS) -> Iterator[tuple[Window, Answer]]:
        """The answers to a window; an answer that cannot be read or was cut is asked for again in halves of the window."""
        body = self._prompt.request(self._settings, document, window)
        key = Cache.key(self._settings.url, body)
        answer = self._kept(key)
        if answer is None:
            answer = self._fresh(key, body, document.id)
        if answer is None:
            self._account.count("unreadable")
            yield from self._halves(document, window, halvings)
        else:
            yield window, answer

    def _kept(self, key: str) -> Answer | None:
        """The answer in the cache; None where there is none, or no answer in the file."""
        text = self._cache.get(key)
        try:
            answer = None if text is None else parsed(text, self._account.refuse)
        except UnreadableError:
            return None
        if answer is not None:
            self._account.count("from_cache")
        return answer

    def _fresh(self, key: str, body: dict[str, Any], document: str) -> Answer | None:
        """The endpoint's answer; None where it was cut or cannot be read."""
        reply = self._reply(body, document)
        if reply.declined:
            self._account.count("declined")
            raise UnansweredError(
                f"the model declines to answer: {' '.join(reply.text.split())[:SHOWN]}", for_good=True
            )
        try:
            answer = parsed(reply.text, self._account.refuse) if reply.whole else None
        except UnreadableError:
            return None
        if answer is not None:
            self._cache.put(key, reply.text)
        return answer

    def _halves(self, document: Document, window: Window, halvings: int) -> Iterator[tuple[Window, Answer]]:
        halves = window.halves() if halvings else None
        if halves is None:
            raise UnansweredError(
                "the model's answer is no JSON of the schema, or was cut; nothing of the document is taken",
                for_good=True,
            )
        for half in halves:
            yield from self.ask(document, half, halvings - 1)

    def _reply(self, body: dict[str, Any], document: str) -> Reply:
        """Try until there is a reply."""
        wait_s = self._settings.first_wait_s
        for tries_left in range(TRIES - 1, -1, -1):
            try:
                reply = self._once(body)
            except NoAnswerError as error:
                self._give_up(error, tries_left, document, body)
                self._account.count("retries")
                # Half to all of the wait: threads that were refused together are not to come back together.
                asked = wait_s * random.uniform(0.5, 1.0) if error.wait_s is None else error.wait_s  # noqa: S311
                self._stopped.wait(min(asked, LONGEST_WAIT_S))
                wait_s *= 2
            else:
                self._failed.clear()
                return reply
        raise AssertionError  # pragma: no cover - the last try either returns or gives up

    def _give_up(self, error: NoAnswerError, tries_left: int, document: str, body: dict[str, Any]) -> None:
        """Raise, unless another try may help."""
        redirect = 300 <= error.status < 400
        if error.status in AT_ONCE or redirect:
            more = "; redirects are not followed: give the address itself" if redirect else ""
            raise CodeError(f"the endpoint refuses: {error}{more}") from None
        may_help = error.status in LATER
        if may_help and tries_left:
            return
        self._failed.add(document)
        over = isinstance(error, UnreachableError) or error.status == HTTPStatus.TOO_MANY_REQUESTS
        tried = f"{error}, tried {TRIES} times" if may_help else str(error)
        if over or len(self._failed) >= IN_A_ROW:
            raise CodeError(f"{tried}{_hint(error, body)}; {AGAIN}") from None
        raise UnansweredError(tried, for_good=False) from None

    def _once(self, body: dict[str, Any]) -> Reply:
        """One request, paid for. Without a count by the server it is taken to have used what it could at most."""
        if self._stopped.is_set():
            raise CodeError("stopped")
        sent = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        most = len(sent), self._settings.answer_tokens  # no token is less than a byte
        if not self._account.reserve(*most):
            raise CodeError(
                f"the next request might pass the budget of this run (STANDOFF_LLM_BUDGET, STANDOFF_LLM_TOKENS); {AGAIN}"
            )
        used = 0, 0
        try:
            self._account.count("requests")
            reply = self._client.ask(body)
            used = (
                most[0] if reply.prompt_tokens is None else reply.prompt_tokens,
                most[1] if reply.answer_tokens is None else reply.answer_tokens,
            )
        except NoAnswerError as error:
            used = most if error.status in (0, HTTPStatus.OK) and not isinstance(error, UnreachableError) else used
            raise
        else:
            return reply
        finally:
            self._account.settle(most, used)


def _hint(error: NoAnswerError, body: dict[str, Any]) -> str:
    """Which variable may help where a server refuses the form of a request."""
    if error.status not in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED):
        return ""
    said = error.said.lower()
    further = [field for field in body if field not in OURS]
    hints = (("WINDOW", ("context", "too long")), ("FORMAT", FORM), ("LIMIT", LIMITS), ("REQUEST", further))
    named = next((variable for variable, words in hints if any(word in said for word in words)), "FORMAT")
    return f" (set {PREFIX}{named}, see docs/coder-llm.md)"
