"""A signed network into positions: allies together, foes apart, camps side by side, and room for every circle and label.

Two steps. Stress majorisation (Gansner, Koren and North, 2004) finds distances that fit the signs; it starts from the eigenvectors of the
signed Laplacian (Kunegis et al., 2010), whose first splits a balanced network into its two camps. Then boxes that overlap are pushed
apart on the page. In both steps each camp keeps to a region of its own, a sector around one point. No chance is involved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
# Ideal distances, in units of that between two close allies. Only their order matters much; tests hold it.
ALLIES, LOOSE_ALLIES = 1.0, 1.5
SAME_CAMP, UNDECIDED, NO_TIE = 1.6, 2.0, 2.3
MILD_FOES, FOES = 2.6, 3.2
ALONE = 2.9  # an actor without ties stands at the side
# How much a distance counts: what is known of a tie before what is not.
BY_SIGN, BY_DOUBT, BY_NOTHING = 1.0, 0.5, 0.12
ROUNDS = 150  # stress changes by less than 1 % after about 60 rounds with 60 nodes
PUSHES = 500
BETWEEN_CAMPS = 0.35  # half the free strip between two camps, in the unit of distances
STRETCH = 1.5  # x and y may be drawn out by factors that differ so much
LARGEST_UNIT = 230.0  # close allies are no farther apart on the page, so that three actors do not stand in its corners


@dataclass(frozen=True, slots=True)
class Signs:
    """A network as matrices, symmetric, n by n: `sign` (-1, 0, 1), `strength` (0 to 1), `tied` (0 or 1); `camp` has -1 for none."""

    sign: Array
    strength: Array
    tied: Array
    camp: npt.NDArray[np.int64]

    @property
    def size(self) -> int:
        return len(self.camp)


@dataclass(frozen=True, slots=True)
class Page:
    """The rectangle to fill, and the box around each node: `extent` is n by 4, how far it reaches left, up, right and down."""

    left: float
    top: float
    right: float
    bottom: float
    extent: Array
    strip: float  # half the free strip between the nodes of two camps


@dataclass(frozen=True, slots=True)
class Regions:
    """Half planes that nodes keep to, seen from where the camps meet.

    Node `node[k]` lies at least `strips[k]` strips and `middles[k]` middles along `normal[k]`; the middle belongs to those in no camp.
    """

    node: npt.NDArray[np.int64]
    normal: Array
    strips: Array
    middles: Array

    def project(self, at: Array, origin: Array, margins: Array) -> Array:
        """The positions with every node moved straight into its half planes, one after the other."""
        moved = at.copy()
        for node, normal, margin in zip(self.node, self.normal, margins, strict=True):
            short = margin - float((moved[node] - origin) @ normal)
            if short > 0:
                moved[node] += short * normal
        return moved

    def margins(self, strip: float, middle: float) -> Array:
        """How far from the origin each half plane begins."""
        margins: Array = self.strips * strip + self.middles * middle
        return margins

    def margins_on(self, page: Page) -> Array:
        """The same on the page, for whole boxes: the middle has room for the widest of those in it, and for their share of nodes."""
        left, up, right, down = page.extent[self.node].T
        x, y = self.normal.T
        reach = np.where(x > 0, x * left, -x * right) + np.where(y > 0, y * up, -y * down)
        loners = self.middles < 0
        share = len(set(self.node[loners].tolist())) / len(page.extent)
        middle = max([0.35 * share * (page.right - page.left), *reach[loners]])
        margins: Array = self.margins(page.strip, middle) + reach
        return margins

    def stretched(self, factor: Array) -> Regions:
        """The same half planes after x and y are multiplied by `factor`."""
        normal = self.normal / factor
        return Regions(self.node, normal / np.linalg.norm(normal, axis=1, keepdims=True), self.strips, self.middles)


def positions(signs: Signs, page: Page) -> Array:
    """Where each node stands, n by 2, in the unit of the page."""
    if signs.size == 0:
        return np.zeros((0, 2))
    regions = _regions(signs.camp)
    at = _majorised(_start(signs), signs, regions)
    at, origin, factor = _fitted(at, page)
    return _pushed_apart(at, origin, regions.stretched(factor), page)


def _directions(camp: npt.NDArray[np.int64]) -> dict[int, Array]:
    """Where each camp lies, around a circle; the first at the left."""
    camps = sorted(set(camp.tolist()) - {-1})
    angles = (np.pi + 2 * np.pi * n / max(len(camps), 2) for n in range(len(camps)))
    return {c: np.array([np.cos(a), np.sin(a)]) for c, a in zip(camps, angles, strict=True)}


def _regions(camp: npt.NDArray[np.int64]) -> Regions:
    """A sector for each camp; who is in none has the middle, and the camps leave it free."""
    towards = _directions(camp)
    loners = bool((camp == -1).any())
    rows: list[tuple[int, Array, float, float]] = []
    for i, own in enumerate(camp.tolist()):
        if own == -1:
            rows += [(i, -direction, 0.0, -1.0) for direction in towards.values()]
            continue
        rows += [(i, towards[own] - direction, 1.0, 0.0) for c, direction in towards.items() if c != own]
        rows += [(i, towards[own], 2.0, 1.0)] if loners else []
    normal = np.array([n / np.linalg.norm(n) for _, n, _, _ in rows]).reshape(-1, 2)
    strips, middles = np.array([s for _, _, s, _ in rows]), np.array([m for _, _, _, m in rows])
    return Regions(np.array([i for i, _, _, _ in rows], dtype=np.int64), normal, strips, middles)


def _start(signs: Signs) -> Array:
    """The two smallest eigenvectors of the signed Laplacian, moved towards the side of each camp."""
    n = signs.size
    weight = signs.sign * signs.strength
    ramp = np.arange(n) * 1e-3  # keeps eigenvalues apart, so that their vectors are the same on every machine
    _, vectors = np.linalg.eigh(np.diag(np.abs(weight).sum(axis=0) + ramp) - weight)
    turn = 2.399963 * np.arange(n)  # the golden angle: no two nodes begin at one point
    at = 0.1 * np.column_stack([np.cos(turn), np.sin(turn)])
    for axis in range(min(n, 2)):
        vector = vectors[:, axis]
        at[:, axis] += vector * np.sign(vector[np.argmax(np.abs(vector))]) * np.sqrt(n)
    for camp, direction in _directions(signs.camp).items():
        at[signs.camp == camp] += 2 * direction
    return at


def _ideal(signs: Signs) -> tuple[Array, Array]:
    """Wanted distances and how much each counts, both n by n."""
    same = (signs.camp[:, None] == signs.camp[None, :]) & (signs.camp >= 0)[:, None]
    alone = signs.tied.sum(axis=0) == 0
    distance = np.where(same, SAME_CAMP, NO_TIE)
    distance = np.where(alone[:, None] | alone[None, :], ALONE, distance)
    for sign, weak, strong in ((1, LOOSE_ALLIES, ALLIES), (-1, MILD_FOES, FOES), (0, UNDECIDED, UNDECIDED)):
        chosen = (signs.sign == sign) & (signs.tied > 0)
        distance = np.where(chosen, weak + (strong - weak) * signs.strength, distance)
    counts = np.where(signs.tied == 0, BY_NOTHING, np.where(signs.sign == 0, BY_DOUBT, BY_SIGN)) / distance**2
    np.fill_diagonal(counts, 0.0)
    return distance, counts


def _majorised(at: Array, signs: Signs, regions: Regions) -> Array:
    """Positions whose distances fit the wanted ones, each camp in its region."""
    distance, counts = _ideal(signs)
    margins = regions.margins(BETWEEN_CAMPS, BETWEEN_CAMPS)
    inverse = np.linalg.pinv(np.diag(counts.sum(axis=0)) - counts)
    for _ in range(ROUNDS):
        gaps = np.linalg.norm(at[:, None] - at[None, :], axis=2)
        pull = counts * distance / np.maximum(gaps, 1e-6)
        # The transform forgets where the middle was; keeping it lets a large camp have more than half of the plane.
        at = inverse @ (np.diag(pull.sum(axis=0)) - pull) @ at + at.mean(axis=0)
        at = regions.project(at, np.zeros(2), margins)
    return at


def _fitted(at: Array, page: Page) -> tuple[Array, Array, Array]:
    """Positions on the page, where the camps meet there, and the factors of x and y."""
    left, up, right, down = page.extent.max(axis=0)
    low, high = np.array([page.left + left, page.top + up]), np.array([page.right - right, page.bottom - down])
    span = np.maximum(at.max(axis=0) - at.min(axis=0), 1e-6)
    room = np.maximum(high - low, 1.0)
    factor = room / span
    factor = np.minimum(np.minimum(factor, STRETCH * factor.min()), LARGEST_UNIT)
    shift = (low + high) / 2 - factor * (at.max(axis=0) + at.min(axis=0)) / 2
    return at * factor + shift, shift, factor


def _pushed_apart(at: Array, origin: Array, regions: Regions, page: Page) -> Array:
    """Positions at which no two boxes overlap, as far as the page has room."""
    reach, margins = page.extent, regions.margins_on(page)
    half = np.column_stack([reach[:, 0] + reach[:, 2], reach[:, 1] + reach[:, 3]]) / 2
    middle = np.column_stack([reach[:, 2] - reach[:, 0], reach[:, 3] - reach[:, 1]]) / 2
    first = np.sign(np.arange(len(at))[:, None] - np.arange(len(at))[None, :])
    low = np.array([page.left, page.top]) + reach[:, :2]
    high = np.maximum(np.array([page.right, page.bottom]) - reach[:, 2:], low)
    for _ in range(PUSHES):
        at = regions.project(at, origin, margins)
        at = np.minimum(np.maximum(at, low), high)
        apart = (at + middle)[:, None] - (at + middle)[None, :]
        overlap = half[:, None] + half[None, :] - np.abs(apart)
        hit = (overlap > 0).all(axis=2) & (first != 0)
        if not hit.any():
            break
        side = np.where(apart == 0, first[:, :, None], np.sign(apart))
        shorter = overlap == overlap.min(axis=2, keepdims=True)
        push = np.where(hit[:, :, None] & shorter, side * overlap, 0.0).sum(axis=1)
        at = at + 0.3 * push
    return np.minimum(np.maximum(at, low), high)
