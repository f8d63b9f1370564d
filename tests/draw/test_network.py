"""The network: allies nearer than foes, camps apart, labels readable, signs told without colour."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import NetworkTie, Node, SignedNetwork, network
from standoff.draw.camps import MARGIN, ROUND, camps_on
from standoff.draw.network import _signs
from standoff.draw.nodes import Drawn, place_nodes
from standoff.draw.placing import Box
from standoff.errors import DrawError
from tests.draw.examples import NODES, iraq
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

AREA = Box(16, 100, 704, 660)


def placed(picture: SignedNetwork) -> list[Drawn]:
    return place_nodes(picture.nodes, _signs(picture), AREA, MARGIN)


def lengths(picture: SignedNetwork, sign: int) -> list[float]:
    at = {d.node.id: (d.circle.x, d.circle.y) for d in placed(picture)}
    return [dist(at[tie.i], at[tie.j]) for tie in picture.ties if tie.sign == sign]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def two_camps(size: int, *, told: bool) -> SignedNetwork:
    """Friends within, foes across, every third pair without a tie."""
    nodes = [Node(str(n), f"Actor {n}", n % 2 + 1 if told else None) for n in range(size)]
    pairs = [(a, b) for k, (a, b) in enumerate(combinations(range(size), 2)) if k % 3]
    return SignedNetwork(nodes, [NetworkTie(str(a), str(b), 1 if a % 2 == b % 2 else -1) for a, b in pairs])


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("size", [6, 10, 16])
def test_allies_are_nearer_than_foes(size, told):
    picture = two_camps(size, told=told)
    assert mean(lengths(picture, 1)) < 0.6 * mean(lengths(picture, -1))


def test_undecided_ties_are_between():
    picture = iraq()
    assert mean(lengths(picture, 1)) < mean(lengths(picture, -1))
    assert mean(lengths(picture, 0)) < mean(lengths(picture, -1))


def test_grounds_of_camps_do_not_meet_and_hold_their_nodes_only():
    for picture in (iraq(), two_camps(30, told=True), three_camps()):
        drawn = placed(picture)
        outlines = {camp.number: camp.outline for camp in camps_on(drawn)}
        for d in drawn:
            for camp, outline in outlines.items():
                away = _distance((d.circle.x, d.circle.y), outline)
                assert away <= 0 if camp == d.node.camp else away > ROUND
        for one, other in combinations(outlines.values(), 2):
            assert min(_distance(p, other) for p in one) > 2 * ROUND - 1e-6


def three_camps() -> SignedNetwork:
    nodes = [Node(str(n), f"Actor {n}", n % 3 if n < 15 else None) for n in range(18)]
    return SignedNetwork(nodes, [NetworkTie(str(n), str(n + 3), 1) for n in range(12)])


def _distance(point: tuple[float, float], outline: tuple[tuple[float, float], ...]) -> float:
    """How far a point lies outside of a convex outline given clockwise or not; at most 0 inside."""
    x, y = point
    sides = list(zip(outline, outline[1:] + outline[:1], strict=True))
    turns = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in sides]
    if all(t >= -1e-9 for t in turns) or all(t <= 1e-9 for t in turns):
        return 0.0
    return min(_to_side(point, a, b) for a, b in sides)


def _to_side(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    length = dist(a, b)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / (length**2 or 1.0)
    share = min(max(along, 0.0), 1.0)
    return dist(point, (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))


def test_twelve_actors_are_all_labelled_and_no_label_meets_another_or_a_circle():
    drawn = placed(iraq())
    boxes = [d.label_box() for d in drawn]
    assert not any(d.wide_only for d in drawn)
    assert None not in boxes
    assert not [1 for a, b in combinations(boxes, 2) if a.meets(b)]
    assert not [1 for box in boxes for d in drawn if box.meets(d.circle.box) and d.label_box() != box]
    shown = {text.words for text in texts(network(iraq()), wide=False)}
    assert {node.label for node in NODES} <= shown


def test_of_sixty_actors_those_are_labelled_for_whom_there_is_room():
    svg = network(two_camps(60, told=True))
    labelled = {wide: sum(t.words.startswith("Actor") for t in texts(svg, wide=wide)) for wide in (True, False)}
    assert 20 <= labelled[False] < labelled[True] <= 60
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == outside(svg) == []


def test_a_long_label_is_shortened_and_whole_in_the_tooltip():
    name = "Popular Mobilisation Forces of the Governorate of Nineveh"
    svg = network(SignedNetwork([Node("a", name), Node("b", "B")], []))
    assert [t.words for t in texts(svg, wide=True) if "…" in t.words] == ["Mobilisation…"]
    assert name in [e.findtext(f"{NS}title") for e in parsed(svg).iter(f"{NS}circle")]


def test_sign_is_told_by_dashes_and_strain_by_a_mark():
    svg = network(iraq())
    legend_and_ties = {name: with_class(svg, name) for name in ("friendly", "hostile", "undecided")}
    dashes = {name: {e.get("stroke-dasharray") for e in found} for name, found in legend_and_ties.items()}
    assert all(len(values) == 1 for values in dashes.values())
    assert len(set.union(*dashes.values())) == 3
    ties = iraq().ties
    samples = 2  # in the legend of wide and in that of narrow pages
    for sign, name in ((1, "friendly"), (-1, "hostile"), (0, "undecided")):
        assert len(legend_and_ties[name]) == sum(tie.sign == sign for tie in ties) + samples
    assert len(with_class(svg, "bolt")) == len(with_class(svg, "strain")) == 4 + samples


def test_the_legend_holds_what_the_picture_holds():
    words = {text.words for text in texts(network(iraq()), wide=True)}
    assert {"positive tie", "negative tie", "undecided tie", "strained tie", "camp 1", "camp 2"} <= words
    plain = network(SignedNetwork(NODES[:2], [NetworkTie("USA", "IRQ", 1)]))
    assert {text.words for text in texts(plain, wide=True)} & {"negative tie", "undecided tie", "strained tie"} == set()


def test_the_description_names_camps_and_strained_ties_most_first():
    said = description_of(network(iraq()))
    assert said.startswith("12 actors and 28 ties: 11 positive, 12 negative, 5 undecided.")
    assert "Camp 1: United States, Iraq, Israel, Jordan, Turkey." in said
    assert said.endswith(
        "Strained, most first: Iraq and Iran; United States and Iraq; Iran and Islamic State; Russia and Israel."
    )


def test_the_tooltip_of_a_tie_is_its_label_or_who_and_which_sign():
    ties = [NetworkTie("USA", "IRQ", -1), NetworkTie("USA", "IRN", 0, label="3 events")]
    titles = {e.text for e in parsed(network(SignedNetwork(NODES[:3], ties))).iter(f"{NS}title")}
    assert {"United States – Iraq: negative tie", "3 events"} <= titles


def test_lines_pass_the_circles_of_others():
    row = [Node(str(n), "", None) for n in range(3)]
    svg = network(SignedNetwork(row, [NetworkTie("0", "1", 1), NetworkTie("1", "2", 1), NetworkTie("0", "2", -1)]))
    circles = [(float(e.get("cx")), float(e.get("cy")), float(e.get("r"))) for e in with_class(svg, "node")]
    for e in [*with_class(svg, "friendly"), *with_class(svg, "hostile")]:
        x1, y1, cx, cy, x2, y2 = map(float, e.get("d")[1:].replace("Q", "").split())
        on_it = [
            (
                (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2,
                (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2,
            )
            for t in (n / 50 for n in range(1, 50))
        ]
        assert all(dist(p, (x, y)) > r - 0.5 for p in on_it for x, y, r in circles)


@pytest.mark.parametrize(
    "ties",
    [
        [NetworkTie("USA", "XXX", 1)],
        [NetworkTie("USA", "USA", 1)],
        [NetworkTie("USA", "IRQ", 2)],
        [NetworkTie("USA", "IRQ", 1), NetworkTie("IRQ", "USA", -1)],
    ],
)
def test_ties_that_cannot_be_are_refused(ties):
    with pytest.raises(DrawError):
        replace(iraq(), ties=ties)


def test_two_nodes_with_one_id_are_refused():
    with pytest.raises(DrawError, match="same id"):
        SignedNetwork([Node("a", "A"), Node("a", "B")], [])


shares = st.floats(allow_nan=True, allow_infinity=True)


@st.composite
def networks(draw: st.DrawFn) -> SignedNetwork:
    size = draw(st.integers(0, 14))
    camp = st.none() | st.integers(-3, 9)
    nodes = [Node(str(n), draw(st.text(max_size=40)), draw(camp), draw(shares)) for n in range(size)]
    pairs = list(combinations(range(size), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=30, unique=True)) if pairs else []
    ties = [
        NetworkTie(str(a), str(b), draw(st.sampled_from((-1, 0, 1))), draw(shares), draw(shares)) for a, b in chosen
    ]
    return SignedNetwork(
        nodes, ties, draw(st.text(max_size=80)), draw(st.text(max_size=200)), draw(st.text(max_size=5))
    )


@given(networks())
@settings(deadline=None, max_examples=30)
def test_any_network_is_drawn_whole_and_readable(picture):
    svg = network(picture)
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
    assert len(with_class(svg, "node")) == len(picture.nodes)


def test_pictures_placed_by_the_same_ties_can_be_laid_on_one_another():
    whole = iraq()
    day = replace(whole, ties=whole.ties[:3], placed_by=whole.ties)
    assert [(d.circle, d.spot) for d in placed(day)] == [(d.circle, d.spot) for d in placed(whole)]
    empty = replace(whole, ties=(), placed_by=whole.ties)
    boxes = [parsed(network(one)).get("viewBox") for one in (day, empty)]
    assert boxes[0] == boxes[1]
    assert texts(network(day), wide=True) == texts(network(empty), wide=True)  # the legend has all signs in both


def test_marks_that_lead_somewhere_are_links_and_say_so():
    whole = iraq()
    nodes = [replace(node, link=f"#{n}") for n, node in enumerate(whole.nodes)]
    ties = [replace(tie, link="/tie?a&b", label="<b>") for tie in whole.ties]
    root = parsed(network(replace(whole, nodes=nodes, ties=ties)))
    links = root.findall(f".//{NS}a")
    assert root.get("role") == "group"
    assert len(links) == len(nodes) + len(ties)
    assert all(link.get("aria-label") for link in links)
    assert {link.get("aria-label") for link in links if link.get("href") == "/tie?a&b"} == {"<b>"}
    assert parsed(network(whole)).get("role") == "img"


def test_a_node_without_ties_is_a_ring():
    whole = iraq()
    pale = [replace(node, pale=True) for node in whole.nodes]
    root = network(replace(whole, nodes=pale, ties=(), placed_by=whole.ties))
    assert len(with_class(root, "node-edge")) == len(whole.nodes)
    assert with_class(root, "node") == []
