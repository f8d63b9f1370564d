"""Networks of states into the CPU time of their exact frustration index over that of one call of SciPy's solver."""

from __future__ import annotations

import csv
import gzip
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from bench.row import Row
from standoff.measure.balance import frustration

ROUNDS = 5  # the quickest counts: what else the machine does only adds


def balance_cost(file: Path) -> list[Row]:
    """The exact index of each network, model and all, over the time in which scipy.optimize.milp solves the textbook model of it."""
    if not file.is_file():
        print(f"balance left out: the networks of states are not at {file}; set STANDOFF_SHARED", file=sys.stderr)
        return []
    ours, solver = [], []
    for window, weights in windows(file):
        model = textbook(weights)
        index, seconds = _quickest(lambda weights=weights: frustration(weights))
        ours.append(seconds)
        solved, seconds = _quickest(lambda model=model: milp(**model))
        solver.append(seconds)
        if not index.proven or round(solved.fun) != index.cost:
            raise RuntimeError(
                f"{window}: index {index.cost}, proven: {index.proven}, but the solver finds {solved.fun}"
            )
    ratios = [one / other for one, other in zip(ours, solver, strict=True)]
    detail = (
        f"{len(ratios)} networks of 64 to 155 states; median and most {statistics.median(ours) * 1e3:.0f} and {max(ours) * 1e3:.0f} ms CPU, "
        f"solver {statistics.median(solver) * 1e3:.0f} and {max(solver) * 1e3:.0f} ms"
    )
    return [
        Row("frustration index / solver, median", statistics.median(ratios), 2.0, at_most=True, detail=detail),
        Row("frustration index / solver, most", max(ratios), 2.0, at_most=True, detail="as above"),
    ]


def windows(file: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Each signed network of the file, with the years that it covers."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        for window, ties in groupby(csv.DictReader(stream), key=lambda tie: tie["window"]):
            rows = list(ties)
            weights = np.zeros((int(rows[0]["n"]),) * 2)
            for row in rows:
                i, j = int(row["i"]), int(row["j"])
                weights[i, j] = weights[j, i] = float(row["sign"])
            yield window, weights


def textbook(weights: np.ndarray) -> dict[str, Any]:
    """The arguments of milp for the XOR model (Aref, Mason and Wilson 2020): a side per actor, whether each tie is frustrated, and unbalanced triangles."""
    n = len(weights)
    i, j = np.nonzero(np.triu(weights))
    m, hostile = len(i), weights[i, j] < 0
    number = np.zeros((n, n), dtype=int)
    number[i, j] = number[j, i] = n + np.arange(m)
    there = np.triu(weights != 0)
    tie, third = np.nonzero(there[i] & there[j])
    odd = weights[i[tie], j[tie]] * weights[j[tie], third] * weights[i[tie], third] < 0
    a, b, c = i[tie][odd], j[tie][odd], third[odd]
    sign = np.where(hostile, -1.0, 1.0)
    rows = np.concatenate(
        [np.tile(np.arange(m), 3), np.tile(m + np.arange(m), 3), np.tile(2 * m + np.arange(len(a)), 3)]
    )
    columns = np.concatenate([n + np.arange(m), i, j] * 2 + [number[a, b], number[b, c], number[a, c]])
    values = np.concatenate([np.ones(m), -np.ones(m), sign, np.ones(m), np.ones(m), -sign, np.ones(3 * len(a))])
    matrix = csc_array((values, (rows, columns)), shape=(2 * m + len(a), n + m))
    least = np.concatenate([-1.0 * hostile, 1.0 * hostile, np.ones(len(a))])
    lowest = np.zeros(n + m)
    lowest[np.count_nonzero(weights, axis=0).argmax()] = 1
    return {
        "c": np.concatenate([np.zeros(n), np.abs(weights[i, j])]),
        "integrality": np.arange(n + m) < n,
        "bounds": Bounds(lowest, 1),
        "constraints": LinearConstraint(matrix, least, np.inf),
    }


def _quickest(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call returns, and the CPU seconds of the quickest of a few."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        result = call()
        seconds.append(time.process_time() - start)
    return result, min(seconds)
