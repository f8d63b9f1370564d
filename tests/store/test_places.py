"""Events by place: counts as those of the events themselves, filters of a box and of precision, coordinates wherever they are kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from standoff import ontology
from standoff.importing import import_file
from standoff.pipeline import add
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.line_coder import LineCoder

UCDP = Path(__file__).parent.parent / "formats" / "data" / "ucdp_ged_23_1.csv"
REPORTS = [
    {"id": str(n), "source": f"Wire {n}", "date": "2024-02-03",
     "text": f"ASSAULT 2024-01-{n + 1:02} IRN USA {n} {('Erbil', 'Mosul', 'Nowhere at all')[n % 3]}\nCONSULT 2024-01-{n + 1:02} IRN IRQ 0 Erbil"}
    for n in range(9)
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Events of reports, which have their coordinates in their body, and of a data set, which have them in columns."""
    folder = tmp_path_factory.mktemp("places")
    add([write_lines(folder / "r.jsonl", REPORTS)], folder / "a.duckdb", LineCoder)
    import_file("ucdp", UCDP, folder / "a.duckdb")
    return folder / "a.duckdb"


@pytest.fixture
def view(archive):
    with View.open(archive) as view:
        yield view


def counted(view, chosen):
    """The same from the events, one by one."""
    found = Counter()
    for stored in view.events(chosen):
        place = stored.event.place
        where = (
            (place.name, place.country, place.precision, place.lat, place.lon)
            if place
            else (None, None, "country", None, None)
        )
        found[*where, stored.event.quad] += 1
    return found


@pytest.mark.parametrize(
    "chosen",
    [
        EventFilter(), EventFilter(quads=("material conflict",)), EventFilter(actor="IRN"), EventFilter(place="erbil"), EventFilter(place='"Erbil"'), EventFilter(country="ZZZ"),
        EventFilter(box=(30.0, 30.0, 50.0, 40.0)), EventFilter(precisions=("town",)), EventFilter(precisions=("region", "country"), box=(-180, -90, 180, 90)),
    ],
)  # fmt: skip
def test_places_count_what_the_events_hold(view, chosen):
    told = Counter()
    for one in view.places(chosen):
        for quad, number in zip(ontology.QUADS, one.quads, strict=True):
            if number:
                told[one.place, one.country, one.precision, one.lat, one.lon, quad] += number
    assert told == counted(view, chosen)


def test_both_kinds_of_events_have_coordinates(view):
    located = {one.place for one in view.places(EventFilter()) if one.lat is not None}
    assert "Erbil" in located
    assert len(located) > 3


def test_deaths_are_summed(view):
    events = list(view.events(EventFilter()))
    told = [event.event.deaths for event in events if event.event.deaths]
    places = view.places(EventFilter())
    assert sum(one.deaths[0] for one in places) == sum(deaths.lo for deaths in told)
    assert sum(one.deaths[1] for one in places) == sum(deaths.lo if deaths.hi is None else deaths.hi for deaths in told)
    assert sum(one.deaths[0] for one in places) > 0


def test_the_most_first(view):
    events = [one.events for one in view.places(EventFilter())]
    assert events == sorted(events, reverse=True)


def test_the_western_and_southern_edge_belong_to_a_box_and_the_others_do_not(view):
    events = sum(one.events for one in view.places(EventFilter(place="Erbil")))
    x, y = 44.0, 33.0  # where the line coder puts every place

    def inside(*box):
        return sum(one.events for one in view.places(EventFilter(box=box, place="Erbil")))

    assert inside(x, y, x + 1, y + 1) == events
    assert inside(x - 1, y - 1, x, y + 1) == 0
    assert inside(x - 1, y - 1, x + 1, y) == 0
    assert inside(x - 1, y - 1, x + 0.0001, y + 0.0001) == events


def test_a_box_narrows_events_and_counts_alike(view):
    chosen = EventFilter(box=(30.0, 30.0, 50.0, 40.0), precisions=("town", "site"))
    number = len(view.event_ids(chosen))
    assert 0 < number < len(view.event_ids(EventFilter()))
    assert view.tally(chosen, 5).events == number == sum(one.events for one in view.places(chosen))
    assert {actor.id for actor in view.actors(chosen)} <= {actor.id for actor in view.actors(EventFilter(limit=None))}


@pytest.mark.parametrize(
    ("asked", "names"),
    [('"Erbil"', {"Erbil"}), ('"rbil"', set()), ('"erbil"', set()), ("rbi", {"Erbil"}), ('"', set()), ('""', set())],
)
def test_a_name_in_quotation_marks_is_all_of_it(view, asked, names):
    assert {one.place for one in view.places(EventFilter(place=asked))} == names
