"""What a server asks to wait, and a deadline for a whole answer."""

from __future__ import annotations

import socket

import pytest

from standoff.wire import DAY_S, Deadline, seconds_to_wait

NOON = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0), ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0), ("Tue, 14 Nov 2023 22:00:00 GMT", 0.0), ("9" * 400, DAY_S), ("-5", 0.0),
        ("soon", 0.0), ("", 0.0), ("Tue, 14 Nov 2099 22:14:20 GMT", DAY_S), ("١٢", 0.0), ("1e3", 0.0), ("Tue, 14 Nov 0001 00:00:00 GMT", 0.0),
    ],
)  # fmt: skip
def test_retry_after(header, seconds):
    assert seconds_to_wait(header, NOON) == seconds


def test_a_deadline_ends_a_read_that_would_wait_for_ever():
    near, far = socket.socketpair()
    with near, far, Deadline(0.05) as deadline:
        deadline.watch(near)
        assert near.recv(1) == b""
        assert deadline.passed


def test_a_connection_that_comes_after_the_deadline_is_shut_at_once():
    near, far = socket.socketpair()
    with near, far, Deadline(0.0) as deadline:
        while not deadline.passed:
            pass
        deadline.watch(near)
        assert near.recv(1) == b""


def test_what_ends_in_time_is_left_alone():
    near, far = socket.socketpair()
    with near, far:
        with Deadline(60.0) as deadline:
            deadline.watch(near)
        far.sendall(b"x")
        assert (near.recv(1), deadline.passed) == (b"x", False)
