"""Fields of a form into changes of an event: every field, what is refused, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff import ontology
from standoff.answers.words import amount
from standoff.errors import ReviewError
from standoff.records import Amount, Event, Participant, When, Where
from standoff.reviewing import KnownParties, corrections
from standoff.store import corrected

IRAN = Participant("IRN", "Iran", "IRN", "GOV", "Tehran")
CROWD = Participant("IRQ/CVL", "people in Erbil", "IRQ", "CVL", "")
HOUTHIS = Participant("houthis", "Houthis", "YEM", "REB", "Houthis")
KNOWN = KnownParties({party.name.casefold(): party for party in (IRAN, HOUTHIS)})
EVENT = Event(
    "e1", "ASSAULT", ("drone",), (), "material conflict", -9.5, "actual", (IRAN,), (CROWD,), When(date(2024, 1, 28), date(2024, 1, 28)),
    Where("Erbil", "IRQ", 36.19, 44.01), Amount(3, 5), None, Amount(1, 1), (), (), 0.6, (), ("recipients", "guessed_recipients"),
)  # fmt: skip


def changed(**fields: str) -> dict[str, object]:
    """The changes of a form whose names have a point where the keyword has two strokes."""
    form = {name.replace("__", "."): value for name, value in fields.items()}
    return {c.field: c.after for c in corrections(EVENT, form, KNOWN)}


def refused(**fields: str) -> dict[str, str]:
    with pytest.raises(ReviewError) as error:
        changed(**fields)
    return error.value.problems


@pytest.mark.parametrize(
    ("form", "field", "after"),
    [
        ({"status": "historical"}, "status", "historical"),
        ({"mode": "aerial, drone"}, "mode", ["aerial", "drone"]),
        ({"mode": ""}, "mode", []),
        ({"date_from": "2024-01-27", "date_to": "2024-01-29"}, "date", ["2024-01-27", "2024-01-29"]),
        ({"date_from": "2024-01-27", "date_to": ""}, "date", ["2024-01-27", "2024-01-27"]),
        ({"date_from": "", "date_to": ""}, "date", None),
        ({"place": ""}, "place", None),
        ({"deaths": "16-25"}, "deaths", [16, 25]),
        ({"deaths": "1,600–2,500"}, "deaths", [1600, 2500]),
        ({"deaths": ""}, "deaths", None),
        ({"injured": "161+"}, "injured", [161, None]),
        ({"count": "×2+"}, "count", [2, None]),
    ],
)
def test_each_field_is_read(form, field, after):
    assert changed(**form) == {field: after}


def test_a_known_name_brings_its_country_and_sector(caplog):
    after = changed(actors__0__name="houthis", actors__0__country="", actors__0__sector="")
    assert after["actors"] == [
        {"id": "houthis", "name": "Houthis", "country": "YEM", "sector": "REB", "text": "houthis"}
    ]
    over = changed(
        actors__0__name="Houthis", actors__0__country="IRN", actors__0__sector="GOV"
    )  # the rest of the row as it was
    assert [p["country"] for p in over["actors"]] == ["YEM"]


def test_an_unknown_name_needs_a_sector_and_gets_an_id(caplog):
    assert "give its sector" in refused(actors__0__name="Erbil Fire Brigade")["actors"]
    [party] = changed(actors__0__name="Erbil Fire Brigade", actors__0__country="Iraq", actors__0__sector="gov")[
        "actors"
    ]
    assert party == {
        "id": "erbil-fire-brigade",
        "name": "Erbil Fire Brigade",
        "country": "IRQ",
        "sector": "GOV",
        "text": "Erbil Fire Brigade",
    }


def test_a_side_that_a_person_names_is_guessed_no_more():
    after = corrected(EVENT, changed(recipients__0__name="Houthis"))
    assert after.inferred == ()
    assert corrected(EVENT, {"deaths": [1, 1]}).inferred == EVENT.inferred


def test_a_field_that_a_person_gives_is_disputed_no_more():
    event = replace(EVENT, inferred=("disputed_actors", "disputed_deaths"))
    assert corrected(event, {"deaths": [1, 1]}).inferred == ("disputed_actors",)


def test_a_new_type_drops_the_modes_that_it_does_not_have_and_has_its_own_score():
    changes = changed(type="CONSULT", mode="drone")
    assert changes == {"type": "CONSULT", "mode": []}
    after = corrected(EVENT, changes)
    assert (after.quad, after.score) == ("verbal cooperation", ontology.load().score("CONSULT"))


def test_a_place_is_looked_up_and_one_that_is_not_changed_keeps_its_coordinates():
    assert changed(place="Mosul", place_country="IRQ", place_precision="")["place"] == {
        "name": "Mosul", "country": "IRQ", "lat": pytest.approx(36.3, abs=0.1), "lon": pytest.approx(43.1, abs=0.1), "precision": "town",
    }  # fmt: skip
    assert changed(place="Nowhere at All", place_country="IRQ", place_precision="region")["place"]["lat"] is None
    same = {"place": "Erbil", "place_country": "IRQ", "place_precision": "town"}
    assert set(changed(**same, deaths="4")) == {"deaths"}


@pytest.mark.parametrize(
    ("form", "field", "why"),
    [
        ({"type": "WAR"}, "type", "is none of"),
        ({"mode": "visit"}, "mode", "no mode of ASSAULT"),
        ({"status": "maybe"}, "status", "is none of"),
        ({"date_from": "28.1.2024"}, "date", "written as 2024-01-28"),
        ({"date_from": "2024-02-02", "date_to": "2024-02-01"}, "date", "before the first"),
        ({"place": "Erbil", "place_country": "Atlantis"}, "place", "is no country"),
        ({"place": "Erbil", "place_precision": "street"}, "place", "is none of"),
        ({"place": "x" * 201}, "place", "longer than 200"),
        ({"deaths": "many"}, "deaths", "written as 3"),
        ({"deaths": "-3"}, "deaths", "written as 3"),
        ({"deaths": "5-3"}, "deaths", "below the lower"),
        ({"deaths": "9" * 30}, "deaths", "more than"),
        ({"count": "0"}, "count", "at least once"),
        ({"actors.0.name": "Iran", "actors.0.country": "Atlantis"}, "actors", "is no country"),
        ({"actors.0.name": "Iran", "actors.0.sector": "XXX"}, "actors", "is no sector"),
        ({"actors.99.name": "Iran"}, "actors", "more than 40"),
        ({"actors.0.name": "x" * 201, "actors.0.sector": "GOV"}, "actors", "longer than 200"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(form, field, why):
    assert why in refused(**{name.replace(".", "__"): value for name, value in form.items()})[field]


def test_all_that_is_wrong_is_told_at_once_and_nothing_changed_is_said():
    assert set(refused(type="WAR", deaths="many", date_from="x")) == {"type", "deaths", "date"}
    assert "nothing is corrected" in refused(deaths="3-5", status="actual")["form"]


@given(st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
def test_an_amount_is_read_as_it_is_shown(low, more):
    high = None if more is None else min(low + more, 10**9)
    told = Amount(low, high)
    [change] = corrections(EVENT, {"injured": amount(told)}, KNOWN)
    assert change.after == [low, high]
