"""An event beside what it was: claims that contradict all that was said, values that are others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from standoff import knowledge
from standoff.answers.revisions import gains, revisions
from standoff.merge import DocumentFacts, merge
from standoff.merge.kinship import Kinship
from standoff.options import MergeOptions
from standoff.records import Document, Event, Mention, Participant
from tests.line_coder import LineCoder

KINSHIP = Kinship(knowledge.load())
US = Participant("USA/MIL", "US military", "USA", "MIL", "the US military")
IRAN = Participant("IRN/MIL", "Iranian military", "IRN", "MIL", "the Iranian military")


def mention(name: str, deaths: int = 3, **told: object) -> Mention:
    line = f"ASSAULT 2024-01-28 IRN USA {deaths} Erbil"
    [coded] = LineCoder().code([Document(name, f"{name}.txt", line)])
    return replace(coded.mentions[0], **told)


def event(*mentions: Mention) -> tuple[Event, dict[str, int]]:
    """The one event that the mentions tell, and the place in it of each document."""
    facts = {m.document: DocumentFacts(date(2024, 1, 29), m.document, m.document) for m in mentions}
    [found] = merge(mentions, facts, MergeOptions()).events
    return found, {m.document: place for place, m in enumerate(found.mentions)}


def gained(now: tuple[Event, dict[str, int]], *known: str) -> list[tuple[str, object, str, str]]:
    found, places = now
    told = gains(found, [places[name] for name in known], KINSHIP)
    return [(g.claim.field, g.claim.value, g.claim.by, g.before) for g in told]


def test_a_denial_contradicts():
    now = event(mention("wire"), mention("ministry", status="negated"))
    assert gained(now, "wire") == [("occurrence", "denied", "ministry", "happened")]
    assert gained(now, "ministry") == [("occurrence", "happened", "wire", "denied")]
    assert gained(now, "wire", "ministry") == []


def test_another_perpetrator_contradicts_and_other_words_for_him_do_not():
    assert gained(event(mention("wire", actors=(IRAN,)), mention("daily")), "wire") == []
    now = event(mention("wire", actors=(IRAN,)), mention("daily", actors=(US,), attributed_to=("the militia",)))
    [(field, _, by, before)] = gained(now, "wire")
    assert (field, by, before) == ("actors", "the militia", "the Iranian military")


def test_only_what_nobody_said_before_contradicts():
    now = event(mention("wire", 3), mention("daily", 16), mention("post", 16))
    assert gained(now, "wire", "daily") == []
    assert gained(now, "wire") == [("deaths", [16, 16], "daily", "3"), ("deaths", [16, 16], "post", "3")]


def test_the_gravest_comes_first():
    now = event(mention("wire", 16), mention("ministry", status="negated"), mention("daily", 17))
    assert [field for field, *_ in gained(now, "wire")] == ["occurrence", "deaths"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ({}, []),
        ({"status": "hypothetical"}, [("status", "hypothetical", "actual", "daily")]),
        ({"deaths": None}, [("deaths", "not told", "3", "daily")]),
        (
            {"place": None, "mode": ()},
            [("place", "not told", "Erbil, USA", "daily"), ("mode", "not told", "aerial", "daily")],
        ),
        ({"actors": (IRAN,)}, [("actors", "Iranian military", "IRN", "daily")]),
        ({"recipients": (replace(US, id="USA", text="America"),)}, []),  # other words for the same
    ],
)
def test_a_revision_has_both_values_and_the_new_report_that_tells_it(before, expected):
    now, places = event(mention("wire"), mention("daily"))
    past = replace(now, **before)
    found = revisions(now, past, [places["wire"]])
    of = {place: name for name, place in places.items()}
    assert [(r.field, r.before, r.now, of[r.mention]) for r in found] == expected


def test_a_value_that_no_new_report_tells_has_no_teller():
    now, places = event(mention("wire"), mention("daily", 16))
    [revision] = revisions(now, replace(now, deaths=None), list(places.values()))
    assert (revision.field, revision.mention) == ("deaths", None)
