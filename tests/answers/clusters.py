"""Rates and gains into events on days: clusters in which each event sets off others, as a Hawkes process has them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

FIRST = date(2021, 1, 1)
VERBAL, MATERIAL = "ACCUSE", "ASSAULT"
IRAN, ISRAEL = "Iran", "Israel"
Stream = tuple[str, ...]  # type, actor, recipient and perhaps place


def events(
    streams: list[Stream], outside: np.ndarray, gains: np.ndarray, lag_days: float = 2.0, seed: int = 1
) -> list[tuple[str, ...]]:
    """Rows for an archive. `outside`: events a day from outside, shape (days, streams); `gains[i, j]`: events of i that one of j sets off."""
    rng = np.random.default_rng(seed)
    day, stream = np.nonzero(begun := rng.poisson(outside))
    stream, when = np.repeat(stream, begun[day, stream]), np.repeat(day, begun[day, stream])
    when, all_days, all_streams = when + rng.random(when.size), [], []
    while when.size:
        all_days.append(when)
        all_streams.append(stream)
        children = rng.poisson(gains[:, stream])  # (streams, events)
        stream = np.repeat(np.arange(len(streams)), children.sum(axis=1))
        when = np.concatenate([np.repeat(when, n) for n in children]) + rng.exponential(lag_days, stream.size)
        stream, when = stream[when < len(outside)], when[when < len(outside)]
    told = sorted(zip(np.concatenate(all_days).astype(int), np.concatenate(all_streams), strict=True))
    return [(str(FIRST + timedelta(days=int(day))), *streams[place]) for day, place in told]


def steady(days: int, *rates: float) -> np.ndarray:
    """The same rates every day."""
    return np.tile(rates, (days, 1))
