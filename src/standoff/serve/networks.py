"""The network over time into what a page shows of one of its days: figures whose marks are links, and the ties of the day as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from standoff.answers import Figure, Table
from standoff.answers.balance_words import SIGNS, chance
from standoff.answers.network import BALANCE, Moment, OverTime, TieRow
from standoff.draw import BandOverTime, NetworkTie, Node, SignedNetwork, band, network
from standoff.serve.page import ref, short
from standoff.serve.parts import Picture, grid

MOST_TIES = 45  # drawn: more lines cannot be followed between sixteen nodes
MOST_NAME = 200  # letters of the name of a side
TieLink = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class TieOfDay:
    """A row of the table of a day, the strongest first; `drawn`: whether the figure has it."""

    tie: TieRow
    name: str
    sign: str
    link: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A day of the network; `place` is that of the day among all, counted from 0, `absent`: pairs of sides without a tie."""

    over_time: OverTime
    place: int
    ties: tuple[TieOfDay, ...]
    absent: int

    @property
    def moment(self) -> Moment:
        return self.over_time.moments[self.place]

    @property
    def day(self) -> date:
        return self.moment.day

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(moment.day for moment in self.over_time.moments)

    @property
    def hidden(self) -> int:
        """How many ties of the day are not drawn."""
        return sum(not one.drawn for one in self.ties)


def shown_on(over_time: OverTime, at: date | None, link: Callable[[date], TieLink]) -> Shown:
    """The last day that is not after `at`; the first where all are, the last of all for none."""
    before = [n for n, moment in enumerate(over_time.moments) if at is None or moment.day <= at]
    place = max(before, default=0)
    moment = over_time.moments[place]
    names = {side.id: short(side.name, MOST_NAME) for side in over_time.sides}
    to = link(moment.day)
    rows = tuple(
        TieOfDay(tie, f"{names[tie.a]} – {names[tie.b]}", SIGNS[tie.sign], to(tie.a, tie.b), number < MOST_TIES)
        for number, tie in enumerate(sorted(moment.ties, key=lambda tie: -tie.strength))
    )
    pairs = len(names) * (len(names) - 1) // 2
    return Shown(over_time, place, rows, pairs - len(rows))


def svg(shown: Shown) -> str:
    """The network of the day; everybody stands where the whole record puts them, on every day."""
    tied = {end for one in shown.ties for end in (one.tie.a, one.tie.b)}
    most = max((side.weight for side in shown.over_time.sides), default=1.0) or 1.0
    nodes = [
        Node(
            side.id,
            short(side.name, MOST_NAME),
            side.camp,
            side.weight / most,
            f"#side-{ref(side.id)}",
            side.id not in tied,
        )
        for side in shown.over_time.sides
    ]
    strongest = max((tie.strength for moment in shown.over_time.moments for tie in moment.ties), default=1.0) or 1.0
    ties = [_drawn(one, strongest) for one in shown.ties if one.drawn]
    return network(
        SignedNetwork(
            nodes, ties, f"Who stands with whom as of {shown.day}", _note(shown), placed_by=_whole(shown.over_time)
        )
    )


def _drawn(one: TieOfDay, strongest: float) -> NetworkTie:
    tie = one.tie
    words = f"{one.name}: {one.sign}, P(+) {chance(tie.positive)}, {tie.per_week:.1f} events a week"
    return NetworkTie(tie.a, tie.b, tie.sign, (tie.strength / strongest) ** 0.5, tie.strain, words, one.link)


def _whole(over_time: OverTime) -> Sequence[NetworkTie]:
    most = max((tie.strength for tie in over_time.whole), default=1.0) or 1.0
    return [NetworkTie(tie.a, tie.b, tie.sign, (tie.strength / most) ** 0.5) for tie in over_time.whole]


def _note(shown: Shown) -> str:
    """What the figure leaves out, and where its places come from."""
    said = []
    if shown.hidden:
        said.append(f"Drawn are the {MOST_TIES} strongest ties; {shown.hidden} weaker ones are hidden.")
    if shown.absent:
        said.append(f"Pairs without a tie: {shown.absent}; a ring has none at all.")
    said.append("Places and camps are those of the whole record.")
    return " ".join(said)


def picture(shown: Shown) -> Picture:
    """The figure of the day with the table that holds the same."""
    title = f"Ties as of {shown.day}"
    columns = ("tie", "sign", "P(+)", "events a week", "asserted", "strain")
    rows = tuple(
        (one.name, one.sign, one.tie.positive, one.tie.per_week, one.tie.asserted, one.tie.strain) for one in shown.ties
    )
    return Picture(
        Figure(f"Who stands with whom as of {shown.day}", svg(shown), title), grid(Table(title, columns, rows))
    )


def balance_picture(shown: Shown) -> Picture:
    """How balanced the network was on each day, with the day that is shown marked."""
    moments = shown.over_time.moments
    point, low, high = ([moment.band[n] if moment.band else None for moment in moments] for n in range(3))
    drawn = BandOverTime(
        shown.days, point, low, high, title="Balance over time", y_label="F, 1 is balanced", prefix="balance",
        marks=((shown.day, "shown"),),
    )  # fmt: skip
    rows = tuple((str(day), *values) for day, *values in zip(shown.days, point, low, high, strict=True))
    twin = Table(BALANCE, ("day", "F", "low", "high"), rows)
    return Picture(Figure("Balance over time", band(drawn), BALANCE), grid(twin))
