"""Dealings and acts without an archive."""

from __future__ import annotations

from datetime import date

import numpy as np

from standoff import ontology
from standoff.store import Acts, Dealings

TYPES = tuple(ontology.load().types)


def dealings(
    *rows: tuple[str, str, str, int, int, str], reported: bool = False, count: float = 1, deaths: float = 0
) -> Dealings:
    """Rows (event, first, last, source, target, type), each in a place of its own, in a data set unless `reported`."""
    number = len(rows)
    event, first, last, source, target, type = zip(*rows, strict=True) if rows else ((),) * 6
    days = [np.array([date.fromisoformat(day) for day in column], dtype="datetime64[D]") for column in (first, last)]
    tolls = [np.full(number, float(deaths)) for _ in range(3)]
    return Dealings(
        np.array(event, dtype=object), *days, np.array(source, np.int32), np.array(target, np.int32),
        np.array([TYPES.index(name) for name in type], np.int32), np.arange(number).astype(np.uint64),
        np.full(number, reported), np.full(number, float(count)), *tolls, types=TYPES,
    )  # fmt: skip


def acts(*rows: tuple[str, str, str, int, str, str]) -> Acts:
    """Rows (event, first, last, source, type, country), in a data set."""
    event, first, last, source, type, country = zip(*rows, strict=True) if rows else ((),) * 6
    days = [np.array([date.fromisoformat(day) for day in column], dtype="datetime64[D]") for column in (first, last)]
    return Acts(
        np.array(event, dtype=object), *days, np.array(source, np.int32), np.array([TYPES.index(name) for name in type], np.int32),
        np.array(country, dtype=object), np.full(len(rows), False), np.zeros(len(rows)), types=TYPES,
    )  # fmt: skip
