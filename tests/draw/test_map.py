"""The map: marks that say how exactly a place is known and lead to its events, names that do not meet, hostile names."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from standoff.draw import MapPlace, PlaceMap, place_map
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, tags, texts, title_of, with_class

CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
PLACES = [
    MapPlace("Baghdad", 44.4, 33.34, "town", (0, 0, 1, 15), "IRQ"),
    MapPlace("Green Zone", 44.39, 33.306, "site", (0, 0, 0, 2), "IRQ"),
    MapPlace("Erbil", 44.01, 36.19, "town", (2, 1, 0, 2), "IRQ"),
    MapPlace("Anbar", 42.0, 33.0, "region", (0, 0, 3, 1), "IRQ"),
    MapPlace("Iraq", 44.77, 33.66, "country", (9, 0, 0, 6), "IRQ"),
]
HOSTILE = [
    "<script>alert(1)</script>",
    "\x00\ud800\u202ex",
    "مخيم النصيرات في وسط قطاع غزة",
    "W" * 3000,
    "",
    '"><a href="javascript:x">',
    "a\u0300" * 500,
]


def link(cell, precisions):
    return f"/events?box={cell.west:.6f},{cell.south:.6f},{cell.east:.6f},{cell.north:.6f}&precision={'+'.join(precisions)}"


def drawn(places, **more):
    return place_map(PlaceMap(places, CLASSES, link, "Where it happened", **more))


def many(number, seed=1):
    rng = np.random.default_rng(seed)
    spread = rng.uniform((35.8, 32.4), (42.3, 37.2), (number, 2)).round(5).tolist()
    kinds = rng.choice(["site", "town", "region", "country"], number, p=[0.1, 0.6, 0.2, 0.1]).tolist()
    counts = rng.geometric(0.2, (number, 4)).tolist()
    return [MapPlace(f"Place {n}", x, y, kinds[n], tuple(counts[n]), "SYR") for n, (x, y) in enumerate(spread)]


PICTURES = {
    "iraq": lambda: drawn(PLACES),
    "one event": lambda: drawn([MapPlace("Tower 22", 38.7, 33.31, "site", (0, 0, 0, 1), "JOR")]),
    "a country only": lambda: drawn(PLACES[-1:]),
    "nothing": lambda: drawn([]),
    "a region without a place": lambda: drawn(PLACES, region="PSE"),
    "no such region": lambda: drawn(PLACES, region="ZZZ"),
    "many": lambda: drawn(many(800)),
    "the globe": lambda: drawn([*PLACES, MapPlace("Fiji", 178.0, -17.8, "country", (1, 0, 0, 0), "FJI"), MapPlace("Nome", -165.4, 64.5, "town", (0, 0, 0, 1), "USA"), MapPlace("Pole", 0.0, -90.0, "site", (0, 0, 0, 1))]),
    "the 180th meridian": lambda: drawn([MapPlace("Taveuni", 180.0, -16.8, "region", (0, 1, 0, 0), "FJI")]),
    **{f"hostile {n}": lambda text=text: drawn([MapPlace(text, 38.0 + n, 35.0, kind, (0, 0, 0, 9 - n), text) for n, kind in enumerate(["site", "region", "country"])], region=text[:3]) for n, text in enumerate(HOSTILE)},
}  # fmt: skip


@pytest.fixture(params=PICTURES)
def svg(request):
    return PICTURES[request.param]()


def test_it_is_xml_that_runs_nothing_and_lies_within_its_page(svg):
    assert tags(svg) <= set("svg title desc style g rect circle path text a".split())
    for e in parsed(svg).iter():
        assert not any(name.startswith("on") or name == "style" for name in e.attrib)
        assert e.get("href", "/events").startswith("/events")
    assert outside(svg) == []


@pytest.mark.parametrize("wide", [True, False])
def test_no_name_lies_on_another(svg, wide):
    assert overlaps(svg, wide=wide) == []


def test_a_listener_hears_title_and_numbers(svg):
    assert title_of(svg) == "Where it happened"
    assert description_of(svg)
    assert parsed(svg).get("role") == "group"
    assert all(e.get("aria-label") and e.findtext(f"{NS}title") for e in parsed(svg).iter(f"{NS}a"))


def marks_of(svg):
    return {a.findtext(f"{NS}title"): a for a in parsed(svg).iter(f"{NS}a")}


def test_the_shape_says_how_exactly_the_place_is_known():
    kinds = {}
    for words, a in marks_of(drawn(PLACES)).items():
        shape = a[1]
        kinds[words.split(":")[0]] = (
            shape.tag.removeprefix(NS),
            "stroke-dasharray" in shape.attrib,
            a.get("href").split("precision=")[1],
        )
    assert kinds == {
        "Iraq": ("rect", False, "country"),
        "Anbar": ("circle", True, "region"),
        "Erbil": ("circle", False, "site+town"),
        "Baghdad and 1 other place close by": ("circle", False, "site+town"),
    }


def test_a_country_is_no_pin():
    """Not even where its events would be put: the square stays clear of the town that lies there."""
    svg = drawn(
        [
            MapPlace("Syria", 37.2, 36.2, "country", (0, 0, 0, 20), "SYR"),
            MapPlace("Aleppo", 37.2, 36.2, "town", (0, 0, 0, 40), "SYR"),
        ]
    )
    square, disc = (a[1] for a in parsed(svg).iter(f"{NS}a"))
    left, top, side = (float(square.get(name)) for name in ("x", "y", "width"))
    x, y, radius = (float(disc.get(name)) for name in ("cx", "cy", "r"))
    apart = np.hypot(x - (left + side / 2), y - (top + side / 2))
    assert apart > radius + side / 2
    assert "Syria 20" in {text.words for text in texts(svg, wide=True)}


def test_a_mark_says_what_it_stands_for():
    words = next(words for words in marks_of(drawn(PLACES)) if words.startswith("Baghdad"))
    assert (
        words
        == "Baghdad and 1 other place close by: 18 events (1 verbal conflict, 17 material conflict); Baghdad 16, Green Zone 2"
    )


def test_area_counts():
    circles = [a[1] for words, a in marks_of(drawn(PLACES)).items() if words.startswith(("Erbil", "Baghdad"))]
    small, large = sorted(float(circle.get("r")) for circle in circles)
    assert (large / small) ** 2 == pytest.approx(18 / 5, rel=0.05)


def test_the_colour_is_that_of_the_commonest_class_and_of_conflict_where_two_are():
    colours = {
        words.split(":")[0].split(" ")[0]: a[1].get("class").split()[0] for words, a in marks_of(drawn(PLACES)).items()
    }
    assert colours == {"Iraq": "interval", "Anbar": "second-interval", "Erbil": "second-dot", "Baghdad": "second-dot"}


@pytest.mark.parametrize("number", [50, 2000])
def test_every_event_is_in_one_mark_or_said_to_be_left_out(number):
    places = many(number)
    svg = drawn(places, region="LBN")
    on_map = sum(int(words.split(": ")[1].split(" event")[0].replace(",", "")) for words in marks_of(svg))
    left_out = sum(place.events for place in places) - on_map
    assert left_out > 0
    assert f"{left_out:,} events lie outside of this map." in " ".join(text.words for text in texts(svg, wide=True))


def test_borders_are_drawn_and_said_to_be_those_of_who_holds_the_ground():
    svg = drawn([MapPlace("Majdal Shams", 35.77, 33.27, "town", (0, 0, 0, 1), "SYR")])
    dashes = Counter("stroke-dasharray" in e.attrib for e in with_class(svg, "border"))
    assert dashes == {False: 1, True: 1}
    assert "Borders are Natural Earth's" in description_of(svg)
    names = {text.words for text in texts(svg, wide=True)}
    assert {"Lebanon", "Israel", "Jordan"} & names


def test_the_same_places_give_the_same_map():
    assert drawn(many(300)) == drawn(many(300))
