"""What is changed and which streams set off which into what each number rests on: the record, an analyst's assumption, or a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from standoff.answers.grounds import Grounds
from standoff.conflict.types import Basis, Effect

Flags = NDArray[np.bool_]


class Tag(StrEnum):
    """Where a number comes from."""

    ESTIMATED = "estimated"  # from the record: fitted, or counted
    ASSUMED = "assumed"  # a factor or a gain that an analyst stated
    FROM_TEXT = "from text"  # a factor or a gain that an analyst stated and rests on a sentence


@dataclass(frozen=True, slots=True)
class Changed:
    """An effect that holds where it does not hold now, or no longer (`back`), on the stream at place `target`, or on what the stream at `source` sets off of it."""

    effect: Effect
    back: bool
    target: int
    source: int | None


def of_basis(basis: Basis) -> Tag:
    return Tag.FROM_TEXT if basis.sentence else Tag.ASSUMED


def of_rate(ground: Grounds, stream: int) -> tuple[Tag, ...]:
    """What the rate of a stream as things are rests on."""
    if ground.streams[stream].fitted or ground.streams[stream].recent:
        return (Tag.ESTIMATED,)
    return joined(of_basis(gain.basis) for i, _, gain in ground.assumed if i == stream)


def of_ratio(ground: Grounds, changes: Sequence[Changed], stream: int) -> tuple[Tag, ...]:
    """What the ratio of a stream rests on: changes that reach it, and the gains over which they do; nothing where none does."""
    removed = [one.target for one in changes if one.source is None and one.effect.factor[1] == 0 and not one.back]
    links = ground.links.copy()
    links[removed] = False  # there are none left, whatever would set them off
    reach = reached(links)
    acting = [one for one in changes if reach[stream, one.target] and (one.source is None or one.target not in removed)]
    found = [of_basis(one.effect.basis) for one in acting]
    moved = np.zeros(len(reach), dtype=bool)
    for one in acting:
        moved |= reach[:, one.target]
        if one.source is not None:
            found += _of_link(ground, one.target, one.source)
    for i, j in zip(*np.nonzero(links & reach[stream][:, None] & moved), strict=True):
        found += _of_link(ground, int(i), int(j))
    return joined(found)


def reached(links: Flags) -> Flags:
    """Whether what is changed in the column's stream changes the row's, directly or through others, shape (streams, streams)."""
    reach = links | np.eye(len(links), dtype=bool)
    for _ in range(len(links).bit_length()):
        reach = (reach.astype(np.int64) @ reach.astype(np.int64)) > 0
    return np.asarray(reach)


def joined(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Each once, in one order."""
    found = set(tags)
    return tuple(tag for tag in Tag if tag in found)


def _of_link(ground: Grounds, target: int, source: int) -> list[Tag]:
    if ground.estimated[target, source]:
        return [Tag.ESTIMATED]
    return [of_basis(gain.basis) for i, j, gain in ground.assumed if (i, j) == (target, source)]
