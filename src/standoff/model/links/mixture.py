"""Shares of past answers in wider and wider contexts into one probability for every actor, by weights that are learnt from what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from standoff.model.links.contexts import Context
from standoff.model.links.state import LinkState
from standoff.model.links.tallies import Tallies

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

HISTORIES = (0.5, 3.0, 15.0, 80.0)  # past answers to the same question that part the questions into five kinds
ROUNDS = 100  # of expectation and maximisation
LEAST = 1e-6  # weight of the last component, so that no actor is impossible


@dataclass(frozen=True, slots=True)
class Mixture:
    """`weights`, shape (kinds of history, components): one per context and half-life, one for partners of partners, one for all actors alike."""

    weights: Floats


def learnt(shares: Floats, kind: Ints) -> Mixture:
    """The likeliest weights, from the shares that each component gave to what came, shape (answers, components), by kind of history."""
    rows = shares.astype(float)
    weights = np.full((len(HISTORIES) + 1, rows.shape[1]), 1 / rows.shape[1])
    for k in range(len(weights)):
        part = rows[kind == k]
        for _ in range(ROUNDS if len(part) else 0):
            owed = part * weights[k]
            weights[k] = (owed / owed.sum(axis=1, keepdims=True)).mean(axis=0)
    weights[:, -1] = np.maximum(weights[:, -1], LEAST)
    return Mixture(weights.astype(np.float32))


def history(state: LinkState, known: Ints, asked: Ints) -> Ints:
    """Which kind of history each question has."""
    context, tallies = state.counted[0]
    totals, _ = tallies.totals(state.day, context.of(known, asked))
    return np.digitize(totals[:, -1], HISTORIES)


def answer_shares(state: LinkState, partners: csr_array, known: Ints, asked: Ints, answer: Ints) -> Floats:
    """What each component gives to one answer per question, shape (questions, components); `partners` as `second_hand` makes them."""
    found = []
    for context, tallies in _mixing(state):
        of = context.of(known, asked)
        counts, totals = tallies.counts(state.day, of, answer)[0], tallies.totals(state.day, of)[0]
        found.append(np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0))
    paths = np.asarray(partners[np.arange(len(known)), answer]).reshape(-1, 1)
    return np.concatenate([*found, paths, np.full_like(paths, 1 / state.links.actors)], axis=1)


def second_hand(shares: csr_array, known: Ints) -> csr_array:
    """The share of each actor among the partners of the partners of `known`, shape (questions, actors)."""
    actors, row = np.unique(known, return_inverse=True)
    return (shares[actors] @ shares)[row]


def probabilities(mixture: Mixture, state: LinkState, partners: csr_array, known: Ints, asked: Ints) -> Floats:
    """Of every actor to be the answer, shape (questions, actors)."""
    kind = history(state, known, asked)
    total, first = np.zeros((len(known), state.links.actors), np.float32), 0
    for context, tallies in _mixing(state):
        part = slice(first, first := first + len(context.half_lives))
        codes, place = np.unique(context.of(known, asked) * len(mixture.weights) + kind, return_inverse=True)
        of, weights = codes // len(mixture.weights), mixture.weights[codes % len(mixture.weights), part]
        _spread(total, tallies.mixed(state.day, of, weights), place)
    weights = mixture.weights[kind]
    _spread(total, partners.multiply(weights[:, [first]]).tocsr(), np.arange(len(known)))
    total += weights[:, [first + 1]] / state.links.actors
    return total


def _spread(total: Floats, shares: csr_array, place: Ints) -> None:
    """Add row `place[i]` of `shares` to row i of `total`; wide contexts, which many questions have in common, as whole rows."""
    if shares.shape[0] * 4 < len(place):
        total += shares.toarray()[place]
        return
    taken = shares[place]
    row = np.repeat(np.arange(len(place)), np.diff(taken.indptr))
    total[row, taken.indices] += taken.data


def _mixing(state: LinkState) -> Iterator[tuple[Context, Tallies]]:
    return ((context, tallies) for context, tallies in state.counted if context.mixes)
