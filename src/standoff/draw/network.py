"""Actors and signed ties into a picture: allies together, foes apart, each camp on a ground of its own, strained ties marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from standoff.draw.camps import MARGIN, camp_items, camps_on, draw_grounds, draw_names
from standoff.draw.frame import EDGE, LINE, WIDTH, header, label, laid_out, note
from standoff.draw.layout import Signs
from standoff.draw.nodes import Node, camps_of, draw_nodes, place_nodes, share
from standoff.draw.placing import Box
from standoff.draw.svg import Element
from standoff.draw.ties import SIGNS, NetworkTie, draw_ties, tie_items
from standoff.draw.words import SPOKEN, cut
from standoff.errors import DrawError

WEAKEST = 0.05  # a tie of strength 0 still tells who is near whom
LOW, HIGH = 260.0, 720.0  # heights of the picture


@dataclass(frozen=True, slots=True)
class SignedNetwork:
    """What `network` draws; `prefix` sets its ids apart from those of other figures on a page, `note` is a remark below it.

    `placed_by`: the ties that say where everybody stands, by default those that are drawn. Pictures of the same nodes placed by the same
    ties can be laid on one another.
    """

    nodes: Sequence[Node]
    ties: Sequence[NetworkTie]
    title: str = "Who stands with whom"
    note: str = ""
    prefix: str = "network"
    placed_by: Sequence[NetworkTie] = ()

    def __post_init__(self) -> None:
        ids = {node.id for node in self.nodes}
        if len(ids) < len(self.nodes):
            raise DrawError("two nodes of a network have the same id; give each actor one node")
        for tie in (*self.ties, *self.placed_by):
            if tie.sign not in SIGNS or tie.i == tie.j or not {tie.i, tie.j} <= ids:
                raise DrawError(
                    f"tie {tie.i!r} - {tie.j!r}: it needs two different nodes of the network and a sign of -1, 0 or 1"
                )
        if len({frozenset((tie.i, tie.j)) for tie in self.ties}) < len(self.ties):
            raise DrawError("two ties of a network join the same nodes; merge them into one")


def network(picture: SignedNetwork) -> str:
    """The signed network as a standalone SVG; the same network gives the same picture.

    Positive ties are solid, negative ones dashed, undecided ones dotted. Of many nodes only those are labelled whose label meets no other.
    """
    key = tie_items(picture.ties, all_signs=bool(picture.placed_by))
    head = header(picture.title, "", [*key, *camp_items(camps_of(picture.nodes))])
    top = head.bottom + 6
    area = Box(EDGE, top, WIDTH - EDGE, top + min(max(220 + 28.0 * len(picture.nodes), LOW), HIGH))
    foot = note(picture.note, area.bottom + 6)
    linked = any(node.link for node in picture.nodes) or any(tie.link for tie in picture.ties)
    return laid_out(
        picture.prefix, picture.title, describe(picture), (head, _drawing(picture, area), foot), linked=linked
    )


def describe(picture: SignedNetwork) -> str:
    """The network in words, for those who do not see it."""
    names = {node.id: cut(node.label, SPOKEN) for node in picture.nodes}
    positive, negative, undecided = (sum(tie.sign == sign for tie in picture.ties) for sign in (1, -1, 0))
    said = [
        f"{len(picture.nodes)} actors and {len(picture.ties)} ties:",
        f"{positive} positive, {negative} negative, {undecided} undecided.",
    ]
    for camp in camps_of(picture.nodes):
        said += [f"Camp {camp}:", ", ".join(names[node.id] for node in picture.nodes if node.camp == camp) + "."]
    strained = sorted((tie for tie in picture.ties if tie.strained > 0), key=lambda tie: -tie.strained)
    if strained:
        said += ["Strained, most first:", "; ".join(f"{names[tie.i]} and {names[tie.j]}" for tie in strained) + "."]
    return " ".join(said)


def _drawing(picture: SignedNetwork, area: Box) -> list[Element]:
    if not picture.nodes:
        return [label("no actors", WIDTH / 2, (area.top + area.bottom) / 2, anchor="middle", role="quiet")]
    names = {node.id: node.label for node in picture.nodes}
    told = {n.id: n.label if n.camp is None else f"{n.label}, camp {n.camp}" for n in picture.nodes}
    below_names = replace(area, top=area.top + LINE - 4) if camps_of(picture.nodes) else area
    drawn = place_nodes(picture.nodes, _signs(picture), below_names, MARGIN)
    camps = camps_on(drawn)
    taken = [box for d in drawn for box in (d.circle.box, d.label_box()) if box]
    return [
        *draw_grounds(camps),
        *draw_ties(picture.ties, drawn, names, area),
        *draw_nodes(drawn, told),
        *draw_names(camps, taken, area),
    ]


def _signs(picture: SignedNetwork) -> Signs:
    row = {node.id: k for k, node in enumerate(picture.nodes)}
    sign, strength, tied = (np.zeros((len(row), len(row))) for _ in range(3))
    for tie in picture.placed_by or picture.ties:
        for i, j in ((row[tie.i], row[tie.j]), (row[tie.j], row[tie.i])):
            sign[i, j], strength[i, j], tied[i, j] = tie.sign, max(share(tie.strength), WEAKEST), 1
    camps = camps_of(picture.nodes)
    camp = [-1 if node.camp is None else camps.index(node.camp) for node in picture.nodes]
    return Signs(sign, strength, tied, np.array(camp, dtype=np.int64))
