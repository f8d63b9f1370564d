"""Actors into circles with labels that do not meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan, sqrt

import numpy as np

from standoff.draw.frame import LINE_EM, label_lines
from standoff.draw.layout import Page, Signs, positions
from standoff.draw.placing import Box, Circle, Spot, free_spot, spots
from standoff.draw.style import LABEL, LABEL_NARROW, paint
from standoff.draw.svg import Element, element
from standoff.draw.words import TOOLTIP, cut, lines, width

SMALLEST, LARGEST = 8.0, 19.0  # radius of a node of size 0 and 1
CROWD = 20  # more nodes than this are drawn smaller
BETWEEN_GROUNDS = 8.0  # half of what lies between the grounds of two camps
LABEL_ROOM = 180.0  # longest line of a label, about 13 letters on a narrow page
LABEL_LINES = 2
LABELLED = 0.4  # share of the page that nodes with labels may take before the others have to find room beside them


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: `camp` is the number of its camp or None, `size` from 0 to 1 is shown as the area of the circle.

    `link` leads to what is known of it; `pale`: it is only there so that it has its place, without a tie.
    """

    id: str
    label: str
    camp: int | None = None
    size: float = 0.5
    link: str = ""
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node as it stands on the page: `kept` is the box that no other node enters.

    Its label lies at `spot`, or nowhere; on wide pages only where it is too large for a narrow one.
    """

    node: Node
    circle: Circle
    lines: tuple[str, ...]
    kept: Box
    spot: Spot | None = None
    wide_only: bool = False

    def label_box(self) -> Box | None:
        """What the label covers, on the narrowest page on which it is shown."""
        return self.spot.box(*_label_size(self.lines, LABEL if self.wide_only else LABEL_NARROW)) if self.spot else None


def share(value: float) -> float:
    """A value from 0 to 1; what is no number is 0."""
    return 0.0 if isnan(value) else min(max(value, 0.0), 1.0)


def camps_of(nodes: Sequence[Node]) -> list[int]:
    """The numbers of the camps, in order."""
    return sorted({node.camp for node in nodes if node.camp is not None})


def place_nodes(nodes: Sequence[Node], signs: Signs, area: Box, margin: float) -> list[Drawn]:
    """Every node where it stands, with its label where there is room; the grounds of camps may reach `margin` beyond their nodes."""
    shrink = min(1.0, sqrt(CROWD / max(len(nodes), 1)))
    radii = [shrink * sqrt(SMALLEST**2 + share(node.size) * (LARGEST**2 - SMALLEST**2)) for node in nodes]
    texts = [tuple(lines(node.label, LABEL_ROOM, LABEL_NARROW, most=LABEL_LINES)) for node in nodes]
    reaches = _reaches(
        radii, texts, _by_weight(nodes, signs), LABELLED * (area.right - area.left) * (area.bottom - area.top)
    )
    page = Page(
        area.left + margin,
        area.top + margin,
        area.right - margin,
        area.bottom - margin,
        np.array(reaches).reshape(-1, 4),
        margin + BETWEEN_GROUNDS,
    )
    drawn = []
    for (x, y), node, radius, text, (left, up, right, down) in zip(
        positions(signs, page).tolist(), nodes, radii, texts, reaches, strict=True
    ):
        drawn.append(Drawn(node, Circle(x, y, radius), text, Box(x - left, y - up, x + right, y + down)))
    return _labelled(drawn, area)


def _reaches(
    radii: Sequence[float], texts: Sequence[Sequence[str]], order: Sequence[int], room: float
) -> list[tuple[float, float, float, float]]:
    """How far each node reaches left, up, right and down; while there is room, with the label below it."""
    reaches = [(r + 5, r + 5, r + 5, r + 5) for r in radii]
    for k in order:
        wide, high = _label_size(texts[k], LABEL_NARROW)
        side, down = max(radii[k], wide / 2) + 4, radii[k] + high + 6
        room -= 2 * side * (radii[k] + 5 + down)
        if room < 0:
            break
        reaches[k] = (side, radii[k] + 5, side, down)
    return reaches


def _by_weight(nodes: Sequence[Node], signs: Signs) -> list[int]:
    """The nodes from large to small, of equals those with more ties first."""
    ties = signs.tied.sum(axis=0).tolist()
    return sorted(range(len(nodes)), key=lambda k: (-share(nodes[k].size), -ties[k]))


def _labelled(drawn: Sequence[Drawn], area: Box) -> list[Drawn]:
    """The nodes with their labels where one fits: first those that fit on a narrow page, then those that fit on a wide one."""
    found = list(drawn)
    order = sorted(range(len(drawn)), key=lambda k: -drawn[k].circle.radius)
    for wide_only in (False, True):
        size = LABEL if wide_only else LABEL_NARROW
        for k in order:
            if found[k].spot or not found[k].lines:
                continue
            taken = [box for d in found if (box := d.label_box())] + [d.circle.box for d in found if d is not found[k]]
            spot = free_spot(spots(found[k].circle), _label_size(found[k].lines, size), taken, area)
            found[k] = replace(found[k], spot=spot, wide_only=wide_only)
    return found


def _label_size(text: Sequence[str], size: float) -> tuple[float, float]:
    return max((width(line, size) for line in text), default=0.0), len(text) * size * LINE_EM


def draw_nodes(drawn: Sequence[Drawn], names: Mapping[str, str]) -> Iterator[Element]:
    """The circles, then the labels above all of them; a pointer finds the whole name."""
    for d in drawn:
        yield _circle(d, names[d.node.id])
    for d in drawn:
        if d.spot:
            yield from label_lines(d.lines, d.spot, wide_only=d.wide_only)


def _circle(drawn: Drawn, name: str) -> Element:
    """A node without ties is a ring, so that its place is seen and no tie looked for."""
    title = element("title", cut(name, TOOLTIP))
    colours = paint("ground", "node-edge") if drawn.node.pale else paint("node", "halo")
    circle = drawn.circle
    shape = element("circle", title, paint=colours, cx=circle.x, cy=circle.y, r=circle.radius, stroke_width=2)
    if not drawn.node.link:
        return shape
    return element("a", shape, href=drawn.node.link, aria_label=cut(name, TOOLTIP))
