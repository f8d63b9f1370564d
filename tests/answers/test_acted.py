"""Who did what to whom: alike from an archive and from rows, together where two act in one event, and nothing that is only guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from standoff import knowledge, pipeline
from standoff.answers.acted import ANYBODY, Deeds, deeds
from standoff.code.coder import Coded
from standoff.measure.sides import sides
from standoff.records import Document, Mention
from standoff.store import View
from tests.answers.record import Record
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder

LAST = date(2024, 2, 6)
Row = tuple[str, int, int, str]


class Coder(LineCoder):
    """In "Both" the recipient acts too and nobody is the recipient; in "Perhaps" the recipient is guessed."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for coded in super().code(documents):
            yield replace(coded, mentions=tuple(map(_meant, coded.mentions)))


def _meant(mention: Mention) -> Mention:
    match mention.place.name if mention.place else "":
        case "Both":
            return replace(mention, actors=(*mention.actors, *mention.recipients), recipients=())
        case "Perhaps":
            return replace(mention, inferred=("recipients", "guessed_recipients"))
    return mention


def asked(view: View | Record, *makers: str, until: date = LAST) -> Deeds:
    """With the makers in this order, each a country."""
    known = sides(view.parties(), knowledge.load(), LAST)
    of = np.array([makers.index(side.id) if side.id in makers else -1 for side in known.sides])
    return deeds(view, known, of, until)


def rows(found: Deeds) -> set[Row]:
    return {
        (str(np.datetime64(int(day), "D")), int(m), int(o), str(t))
        for day, m, o, t in zip(found.first, found.maker, found.other, found.type, strict=True)
    }


def test_an_archive_and_rows_tell_the_same(tmp_path):
    told = [
        ("2024-01-01", "ASSAULT", "Iran", "Israel"), ("2024-01-03/2024-01-09", "AID", "Israel", "Iraq"),
        ("2024-01-05", "CONSULT", "Iraq", "Iran"), ("2024-02-07", "ASSAULT", "Iran", "Israel"),
    ]  # fmt: skip
    with View.open(archive_of(tmp_path, told)) as view:
        stored = asked(view, "IRN", "ISR")
    made = asked(Record(told), "IRN", "ISR")
    assert rows(stored) == rows(made) == {
        ("2024-01-01", 0, 1, "ASSAULT"), ("2024-01-01", 0, ANYBODY, "ASSAULT"), ("2024-01-03", 1, ANYBODY, "AID"),
    }  # fmt: skip
    assert stored.last.tolist() == made.last.tolist()
    assert (np.diff(stored.first) >= 0).all()


def test_those_who_talk_in_one_event_talk_to_each_other_and_those_who_fight_do_not(tmp_path):
    lines = [
        "CONSULT 2024-01-01 IRN ISR 0 Both",
        "ASSAULT 2024-01-02 IRN ISR 0 Both",
        "ASSAULT 2024-01-03 IRN ISR 0 Perhaps",
    ]
    record = {
        "id": "r",
        "source": "Wire",
        "date": "2024-01-04",
        "text": "\n".join(["Rain fell over the river villages.", *lines]),
    }
    pipeline.add([write_lines(Path(tmp_path) / "r.jsonl", [record])], tmp_path / "a.duckdb", Coder)
    with View.open(tmp_path / "a.duckdb") as view:
        found = rows(asked(view, "IRN", "ISR"))
    assert {row for row in found if row[2] != ANYBODY} == {
        ("2024-01-01", 0, 1, "CONSULT"),
        ("2024-01-01", 1, 0, "CONSULT"),
    }
    assert {row for row in found if row[2] == ANYBODY} == {
        ("2024-01-01", 0, ANYBODY, "CONSULT"), ("2024-01-01", 1, ANYBODY, "CONSULT"), ("2024-01-02", 0, ANYBODY, "ASSAULT"),
        ("2024-01-02", 1, ANYBODY, "ASSAULT"), ("2024-01-03", 0, ANYBODY, "ASSAULT"),
    }  # fmt: skip


def test_an_event_stands_once_for_each_pair_however_many_parties_it_has():
    found = asked(Record([("2024-01-01", "CONSULT", "Iran; Israel", "Israel; Iran; Iraq")]), "IRN", "ISR", "IRQ")
    pairs = list(zip(found.maker.tolist(), found.other.tolist(), strict=True))
    assert sorted(pairs) == [(0, -1), (0, 1), (0, 2), (1, -1), (1, 0), (1, 2)]


def test_no_events_are_no_deeds():
    assert len(asked(Record([("2024-03-01", "AID", "Iran", "Iraq")]), "IRN", until=LAST).event) == 0
