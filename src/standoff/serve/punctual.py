"""Uvicorn's HTTP protocol with limits of time: who sends a request bit by bit, or takes the answer so, is cut off and keeps no other out."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WHOLE_S = 30.0  # for a request to arrive: a form is some kilobytes
STALLED_S = 60.0  # for a reader to take what is ready: 48 kB, of a page or a download
ARRIVING = frozenset({h11.IDLE, h11.SEND_BODY})  # states of a client of which a request is awaited, or has begun


class Punctual(H11Protocol):
    """One connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._arrival: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state in ARRIVING:
            self._await_request()
        else:
            _cancel(self._arrival)
            self._arrival = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(STALLED_S, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        _cancel(self._taking)
        self._taking = None

    def connection_lost(self, exc: Exception | None) -> None:
        _cancel(self._arrival)
        _cancel(self._taking)
        super().connection_lost(exc)

    def _await_request(self) -> None:
        """From its first byte, or that of the connection, until it is whole."""
        self._arrival = self._arrival or self.loop.call_later(WHOLE_S, self.transport.abort)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
