"""What is written as a format and imported again says the same, as far as the format can hold it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from standoff import knowledge, ontology
from standoff.formats import acled, codes
from standoff.records import Amount, Event, Participant, When, Where
from tests.formats.imports import round_trip

KNOWN = knowledge.load()
TYPES = ontology.load().types
PLACED = sorted(set(codes.fips_codes()) & set(codes.gw_codes()))  # countries that every format has a code for
# each round imports a file: making a failing one smaller would take minutes
ROUNDS = settings(
    max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip).filter(bool)  # fmt: skip


@st.composite
def parties(draw: st.DrawFn) -> Participant:
    iso3 = draw(st.sampled_from(PLACED))
    if draw(st.booleans()):
        return Participant(iso3, KNOWN.countries[iso3].name, iso3, "GOV", "")
    sector = draw(st.sampled_from(sorted(set(ontology.load().sectors) - {"GOV", "UNK"})))
    return Participant(f"{iso3}/{sector}", f"People of 7{draw(st.integers(0, 99))}", iso3, sector, "")


@st.composite
def places(draw: st.DrawFn) -> Where:
    iso3 = draw(st.sampled_from(PLACED))
    precision = draw(st.sampled_from(["town", "region", "country"]))
    name = KNOWN.countries[iso3].name if precision == "country" else f"X {draw(WORDS)}"
    return Where(name, iso3, draw(st.integers(-90, 90)) / 1, draw(st.integers(-180, 180)) / 1, precision)


@st.composite
def intervals(draw: st.DrawFn, *, longest: int = 60) -> When:
    start = draw(st.dates(date(1946, 1, 1), date(2030, 1, 1)))
    return When(start, start + timedelta(days=draw(st.integers(0, longest))))


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = TYPES[draw(st.sampled_from(sorted(TYPES)) | st.just("ASSAULT"))]
    mode = draw(st.sampled_from([(), *((m,) for m in kind.modes)]))
    lo = draw(st.none() | st.integers(0, 500))
    deaths = None if lo is None else Amount(lo, lo + draw(st.integers(0, 50)))
    return Event(
        id=f"e{draw(st.integers(0, 10**9))}", type=kind.name, mode=mode, context=(), quad=kind.quad, score=kind.score, status="actual",
        actors=(draw(parties()),), recipients=tuple(draw(st.lists(parties(), max_size=1))),
        date=draw(st.none() | intervals()), place=draw(st.none() | places()), deaths=deaths, injured=None, count=Amount(1, 1),
        attributed_to=(), claims=(), confidence=0.5, mentions=(),
    )  # fmt: skip


MANY = st.lists(events(), max_size=30, unique_by=lambda e: e.id)


def countries(e: Event) -> tuple[list[str | None], list[str | None], str | None]:
    place = e.place.country if e.place else None
    return [p.country for p in e.actors], [p.country for p in e.recipients], place


@pytest.mark.parametrize("format", ["gdelt", "icews", "polecat"])
@ROUNDS
@given(written=MANY)
def test_formats_of_days(format, written):
    pairs = round_trip(format, written)
    assert [e for e, _ in pairs] == [e for e in written if e.date is not None]
    for given_event, back in pairs:
        assert (back.type, back.quad, back.score) == (given_event.type, given_event.quad, given_event.score)
        assert back.date == When(given_event.date.start, given_event.date.start)
        assert countries(back) == countries(given_event)
        assert back.deaths is None


@ROUNDS
@given(written=MANY)
def test_ucdp(written):
    pairs = round_trip("ucdp", written)
    assert [e for e, _ in pairs] == [e for e in written if e.date is not None and e.type == "ASSAULT"]
    for given_event, back in pairs:
        assert (back.type, back.date, back.deaths) == ("ASSAULT", given_event.date, given_event.deaths)
        assert (back.place.country if back.place else None) == (
            given_event.place.country if given_event.place else None
        )
        for old, new in zip(
            (*given_event.actors, *given_event.recipients), (*back.actors, *back.recipients), strict=True
        ):
            if old.sector in {"GOV", "MIL", "COP"}:
                assert new.country == old.country


@ROUNDS
@given(written=MANY)
def test_acled(written):
    sub_types = {type for _, _, type, _ in acled._kinds()}
    pairs = round_trip("acled", written)
    assert [e for e, _ in pairs] == [e for e in written if e.date is not None]
    for given_event, back in pairs:
        assert back.type == (given_event.type if given_event.type in sub_types else "STATEMENT")
        assert back.date == acled.widened(given_event.date.start, acled._time_precision(given_event.date))
        assert countries(back) == countries(given_event)
        lowest = given_event.deaths and Amount(given_event.deaths.lo, given_event.deaths.lo)
        assert back.deaths == lowest


@ROUNDS
@given(written=MANY)
def test_plover(written):
    for given_event, back in round_trip("plover", written):
        told = ("type", "mode", "quad", "score", "date", "place", "deaths", "count", "status")
        assert [getattr(back, field) for field in told] == [getattr(given_event, field) for field in told]
        assert countries(back) == countries(given_event)
