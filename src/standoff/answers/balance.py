"""Is the balance holding? Named triangles, strained ties and the cheapest way out, then the frustration index with its band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from standoff.answers import balance_words as words
from standoff.answers.answer import Answer, Cell, Figure, Table
from standoff.answers.balanced import Balanced, measured
from standoff.answers.standing import known, standing
from standoff.draw import BandOverTime, NetworkTie, Node, SignedNetwork, band, network
from standoff.measure.balance import Band
from standoff.measure.evidence import ASSERTED
from standoff.options import BalanceOptions
from standoff.store import View

QUESTION = "Is the balance holding?"
INDEX = words.INDEX  # the topic of the statement on how far the network is from balance
TIES, TRIANGLES, WITHOUT, SWEEP, HISTORY = "ties", "triangles", "without each side", "half-lives", "balance over time"


def answer(view: View, options: BalanceOptions) -> Answer:
    """The balance of the signed network of the sides as of a day, in words with their sources, as tables and as figures.

    MeasureError where a name is no side, or there are no dated events between two sides.
    """
    found = measured(standing(known(view, options.at), options.actors))
    tables = (_ties(found), _triangles(found), _without(found), _half_lives(found), _history(found))
    return Answer(QUESTION, tuple(words.statements(view, found)), tables, tuple(_figures(found)))


def _ties(found: Balanced) -> Table:
    """Every tie, those with most evidence first."""
    now, strained = found.network.ties, words.strain_of(found)
    by_words, by_deeds, rate = now.by_words(), now.by_deeds(), now.rate_per_week
    ranges = words.ranges(found)
    order = sorted(np.flatnonzero(now.present).tolist(), key=lambda n: -float(now.sums[n].sum()))
    rows = (
        (
            words.pair_name(found, n), words.SIGNS[int(now.sign[n])], _chance(now.positive[n]), words.span(*ranges[n]),
            _chance(by_words[n]), _chance(by_deeds[n]), round(float(now.weights[n, ASSERTED]), 1), round(float(rate[n]), 2),
            round(strained.get(n, 0.0), 2),
        )
        for n in order
    )  # fmt: skip
    columns = ("tie", "sign", "P(+)", "over half-lives", "by words", "by deeds", "asserted", "events a week", "strain")
    return Table(TIES, columns, tuple(rows))


def _triangles(found: Balanced) -> Table:
    rows = (
        (words.triad_name(found, t), _chance(t.balanced), words.span(low, high), _chance(t.weakly_balanced))
        for t, low, high in found.triads
    )
    return Table(TRIANGLES, ("triangle", "P(balanced)", "over half-lives", "P(weakly balanced)"), tuple(rows))


def _without(found: Balanced) -> Table:
    """The index without each side, the largest change first."""
    now = found.band.point
    names = [found.standing.name(side) for side in found.standing.among]
    rows = sorted(zip(names, found.without, strict=True), key=lambda row: -abs(row[1] - now))
    return Table(WITHOUT, ("without", "F", "change"), tuple((n, _chance(f), round(f - now, 2)) for n, f in rows))


def _half_lives(found: Balanced) -> Table:
    rows = ((f"{h:.0f} days", *_of_band(known)) for h, known in found.bands.items())
    return Table(SWEEP, ("half-life", "F", "low", "high", "undecided ties"), tuple(rows))


def _history(found: Balanced) -> Table:
    """The latest first."""
    rows = ((str(m.day), *(_of_band(m.band) if m.band else (None,) * 4)) for m in reversed(found.history))
    return Table(HISTORY, ("day", "F", "low", "high", "undecided ties"), tuple(rows))


def _of_band(known: Band) -> tuple[Cell, ...]:
    return _chance(known.point), _chance(known.low), _chance(known.high), f"{known.undecided_share:.0%}"


def _chance(value: float) -> float:
    return round(float(value), 2)


def _figures(found: Balanced) -> Iterator[Figure]:
    yield Figure("Who stands with whom", network(_picture(found)), TIES)
    bands = [moment.band for moment in found.history]
    picture = BandOverTime(
        [moment.day for moment in found.history],
        [known.point if known else None for known in bands],
        [known.low if known else None for known in bands],
        [known.high if known else None for known in bands],
        title="Balance over time",
        y_label="F, 1 is balanced",
        prefix="balance",
    )
    yield Figure("Balance over time", band(picture), HISTORY)


def _picture(found: Balanced) -> SignedNetwork:
    now, standing = found.network.ties, found.standing
    load = np.bincount(now.pairs.ravel(), np.repeat(now.sums.sum(axis=1), 2), minlength=len(standing.sides.sides))
    camps = words.camps(found)
    nodes = [
        Node(str(side), standing.name(side), camps[place], float(load[side] / load.max()))
        for place, side in enumerate(standing.among)
    ]
    return SignedNetwork(
        nodes, _drawn_ties(found), title=f"Who stands with whom as of {standing.at}", note=words.note(found)
    )


def _drawn_ties(found: Balanced) -> Sequence[NetworkTie]:
    now, strained = found.network.ties, words.strain_of(found)
    rate = now.rate_per_week + now.weights[:, ASSERTED]
    most = max(float(rate.max()), 1e-9)
    return [
        NetworkTie(
            str(a), str(b), int(now.sign[n]), float((rate[n] / most) ** 0.5), strained.get(n, 0.0),
            f"{words.pair_name(found, n)}: {words.SIGNS[int(now.sign[n])]}, P(+) {now.positive[n]:.2f}",
        )
        for n, (a, b) in enumerate(now.pairs) if now.present[n]
    ]  # fmt: skip
