"""Signed networks whose answers are known, and the answers of small ones by trying everything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

DATA = Path(__file__).parent / "data"


def network(actors: int, ties: Iterable[tuple[int, int, float]]) -> np.ndarray:
    weights = np.zeros((actors, actors))
    for i, j, weight in ties:
        weights[i, j] = weights[j, i] = weight
    return weights


def foes(actors: int) -> np.ndarray:
    """Everyone hostile to everyone."""
    return np.eye(actors) - 1


def cycle(actors: int, weight: float = -1) -> np.ndarray:
    return network(actors, ((k, (k + 1) % actors, weight) for k in range(actors)))


def petersen() -> np.ndarray:
    """Petersen's graph with hostile ties."""
    outer = [(k, (k + 1) % 5, -1.0) for k in range(5)]
    inner = [(5 + k, 5 + (k + 2) % 5, -1.0) for k in range(5)]
    return network(10, [*outer, *inner, *((k, k + 5, -1.0) for k in range(5))])


def tribes() -> tuple[np.ndarray, list[str]]:
    """The 16 tribes of the New Guinea Highlands (Read 1954, by way of the R package signnet), and their names."""
    with (DATA / "highland_tribes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = sorted({row[end] for row in rows for end in "ij"})
    return network(len(names), ((names.index(r["i"]), names.index(r["j"]), int(r["sign"])) for r in rows)), names


def drawn(rng: np.random.Generator, actors: int, density: float, *, whole: bool = True) -> np.ndarray:
    """Random signs, and weights of 1 to 9 or between 0 and 1."""
    size = rng.integers(1, 10, size=(actors, actors)) if whole else rng.random((actors, actors))
    there = rng.random((actors, actors)) < density
    upper = np.triu(np.where(there, rng.choice([-1, 1], size=(actors, actors)) * size, 0.0), 1)
    return upper + upper.T


def divisions(actors: int) -> np.ndarray:
    """Every division in two camps, once: (2 ** (n - 1), n)."""
    return np.array([(1, *rest) for rest in product((1, -1), repeat=actors - 1)])


def costs(weights: np.ndarray, camps: np.ndarray) -> np.ndarray:
    """What each division costs, from the definition, tie by tie."""
    i, j = np.nonzero(np.triu(weights))
    return np.abs(weights[i, j]) @ (np.sign(weights[i, j]) != camps[:, i] * camps[:, j]).T


def partitions(actors: int, most: int) -> Iterator[list[int]]:
    """Every division in at most so many groups, once."""

    def grown(labels: list[int]) -> Iterator[list[int]]:
        if len(labels) == actors:
            yield labels
            return
        for group in range(min(max(labels, default=-1) + 2, most)):
            yield from grown([*labels, group])

    return grown([])


def group_cost(weights: np.ndarray, labels: Iterable[int]) -> float:
    """Hostile ties within groups and friendly ones across, tie by tie."""
    group = list(labels)
    return sum(
        abs(weights[i, j])
        for i in range(len(group))
        for j in range(i)
        if weights[i, j] and (weights[i, j] > 0) != (group[i] == group[j])
    )


US, IRAQ, IRAN, IS, MILITIAS = range(5)
BALANCING_ACT = [(US, IRAQ, 1.0), (IRAQ, IRAN, 1.0), (US, IRAN, -1.0)]
COMMON_ENEMY = [*BALANCING_ACT, *((actor, IS, -1.0) for actor in (US, IRAQ, IRAN))]
YEAR_2024 = [(US, IRAQ, 0.6), *BALANCING_ACT[1:]]
WITH_MILITIAS = [*YEAR_2024, (US, MILITIAS, -1.0), (IRAN, MILITIAS, 1.0), (IRAQ, MILITIAS, 0.5)]


def states(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """The 51 networks of states of 1946-1999 (Doreian and Mrvar 2015, by way of the R package signnet), by window."""
    file = folder / "data" / "cow_signed_1946_1999.csv.gz"
    if not file.is_file():
        pytest.skip(f"the networks of states are not at {file}")
    from bench.balance import windows

    return windows(file)
