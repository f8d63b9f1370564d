"""What decision makers did into counted streams: what is counted, over which days, and what can be given numbers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from standoff.answers.deeds import Deeds, deeds
from standoff.answers.makers import made
from standoff.conflict.types import Conflict, Stream
from standoff.store import View
from tests.answers.clusters import IRAN, ISRAEL, MATERIAL, VERBAL
from tests.answers.quarrel import ASIDE, BACK, CALM, OUT, effect, gain, quarrel
from tests.event_table import archive_of

FIRST = date(2021, 1, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """Three hundred days of talk between others; deeds of the one from the hundredth, of the other before, and words."""

    def row(day: int, *what: str) -> tuple[str, ...]:
        return (str(FIRST + timedelta(days=day)), *what)

    told = [row(day, "CONSULT", "Turkey", "Egypt") for day in range(0, 300, 3)]
    told += [row(day, MATERIAL, IRAN, ISRAEL) for day in range(100, 300, 10)]
    told += [row(day, MATERIAL, ISRAEL, IRAN) for day in range(50, 100, 10)]
    told += [row(day, VERBAL, IRAN, ISRAEL) for day in range(0, 300, 2)]
    return archive_of(tmp_path_factory.mktemp("deeds"), told)


def counted(archive: Path, conflict: Conflict) -> Deeds:
    with View.open(archive) as view:
        return deeds(made(view, conflict), conflict)


def sizes(found: Deeds) -> dict[Stream, tuple[int, int]]:
    return {one.stream: (one.events, one.recent) for one in (*found.streams, *found.untold)}


def test_days_are_those_of_the_record_and_not_from_the_first_deed_on(archive):
    found = counted(archive, quarrel())
    assert (found.first, found.days) == (FIRST, 299)
    assert found.recent.shape == (182, 1)
    assert found.recent.sum() == 18  # from day 117 on
    assert sizes(found) == {OUT: (20, 18), BACK: (5, 0)}


def test_what_did_not_happen_in_the_last_half_year_has_no_numbers_unless_it_is_assumed(archive):
    plain = counted(archive, quarrel(effect(CALM, BACK, 0.5), effect(CALM, ASIDE, 0.5)))
    assert [one.stream for one in plain.streams] == [OUT]
    assert [one.stream for one in plain.untold] == [BACK, ASIDE]
    assumed = counted(archive, quarrel(gains=(gain(BACK, OUT, 0.2), gain(OUT, ASIDE, 1.0))))
    assert [one.stream for one in assumed.streams] == [OUT, BACK]
    assert [one.stream for one in assumed.untold] == [ASIDE]
    assert assumed.recent.sum(axis=0).tolist() == [18, 0]


def test_the_record_ends_with_the_status_quo(archive):
    found = counted(archive, quarrel(as_of=FIRST + timedelta(days=149)))
    assert (found.first, found.days) == (FIRST, 149)  # the last told until then is on day 148
    assert sizes(found) == {OUT: (5, 5), BACK: (5, 5)}
    assert found.recent.shape == (149, 2)


def test_why_nothing_is_fitted_is_said(archive):
    found = counted(archive, quarrel())
    assert found.fitted is None
    assert found.places == ()
    assert found.why_not.startswith("25 events in 2 streams are too few")
    assert counted(archive, quarrel(as_of=FIRST + timedelta(days=40))).why_not.startswith("no event of the decision")
