"""A question (one actor, what is done, which end is open) into the contexts in which past answers are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.table import Links

Ints = NDArray[np.int64]
ALL_TIME = 1e6  # days: a half-life by which nothing fades


@dataclass(frozen=True, slots=True)
class Context:
    """`of` gives the context of questions, from (known, asked), -1 where there is none; `items`, shape (actors,), what of an answer is
    counted (the actor, its country, its sector); `half_lives` in days. `mixes`: whether its shares are those of single actors.
    """

    name: str
    of: Callable[[Ints, Ints], Ints]
    items: Ints
    half_lives: tuple[float, ...]
    mixes: bool


@dataclass(frozen=True, slots=True)
class Kinds:
    """What is known of actors and of what is asked, the open end told apart: `country`, `sector` (actors,), `root`, `quad` (2 x relations,)."""

    relations: int
    country: Ints
    sector: Ints
    root: Ints
    quad: Ints

    def turned(self, asked: Ints) -> Ints:
        """The same relation with the other end open."""
        return (asked + self.relations) % (2 * self.relations)


def kinds(links: Links, country: Ints) -> Kinds:
    """`country`: with the guesses, as `guessed_countries` makes them."""
    root, quad = (np.concatenate([kind, kind + kind.max(initial=0) + 1]) for kind in (links.root, links.quad))
    return Kinds(links.relations, country, links.sector, root, quad)


def contexts(of: Kinds) -> tuple[Context, ...]:
    """From the narrowest to all events. Half-lives: a coarse grid; the weights of each are estimated."""
    actor, relations = np.arange(len(of.country)), 2 * of.relations
    roots, quads = int(of.root.max(initial=0)) + 1, int(of.quad.max(initial=0)) + 1

    def within(kind: Ints, number: int, asked: Callable[[Ints], Ints]) -> Callable[[Ints, Ints], Ints]:
        return lambda h, q: np.where(kind[h] >= 0, kind[h] * number + asked(q), -1)

    def by(kind: Ints) -> tuple[Callable[[Ints, Ints], Ints], ...]:
        return (
            within(kind, relations, lambda q: q),
            within(kind, roots, lambda q: of.root[q]),
            within(kind, 1, np.zeros_like),
        )

    actor_asked, actor_root, of_actor = by(actor)
    country_asked, country_root, of_country = by(of.country)
    sector_asked, _, _ = by(of.sector)
    turned, actor_quad = within(actor, relations, of.turned), within(actor, quads, lambda q: of.quad[q])
    return (
        Context("actor, relation", actor_asked, actor, (1.5, 7, 30, ALL_TIME), mixes=True),
        Context("actor", of_actor, actor, (1.5, 7, 30, ALL_TIME), mixes=True),
        Context("actor, relation turned", turned, actor, (3, 30), mixes=True),
        Context("actor, root", actor_root, actor, (3, 30), mixes=True),
        Context("actor, quad", actor_quad, actor, (3, 30), mixes=True),
        Context("relation", lambda _, q: q, actor, (1.5, 10, 60), mixes=True),
        Context("root", lambda _, q: of.root[q], actor, (3, 30), mixes=True),
        Context("all", lambda h, _: np.zeros_like(h), actor, (1.5, 7, 30, ALL_TIME), mixes=True),
        Context("country, relation", country_asked, actor, (3, 30), mixes=True),
        Context("country", of_country, actor, (2, 10, 60), mixes=True),
        Context("country, root", country_root, actor, (5, 60), mixes=True),
        Context("sector, relation", sector_asked, actor, (20,), mixes=True),
        Context("actor -> country", of_actor, of.country, (3, 30), mixes=False),
        Context("actor, relation -> country", actor_asked, of.country, (5, 60), mixes=False),
        Context("country, relation -> country", country_asked, of.country, (5, 60), mixes=False),
        Context("country -> country", of_country, of.country, (3, 30), mixes=False),
        Context("actor -> sector", of_actor, of.sector, (30,), mixes=False),
        Context("actor, relation -> sector", actor_asked, of.sector, (30,), mixes=False),
        Context("country, relation -> sector", country_asked, of.sector, (30,), mixes=False),
        Context("sector, relation -> sector", sector_asked, of.sector, (60,), mixes=False),
    )
