"""How agencies, ministries and armies word events, type by type, and sentences that report none (files in wordings/).

"! " before a line marks a known limit of the coder: the sentence is kept and may fail.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from standoff.records import Document, Mention, Participant

HERE = Path(__file__).parent / "wordings"
DAY = date(2024, 3, 10)
LIMIT = pytest.mark.xfail(reason="a known limit", strict=False)


def rows(name: str) -> list[Any]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    return [pytest.param(t.removeprefix("! "), marks=LIMIT if t.startswith("! ") else ()) for t in told]


EVENTS = [r for name in ("events.txt", "sides.txt") for r in rows(name)]
NO_EVENTS = rows("no_events.txt")


def sentence(row: str) -> str:
    return row.rpartition(" | ")[2]


@pytest.fixture(scope="module")
def mentions(coder) -> dict[str, tuple[Mention, ...]]:
    """All sentences coded at once, by sentence."""
    texts = dict.fromkeys(sentence(p.values[0]) for p in (*EVENTS, *NO_EVENTS))
    return {c.document.text: c.mentions for c in coder.code([Document(t, "test", t, published=DAY) for t in texts])}


def is_party(wanted: str, party: Participant) -> bool:
    country, _, sector = wanted.partition("/")
    return (country == "*" or (party.country or "?") in country.split("|")) and (
        sector == "*" or party.sector in sector.split("|")
    )


def is_side(wanted: str, side: tuple[Participant, ...]) -> bool:
    if wanted in ("*", "-"):
        return wanted == "*" or not side
    parties = wanted.split(" + ")
    return len(parties) == len(side) and all(any(is_party(w, p) for p in side) for w in parties)


def is_told(wanted: str, mention: Mention) -> bool:
    """True where the mention is the event of a row: "ASSAULT|COERCE: USA/MIL > ?/REB"."""
    types, _, sides = wanted.partition(": ")
    actors, recipients = sides.split(" > ")
    return (
        mention.type in types.split("|") and is_side(actors, mention.actors) and is_side(recipients, mention.recipients)
    )


@pytest.mark.parametrize("row", EVENTS)
def test_a_wording_tells_its_event(row, mentions):
    wanted, _, text = row.rpartition(" | ")
    assert any(is_told(wanted, m) for m in mentions[text]), mentions[text]


@pytest.mark.parametrize("row", NO_EVENTS)
def test_a_sentence_without_event_tells_none(row, mentions):
    assert not mentions[row]
