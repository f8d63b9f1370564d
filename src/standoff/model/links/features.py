"""Questions and their candidates into a table of features, one row per candidate, for the ranker."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from standoff.model.links.paths import Paths, alike
from standoff.model.links.state import LinkState

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

WEIGHT = 4.0  # of a count within a logarithm
LEAST_SHARE = 1e-4  # below it, shares are as good as none
LEAST_PATH = 1e-5
SILENCES = (
    "actor, relation",
    "actor",
    "actor, relation turned",
    "relation",
    "all",
    "country, relation",
    "country",
    "actor -> country",
)
BUSY = (
    "actor, relation",
    "actor",
    "country, relation",
    "all",
)  # contexts whose totals say how much is known of a question


def features(
    state: LinkState, found: Paths, reached: csr_array, asked: tuple[Ints, Ints], candidates: Ints, chances: Floats
) -> NDArray[np.float16]:
    """Shape (questions, candidates, features). `asked`: known actors and relations; `candidates`: their candidates, shape (questions,
    candidates), with `chances` as the mixture gives them; `reached`: partners of partners of the known actors.

    Half precision keeps three digits, and lets twice as many questions be learnt from in the same memory.
    """
    questions, width = candidates.shape
    row = np.repeat(np.arange(questions), width)
    known, relation, other = asked[0][row], asked[1][row], candidates.ravel()
    columns = [
        *_counted(state, asked, row, other),
        *_busy(state, asked, row, other),
        *_chances(chances),
        *_paths(found, reached, (asked[1], candidates), known, state, relation),
        *_sequel(state, known, relation, other),
        *_kinds(state, known, relation, other),
    ]
    table = np.stack([np.asarray(column, dtype=np.float16).ravel() for column in columns], axis=1)
    return table.reshape(questions, width, -1)


def _counted(state: LinkState, asked: tuple[Ints, Ints], row: Ints, other: Ints) -> list[Floats]:
    """How often, which share, and how long ago, in every context."""
    columns: list[Floats] = []
    for context, tallies in state.counted:
        of = context.of(*asked)
        counts, silence = tallies.counts(state.day, of[row], context.items[other])
        totals = tallies.totals(state.day, of)[0][row, -1]
        columns += list(np.log1p(WEIGHT * counts).T)
        columns.append(np.log(counts[:, -1] / np.maximum(totals, LEAST_SHARE) + LEAST_SHARE))
        if context.name in SILENCES:
            columns.append(np.log1p(silence).astype(np.float32))
    return columns


def _busy(state: LinkState, asked: tuple[Ints, Ints], row: Ints, other: Ints) -> list[Floats]:
    """How much happened of late and ever, and how long ago, around the question and the candidate."""
    columns: list[Floats] = []
    for context, tallies in state.counted:
        if context.name in BUSY:
            totals, silence = tallies.totals(state.day, context.of(*asked))
            columns += [np.log1p(totals[row, 0]), np.log1p(totals[row, -1]), np.log1p(silence[row]).astype(np.float32)]
    totals, _ = state.named("actor").totals(state.day, other)
    return [*columns, np.log1p(totals[:, 0]), np.log1p(totals[:, -1])]


def _chances(chances: Floats) -> list[Floats]:
    """What the mixture says, also beside its best candidate."""
    logs = np.log(chances)
    return [logs, logs - logs.max(axis=1, keepdims=True)]


def _paths(
    found: Paths, reached: csr_array, lists: tuple[Ints, Ints], known: Ints, state: LinkState, relation: Ints
) -> list[Floats]:
    asked, candidates = lists
    other, width = candidates.ravel(), candidates.shape[1]
    actors, place = np.unique(known[::width], return_inverse=True)
    week = (found.week[actors] @ found.week).toarray()
    return [
        np.log(np.take_along_axis(reached.toarray(), candidates, axis=1) + LEAST_PATH),
        np.log(np.take_along_axis(week[place], candidates, axis=1) + LEAST_PATH),
        np.log(alike(found, reached, asked, candidates) + LEAST_PATH),
        found.dyads.products(known, other),
        found.roots.products(known, state.kinds.root[relation] * state.links.actors + other),
    ]


def _sequel(state: LinkState, known: Ints, relation: Ints, other: Ints) -> list[Floats]:
    expected, different = state.sequel(known, relation, other)
    return [*np.log(expected + LEAST_SHARE).T, np.log1p(different).astype(np.float32)]


def _kinds(state: LinkState, known: Ints, relation: Ints, other: Ints) -> list[NDArray[np.generic]]:
    """Who is asked for, of what, and whether both are of one country or sector."""
    kinds = state.kinds
    country, sector = kinds.country, kinds.sector
    root, quad = (kind % (kind.max(initial=0) // 2 + 1) for kind in (kinds.root, kinds.quad))
    return [
        (country[known] == country[other]) & (country[known] >= 0),
        known == other,
        sector[known] == sector[other],
        country[other] >= 0,
        relation >= kinds.relations,
        root[relation],
        quad[relation],
    ]
