"""Pairs of mentions that share blocking keys into links, compared by the workers: the same links in the same order as in one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import ray

from standoff.merge import Link, Profile, Scale, links_of
from standoff.merge.decide import link

FEW = 20_000  # pairs; fewer are compared before they are sent
LOTS_PER_WORKER = 4

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RayCompare:
    """Compares in lots of pairs that lie in neighbouring blocks, which go to any worker; the mentions go to the object store once."""

    workers: int

    def __call__(
        self, profiles: Sequence[Profile], scale: Scale, pairs: Iterable[Pair], threshold: float
    ) -> Iterable[Link]:
        wanted = list(pairs)
        if len(wanted) < FEW:
            return links_of(profiles, scale, wanted, threshold)
        return self._compared(profiles, scale, wanted, threshold)

    def _compared(
        self, profiles: Sequence[Profile], scale: Scale, pairs: list[Pair], threshold: float
    ) -> Iterator[Link]:
        by_block = sorted(range(len(pairs)), key=lambda place: (profiles[pairs[place][0]].group, pairs[place]))
        lots = list(_lots(by_block, self.workers * LOTS_PER_WORKER))
        remote = ray.remote(max_retries=-1)(_links).remote
        weighed = ray.put(scale)
        found: dict[int, Link] = {}
        results = [remote(*_of(lot, pairs, profiles), weighed, threshold) for lot in lots]
        for lot, result in zip(lots, results, strict=True):
            for at, entry in ray.get(result):
                found[lot[at]] = entry
        return iter([found[place] for place in sorted(found)])


def _of(
    lot: Sequence[int], pairs: Sequence[Pair], profiles: Sequence[Profile]
) -> tuple[list[Pair], dict[int, Profile]]:
    chosen = [pairs[place] for place in lot]
    return chosen, {index: profiles[index] for index in sorted({index for pair in chosen for index in pair})}


def _lots(places: Sequence[int], number: int) -> Iterator[Sequence[int]]:
    edges = [len(places) * n // number for n in range(number + 1)]
    yield from (places[first:end] for first, end in pairwise(edges) if end > first)


def _links(pairs: list[Pair], profiles: dict[int, Profile], scale: Scale, threshold: float) -> list[tuple[int, Link]]:
    """The links, each with the place of its pair."""
    compared = ((place, link(profiles[a], profiles[b], scale, threshold)) for place, (a, b) in enumerate(pairs))
    return [(place, found) for place, found in compared if found is not None]
