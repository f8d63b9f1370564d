"""Places with their events into a map: borders drawn quietly, and marks that say how exactly a place is known and lead to its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from math import inf

import numpy as np

from standoff.draw.borders.atlas import Degrees, atlas, extent_of
from standoff.draw.frame import EDGE, SAMPLE, WIDTH, LegendItem, header, laid_out, note
from standoff.draw.map_ground import edge, ground, scale_bar, scale_room
from standoff.draw.map_marks import MapMark, MapPlace, draw_mark, marks, told
from standoff.draw.map_names import names
from standoff.draw.map_shapes import SHAPES, shape_of
from standoff.draw.placing import Circle
from standoff.draw.projection import WORLD, Projection, fitted
from standoff.draw.style import COLOURS, NO_COLOUR
from standoff.draw.svg import Element

HEIGHTS = (340.0, 600.0)  # of the map, at least and at most
MARGIN = 30.0  # around the outermost places
AREA = "area: number of events"
SAMPLE_RADIUS = 8.0
MOST_TOLD = 5  # marks in the description
BORDERS = "Borders are Natural Earth's: they show who holds the ground, not who claims it. Dashed: disputed."


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What `place_map` draws. `link` leads to the events of a rectangle of degrees whose places are known as exactly as one of the words says;
    `region`: the code of the country that is to be seen, by default all places.
    """

    places: Sequence[MapPlace]
    classes: tuple[str, ...]
    link: Callable[[Degrees, tuple[str, ...]], str]
    title: str
    region: str = ""
    prefix: str = "map"


def place_map(picture: PlaceMap) -> str:
    """The map as a standalone SVG."""
    wanted = _shown(picture)
    places = _within(picture.places, _projection(wanted, 0.0).shown)
    legend = list(_legend(places, picture.classes))
    room = header(picture.title, _unit(sum(place.events for place in places)), legend)  # no mark has more events
    on = _projection(wanted, room.bottom + 8)
    found = marks(places, on)
    named = header(picture.title, _unit(max((mark.events for mark in found), default=0)), legend)
    head = replace(room, elements=named.elements)
    foot = note(f"{_left_out(picture, found)}{BORDERS}", on.frame.bottom + 8)
    return laid_out(
        picture.prefix, picture.title, describe(picture, found), (head, _map(picture, found, on), foot), linked=True
    )


def describe(picture: PlaceMap, found: Sequence[MapMark]) -> str:
    """The map in words, for those who do not see it."""
    if not found:
        return "There is no place to show."
    events = sum(mark.events for mark in found)
    largest = sorted(found, key=lambda mark: -mark.events)[:MOST_TOLD]
    most = ". ".join(told(mark, picture.classes) for mark in largest)
    places = sum(len(mark.places) for mark in found)
    return f"{events:,} events at {places:,} places, as {len(found):,} marks. {most}. {BORDERS}"


def _map(picture: PlaceMap, found: Sequence[MapMark], on: Projection) -> list[Element]:
    drawn = [draw_mark(mark, picture.classes, picture.link) for mark in found]
    bar = list(scale_bar(on))
    named = names(found, on, [scale_room(on)] if bar else [])
    return [*ground(on), *drawn, *named, *bar, edge(on)]


def _projection(wanted: Degrees, top: float) -> Projection:
    return fitted(wanted, EDGE, top, WIDTH - 2 * EDGE, HEIGHTS, MARGIN)


def _shown(picture: PlaceMap) -> Degrees:
    """What is to be seen: a country with all places in it, else all places, else the world."""
    unit = atlas().unit(picture.region)
    places = [place for place in picture.places if not picture.region or place.country == picture.region]
    extents = [unit.extent] if unit else []
    if places:
        extents.append(extent_of(np.array([(place.lon, place.lat) for place in places])))
    return reduce(Degrees.with_, extents) if extents else WORLD


def _within(places: Sequence[MapPlace], shown: Degrees) -> list[MapPlace]:
    """Those that the map shows; as in a filter, the western and the southern edge belong to it."""
    east = inf if shown.east >= WORLD.east else shown.east
    return [p for p in places if shown.west <= p.lon < east and shown.south <= p.lat < shown.north]


def _left_out(picture: PlaceMap, found: Sequence[MapMark]) -> str:
    events = sum(place.events for place in picture.places) - sum(mark.events for mark in found)
    return f"{events:,} event{' lies' if events == 1 else 's lie'} outside of this map. " if events else ""


def _unit(most: int) -> str:
    return f"{AREA}, at most {most:,} in one mark; colour: the commonest class"


def _legend(places: Sequence[MapPlace], classes: Sequence[str]) -> Iterator[LegendItem]:
    """The classes and shapes that occur."""
    for kind, name in enumerate(classes):
        if any(place.counts[kind] for place in places):
            yield LegendItem(name, partial(_sample, "disc", COLOURS[kind]))
    for shape in reversed(tuple(SHAPES)):
        precisions, name = SHAPES[shape]
        if any(place.precision in precisions for place in places):
            yield LegendItem(name, partial(_sample, shape, NO_COLOUR))


def _sample(shape: str, colour: tuple[str, str], left: float, middle: float) -> list[Element]:
    return [shape_of(shape, Circle(left + SAMPLE / 2, middle, SAMPLE_RADIUS), colour)]
