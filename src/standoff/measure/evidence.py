"""What sides did to one another and what sentences assert of them into weighed evidence for the sign of each tie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from standoff import ontology, toml
from standoff.errors import MeasureError
from standoff.measure.series import day_number, quad_of_types, spread
from standoff.measure.sides import Sides
from standoff.store import Dealings, TieRow

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ASSERTED = len(ontology.QUADS)  # the channel after the quad classes


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of evidence: each says that two are friends or foes, and is right with a chance; arrays of shape (kinds,).

    A type read in reports, the same type in a data set, and what a sentence asserts are kinds of their own. `channel`: the place of the quad
    class in `ontology.QUADS`, or ASSERTED.
    """

    friendly: NDArray[np.bool_]
    right: Floats
    channel: Ints


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pieces of evidence in the order of days, columns of equal length.

    `pairs`: (n, 2) numbers of sides, the lower first; `pair`: the place in it of each piece; `kind`: the place in `kinds`; `day`: days since
    1970-01-01; `weight`: 1 for a whole piece, less for the share of one that covers several days; `forward`: done by the first
    of the pair to the second; `event`: the id of the event, or of the sentence among `sentences` as "#3".
    """

    pairs: NDArray[np.int32]
    pair: Ints
    kind: Ints
    day: Ints
    weight: Floats
    forward: NDArray[np.bool_]
    event: NDArray[np.object_]
    kinds: Kinds
    sentences: tuple[TieRow, ...]

    def __len__(self) -> int:
        return len(self.pair)


def evidence(dealings: Dealings, asserted: Sequence[TieRow], sides: Sides, among: Sequence[int]) -> Evidence:
    """All that bears on the ties between the sides `among`.

    What is told alike of one day, source, target, type and place counts once, as do sentences of one independent source that assert the same.
    """
    chosen = np.isin(dealings.source, among) & np.isin(dealings.target, among)
    acts, said = _acts(_each_once(dealings.where(chosen))), _said(asserted, sides, set(among))
    source, target, kind, day = (
        np.concatenate(both).astype(np.int64) for both in zip(acts.whole, said.whole, strict=True)
    )
    weight, event = np.concatenate([acts.weight, said.weight]), np.concatenate([acts.event, said.event])
    ends = np.stack([np.minimum(source, target), np.maximum(source, target)], axis=1).astype(np.int32)
    pairs, pair = np.unique(ends, axis=0, return_inverse=True)
    order = np.argsort(day, kind="stable")
    return Evidence(
        pairs,
        pair.ravel()[order],
        kind[order],
        day[order],
        weight[order],
        forward=source[order] < target[order],
        event=event[order],
        kinds=kinds(),
        sentences=tuple(asserted),
    )


@dataclass(frozen=True, slots=True)
class _Pieces:
    """`whole`: source, target, kind and day of each piece."""

    whole: tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]
    weight: Floats
    event: NDArray[np.object_]


def _each_once(dealings: Dealings) -> Dealings:
    """One dealing for each interval, source, target, type and place: reports of one day often tell one event in two ways."""
    columns = (dealings.first, dealings.last, dealings.source, dealings.target, dealings.type, dealings.place)
    keys = np.stack([column.astype(np.uint64) for column in columns], axis=1)
    return dealings.where(np.sort(np.unique(keys, axis=0, return_index=True)[1])) if len(keys) else dealings


def _acts(dealings: Dealings) -> _Pieces:
    """Day by day; an event that has both sides on both ends ("talks between") counts once."""
    parts = spread(dealings)
    source, target, event = dealings.source[parts.row], dealings.target[parts.row], dealings.event[parts.row]
    number = np.unique(event.astype(str), return_inverse=True)[1]
    ends = np.stack([number, parts.day, np.minimum(source, target), np.maximum(source, target)], axis=1)
    kept = np.sort(np.unique(ends, axis=0, return_index=True)[1])
    row = parts.row[kept]
    kind = dealings.type[row] + np.where(dealings.reported[row], 0, len(dealings.types))
    return _Pieces((source[kept], target[kept], kind, parts.day[kept]), parts.share[kept], event[kept])


def _said(asserted: Sequence[TieRow], sides: Sides, among: set[int]) -> _Pieces:
    """The sentences that join two of the sides, on the day of their report."""
    friendly = _settings()["asserted"]["friendly"]
    first_kind = 2 * len(ontology.load().types)
    found: dict[tuple[str, frozenset[int], int], tuple[int, ...]] = {}
    for place, row in enumerate(asserted):
        source, target = sides.of_participant(row.tie.source), sides.of_participant(row.tie.target)
        if (
            row.published
            and source is not None
            and target is not None
            and source != target
            and {source, target} <= among
        ):
            kind = first_kind + (0 if row.tie.type in friendly else 1)
            key = (row.independent_source, frozenset((source, target)), kind)
            found.setdefault(key, (source, target, kind, day_number(row.published), place))
    table = np.array(list(found.values()), dtype=np.int64).reshape(-1, 5)
    event = np.array([f"#{place}" for place in table[:, 4]], dtype=object)
    return _Pieces((table[:, 0], table[:, 1], table[:, 2], table[:, 3]), np.ones(len(table)), event)


@cache
def kinds() -> Kinds:
    """The kinds of evidence with their chances, from evidence.toml."""
    told, types = _settings(), tuple(ontology.load().types)
    of_type = np.array([told["types"][name] for name in types])
    reports = np.minimum(of_type, told["coder"]["reports"])
    quads = quad_of_types(types)
    cooperation = np.array(["cooperation" in ontology.QUADS[quad] for quad in quads])
    return Kinds(
        np.concatenate([cooperation, cooperation, [True, False]]),
        np.concatenate([reports, of_type, [told["asserted"]["right"]] * 2]),
        np.concatenate([quads, quads, [ASSERTED] * 2]),
    )


@cache
def _settings() -> dict[str, Any]:
    told = toml.loads(files(__package__).joinpath("evidence.toml").read_text(encoding="utf-8"))
    _check(told)
    return told


def _check(told: dict[str, Any]) -> None:
    """MeasureError names what does not fit in evidence.toml."""
    named = [*told["asserted"]["friendly"], *told["asserted"]["hostile"]]
    for table, given, known in (
        ("types", told["types"], ontology.load().types),
        ("asserted", named, ontology.TIE_TYPES),
    ):
        if odd := _odd(given, known):
            raise MeasureError(f"evidence.toml: [{table}]: each of {', '.join(known)} has to be there once: see {odd}")
    chances = {**told["types"], "reports": told["coder"]["reports"], "right": told["asserted"]["right"]}
    for name, chance in chances.items():
        if not 0.5 <= chance < 1:
            raise MeasureError(f"evidence.toml: {name} = {chance}: a chance of being right lies from 0.5 to below 1")


def _odd(given: Iterable[str], known: Iterable[str]) -> str:
    told = list(given)
    return ", ".join(sorted({*told} ^ {*known} | {name for name in told if told.count(name) > 1}))
