"""Connections that take their time: a request that does not come to an end, an answer that nobody takes, and plain ones beside them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

pytest.importorskip("uvicorn")

import uvicorn

from standoff.serve import punctual

LARGE = 20_000_000  # bytes: more than the buffers of the machine hold
PATIENCE_S = 30


async def large(scope, receive, send):
    """Answers with much, once the body is there."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(LARGE).encode())]})
    for _ in range(LARGE // 10_000):
        await send({"type": "http.response.body", "body": b"x" * 10_000, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def port(monkeypatch) -> Iterator[int]:
    monkeypatch.setattr(punctual, "WHOLE_S", 0.5)
    monkeypatch.setattr(punctual, "STALLED_S", 0.5)
    server = uvicorn.Server(uvicorn.Config(large, port=0, http=punctual.Punctual, lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = server.force_exit = True
    thread.join(PATIENCE_S)


@contextmanager
def connection(port):
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as link:
        yield link


def is_cut_off(link) -> bool:
    """Whether the other end goes away while bytes dribble in; the socket's patience ends a test that would wait for ever."""
    try:
        while True:
            link.sendall(b"x")
            time.sleep(0.05)
    except (BrokenPipeError, ConnectionResetError):
        return True


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\nx"],
    ids=["nothing", "headers", "body"],
)
def test_a_request_that_does_not_come_to_an_end_is_cut_off(port, begun):
    with connection(port) as link:
        link.sendall(begun)
        assert is_cut_off(link)


def test_a_connection_on_which_nothing_comes_is_cut_off(port):
    with connection(port) as link:
        assert link.recv(1) == b""


def test_an_answer_that_nobody_takes_is_cut_off(port):
    with connection(port) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(2)
        assert sum(iter(lambda: len(link.recv(65_536)), 0)) < LARGE


def test_who_sends_and_takes_at_once_is_answered_as_often_as_asked(port):
    with connection(port) as link:
        for _ in range(2):
            link.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            taken = 0
            while taken < LARGE:
                taken += len(link.recv(1_000_000))
            time.sleep(0.1)
