"""The measured balance into sentences, each with its sources: what leads are named triangles and strained ties, not one number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from standoff.answers.answer import Statement
from standoff.answers.balanced import Balanced
from standoff.answers.tie_sources import sources_of
from standoff.answers.words import listed
from standoff.measure.balance import Triad
from standoff.measure.ties import HALF_LIFE, HALF_LIVES
from standoff.store import View

SIGNS = {1: "positive", -1: "negative", 0: "undecided"}
LIKELY = 2 / 3  # twice as likely as not: from here on a triangle is called balanced, and below a third strained
LEADING = 3  # triangles told in words; all stand in the table
FEW = 4  # ties that a sentence names
NOTABLE = 0.05  # a change of the index that is worth a sentence: the rounding of what is printed
MOSTLY = 0.5  # the share of undecided ties from which a division into camps is no finding
TRIANGLES, WAY_OUT, CAMPS, OPEN = "triangles", "ways out", "camps", "undecided"
INDEX, WITHOUT = "index of balance", "without one side"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its sources are looked up; `on`: the ties that it rests on, by place among the pairs, each under its heading."""

    topic: str
    text: str
    on: tuple[tuple[int, str], ...] = ()


def statements(view: View, found: Balanced) -> Iterator[Statement]:
    """What a reader should know first, first."""
    for draft in (*leads(found), *_without(found), *_half_lives(found), *_no_evidence(found)):
        yield Statement(draft.topic, draft.text, sources=sources_of(view, found.standing, found.network.ties, draft.on))


def leads(found: Balanced) -> Iterator[Draft]:
    """What the rest follows from: named triangles, ways out, how balanced it is, and the camps."""
    yield from _triangles(found)
    yield from _ways_out(found)
    yield _index(found)
    yield from _camps(found)


def _triangles(found: Balanced) -> Iterator[Draft]:
    at = found.standing.at
    if not found.triads:
        yield Draft(
            TRIANGLES,
            f"As of {at} no three of the sides all have ties with one another: there is no triangle to weigh.",
        )
    for place, (triad, low, high) in enumerate(_telling(found)):
        verdict = _verdict(triad, low, high)
        pairs = [(a, b) for a, b in ((triad.i, triad.j), (triad.j, triad.k), (triad.i, triad.k))]
        named = [(_pair(found, a, b), f"{_between(found, a, b)}: {_sign(found, a, b)}") for a, b in pairs]
        opening = f"As of {at} the" if place == 0 else "The"
        weak = _weakly(triad, verdict)
        text = (
            f"{opening} triangle {triad_name(found, triad)} is {verdict} (probability balanced {span(low, high, triad.balanced)}): "
            f"{'; '.join(words for _, words in named)}.{weak}"
        )
        yield Draft(TRIANGLES, text, tuple(named))


def _verdict(triad: Triad, low: float, high: float) -> str:
    """Undecided too where the half-lives do not agree on which is more likely."""
    if triad.balanced < 1 - LIKELY and high < 0.5:
        return "strained"
    return "balanced" if triad.balanced > LIKELY and low > 0.5 else "undecided"


def _weakly(triad: Triad, verdict: str) -> str:
    """Three that are all foes are unbalanced only in the strong sense."""
    if verdict != "strained" or triad.weakly_balanced < 0.5:
        return ""
    return f" In the weak sense, in which three may all be foes, it is balanced (probability {chance(triad.weakly_balanced)})."


def _telling(found: Balanced) -> Sequence[tuple[Triad, float, float]]:
    """The strained triangles, three that are all foes last; where none is strained, the one with most evidence."""
    strained = [row for row in found.triads if _verdict(*row) == "strained"]
    strained.sort(key=lambda row: round(row[0].weakly_balanced, 2))
    return strained[:LEADING] or sorted(found.triads, key=lambda row: -_evidence(found, row[0]))[:1]


def _evidence(found: Balanced, triad: Triad) -> float:
    """Of the tie of the three that has least."""
    sums = found.network.ties.sums.sum(axis=1)
    pairs = ((triad.i, triad.j), (triad.j, triad.k), (triad.i, triad.k))
    return float(min(sums[_pair(found, a, b)] for a, b in pairs))


def _ways_out(found: Balanced) -> Iterator[Draft]:
    """Which ties would have to turn, or to go, for the network to be balanced; those whose sign is open are no finding."""
    signs, total = found.network.ties.sign, float(np.abs(found.network.weights).sum() / 2)
    ways = [[_pair(found, a, b) for a, b in ties] for ties in found.exits.sets]
    if not total or not ways or not ways[0]:
        yield Draft(WAY_OUT, "As it stands the network is balanced: nothing would have to turn.")
        return
    decided = [n for n in dict.fromkeys(n for way in ways for n in way) if signs[n]]
    if not decided:
        names = listed([pair_name(found, n) for n in ways[0]], FEW)
        yield Draft(
            WAY_OUT,
            f"No tie whose sign is decided is strained; what does not fit are ties whose sign is open ({names}).",
        )
        return
    told = " or ".join(_way(found, way) for way in ways)
    proven = (
        ""
        if found.exits.complete
        else " There are more ways that cost the same, or the search was stopped before all were seen."
    )
    text = f"The cheapest way to balance is to turn {told}: {found.exits.cost:.2f} of a total weight of {total:.2f}.{proven}"
    named = [(n, f"{pair_name(found, n)}: {SIGNS[int(signs[n])]}") for n in decided[:FEW]]
    yield Draft(WAY_OUT, text, tuple(named))
    if surely := list(strain_of(found).items()):
        names = listed([f"{pair_name(found, n)} ({cost:.2f})" for n, cost in surely[:FEW]])
        yield Draft(WAY_OUT, f"Surely strained, with what it would cost to satisfy it: {names}.")


def _way(found: Balanced, ties: Sequence[int]) -> str:
    """As in "the tie A – B (positive)", those whose sign is decided first."""
    now = found.network.ties
    ties = sorted(ties, key=lambda n: (now.sign[n] == 0, -float(now.sums[n].sum())))
    names = [f"{pair_name(found, n)} ({SIGNS[int(found.network.ties.sign[n])]})" for n in ties]
    return f"the {'tie' if len(ties) == 1 else 'ties'} {listed(names, FEW)}"


def _index(found: Balanced) -> Draft:
    known, ties = found.band, found.network.ties
    undecided, present = int((ties.present & (ties.sign == 0)).sum()), int(ties.present.sum())
    over = [band.point for band in found.bands.values()]
    bound = (
        ""
        if found.frustration.proven
        else f" Not proven: the cost lies between {found.frustration.bound:.2f} and {found.frustration.cost:.2f}."
    )
    text = (
        f"Over {len(found.standing.among)} sides and {present} ties the balance is F = {known.point:.2f} (1 is balanced; sensitivity band "
        f"{known.low:.2f} to {known.high:.2f}; {min(over):.2f} to {max(over):.2f} over half-lives of "
        f"{listed([f'{h:.0f}' for h in HALF_LIVES])} days); {undecided} of the ties are undecided.{bound}"
    )
    return Draft(INDEX, text)


def _camps(found: Balanced) -> Iterator[Draft]:
    """The division, said to be one of several where it is."""
    sides = [found.standing.name(side) for side in found.standing.among]
    members = [[name for name, mine in zip(sides, camps(found), strict=True) if mine == camp] for camp in (1, 2)]
    told = [listed(names) for names in members if names]
    if found.band.undecided_share > MOSTLY:
        yield Draft(CAMPS, f"Camps cannot be told while {found.band.undecided_share:.0%} of the ties are undecided.")
        return
    if len(told) > 1:
        text = f"The division that costs least: {' against '.join(told)}."
        if not found.exits.unique:
            text += " Others cost the same, so that it is no finding about who belongs where."
        yield Draft(CAMPS, text)
    cost, groups = found.frustration.cost, found.clusters
    if cost - groups.cost > NOTABLE * np.abs(found.network.weights).sum() / 2:
        text = f"With more camps than two (weak balance) the cost falls from {cost:.2f} to {groups.cost:.2f}"
        yield Draft(CAMPS, f"{text}: {_camps_in_words(found)}.")


def _camps_in_words(found: Balanced) -> str:
    """Sides that stand alone are left out; camps are numbered apart in each part of the network that no tie joins to the rest."""
    _, part = connected_components(found.network.present, directed=False)
    together: dict[tuple[int, int], list[str]] = {}
    for side, *group in zip(found.standing.among, part.tolist(), found.clusters.camps.tolist(), strict=True):
        together.setdefault((group[0], group[1]), []).append(found.standing.name(side))
    return "; ".join(listed(names) for names in together.values() if len(names) > 1)


def camps(found: Balanced) -> list[int | None]:
    """The camp of each side, 1 or 2; None without ties, and for all where too many ties are undecided for camps to be told."""
    if found.band.undecided_share > MOSTLY:
        return [None] * len(found.standing.among)
    there = [bool(row.any()) for row in found.network.present]
    return [
        (1 if camp == 1 else 2) if tied else None for camp, tied in zip(found.frustration.camps, there, strict=True)
    ]


def _without(found: Balanced) -> Iterator[Draft]:
    """Common enemies, and the two sides whose absence changes the index most, one either way."""
    if len(found.standing.among) < 4:
        return
    now, sides = found.band.point, found.standing.among
    change = {side: index - now for side, index in zip(sides, found.without, strict=True)}
    enemies = [side for side in sides if _common_enemy(found, side) and change[side] < 0]
    for side in dict.fromkeys([*enemies, min(sides, key=change.__getitem__), max(sides, key=change.__getitem__)]):
        if abs(change[side]) > NOTABLE:
            verb = "falls" if change[side] < 0 else "rises"
            role = ", a common enemy," if side in enemies else ""
            yield Draft(
                WITHOUT,
                f"Without {found.standing.name(side)}{role} F {verb} from {now:.2f} to {now + change[side]:.2f}.",
            )


def _common_enemy(found: Balanced, side: int) -> bool:
    """True for one with negative ties to two or more, and no positive one."""
    now = found.network.ties
    mine = (now.pairs == side).any(axis=1)
    return bool((now.sign[mine] == -1).sum() > 1 and not (now.sign[mine] == 1).any())


def _half_lives(found: Balanced) -> Iterator[Draft]:
    """Ties that are of one sign with one half-life and not of that sign with another."""
    signs = {h: network.ties.sign for h, network in found.networks.items()}
    moved = [
        n for n in np.flatnonzero(found.network.ties.present).tolist() if {-1, 1} <= {int(s[n]) for s in signs.values()}
    ]
    for n in moved[:FEW]:
        how = listed([f"{SIGNS[int(signs[h][n])]} with {h:.0f}" for h in HALF_LIVES])
        text = f"The sign of {pair_name(found, n)} depends on how fast the past fades: {how} days of half-life."
        yield Draft(OPEN, text, ((n, pair_name(found, n)),))
    mixed = _words_against_deeds(found)
    if mixed:
        yield Draft(OPEN, f"Words and deeds point opposite ways: {listed([pair_name(found, n) for n in mixed[:FEW]])}.")


def _words_against_deeds(found: Balanced) -> list[int]:
    now = found.network.ties
    said, done = now.by_words(), now.by_deeds()
    opposed = ((said > 0.9) & (done < 0.1)) | ((said < 0.1) & (done > 0.9))
    return sorted(np.flatnonzero(opposed & now.present).tolist(), key=lambda n: -float(now.sums[n].sum()))


def _no_evidence(found: Balanced) -> Iterator[Draft]:
    """Sides without any tie, and pairs of few sides of which nothing is known: absent is not undecided."""
    names = [found.standing.name(side) for side in found.standing.among]
    present = found.network.present
    alone = [names[n] for n in np.flatnonzero(~present.any(axis=1))]
    if alone:
        yield Draft(OPEN, f"No evidence on any tie of {listed(alone)} by {found.standing.at}.")


def note(found: Balanced) -> str:
    """What stands under the figure."""
    low, high = found.band.low, found.band.high
    return f"F = {found.band.point:.2f}, sensitivity band {low:.2f} to {high:.2f}; half-life {HALF_LIFE:.0f} days"


def strain_of(found: Balanced) -> Mapping[int, float]:
    """What it costs to satisfy each strained tie whose sign is decided, by its place among the pairs."""
    costs = {_pair(found, s.i, s.j): s.cost for s in found.strains if s.cost > 0}
    return {n: cost for n, cost in costs.items() if found.network.ties.sign[n]}


def ranges(found: Balanced) -> Sequence[tuple[float, float]]:
    """The lowest and highest P(+) of each pair over the half-lives."""
    all_of = np.stack([network.ties.positive for network in found.networks.values()])
    return list(zip(all_of.min(axis=0).tolist(), all_of.max(axis=0).tolist(), strict=True))


def span(low: float, high: float, point: float | None = None) -> str:
    """As in "0.2 [0.1, 0.4]"."""
    interval = f"[{chance(low)}, {chance(high)}]"
    return interval if point is None else f"{chance(point)} {interval}"


def chance(value: float) -> str:
    """Two places; never 0.00 or 1.00, which nothing here can be."""
    return "<0.01" if value < 0.005 else ">0.99" if value > 0.995 else f"{value:.2f}"


def pair_name(found: Balanced, pair: int) -> str:
    return " – ".join(found.standing.name(side) for side in found.network.ties.pairs[pair])


def triad_name(found: Balanced, triad: Triad) -> str:
    return " – ".join(found.standing.name(found.standing.among[n]) for n in (triad.i, triad.j, triad.k))


def _between(found: Balanced, i: int, j: int) -> str:
    return pair_name(found, _pair(found, i, j))


def _sign(found: Balanced, i: int, j: int) -> str:
    return SIGNS[int(found.network.ties.sign[_pair(found, i, j)])]


def _pair(found: Balanced, i: int, j: int) -> int:
    """The place among the pairs of a tie between two sides, given by place in `among`."""
    a, b = sorted((found.standing.among[i], found.standing.among[j]))
    return int(np.flatnonzero((found.network.ties.pairs == (a, b)).all(axis=1))[0])
