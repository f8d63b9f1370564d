"""Which way is it going? A dyad that rose has its arrow up, one that fell down, one that stayed none, each with what happened lately."""

from __future__ import annotations

import pytest

from standoff.answers.courses import AS_BEFORE, BETTER, WORSE, answer
from standoff.errors import MeasureError
from standoff.options import ChangeOptions
from standoff.store import View
from tests.answers.test_change import PAIRS, rows
from tests.event_table import archive_of


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    rates = {PAIRS[0]: [2.0] * 60 + [9.0] * 20, PAIRS[1]: [2.0] * 80, PAIRS[2]: [8.0] * 60 + [0.5] * 20}
    with View.open(archive_of(tmp_path_factory.mktemp("courses"), rows(rates))) as view:
        yield answer(view, ChangeOptions())


def test_every_dyad_has_the_arrow_of_what_it_was_simulated_from(found):
    arrows = {row[0]: row[1] for row in found.tables[0].rows}
    assert arrows == {"United States → Iraq": WORSE, "Iraq → Iran": AS_BEFORE, "Iran → Israel": BETTER}


def test_those_that_left_what_was_usual_stand_first_with_the_reason(found):
    told = [(s.topic, s.text) for s in found.statements]
    assert [topic for topic, _ in told] == [
        "United States → Iraq",
        "Iran → Israel",
        "Iraq → Iran",
        "what this rests on",
    ]
    assert told[0][1].startswith("▲ More than usual: ")
    assert told[1][1].startswith("▼ Less than usual: ")
    assert told[2][1].startswith("= Within chance: ")
    assert "from 2023-06-19 to 2023-07-16, where" in told[0][1]


def test_the_reason_rests_on_events_of_the_dyad_in_the_last_weeks(found):
    for statement in found.statements[:3]:
        for source in statement.sources:
            assert source.value.startswith(statement.topic)
            assert "2023-06" in source.value or "2023-07" in source.value
    assert all(statement.sources for statement in found.statements[:1])


def test_many_dyads_stand_by_country_too_with_the_arrows_of_their_dyads(found, tmp_path):
    assert [table.title for table in found.tables] == ["dyads"], "few dyads are told one by one"
    names = ("United States", "Iraq", "Iran", "Israel", "Syria")
    pairs = [(a, b) for a in names for b in names if a != b][:12]
    rates = {pair: [2.0] * 80 for pair in pairs} | {pairs[0]: [2.0] * 60 + [9.0] * 20}
    with View.open(archive_of(tmp_path, rows(rates))) as view:
        dyads, countries = answer(view, ChangeOptions()).tables
    by_name = {row[0]: row for row in countries.rows}
    for name in names:
        own = [row for row in dyads.rows if name in str(row[0]).split(" → ")]
        course, lately, usual, number, named = by_name[name][1:]
        assert course == (WORSE if name in pairs[0] else AS_BEFORE)
        assert (lately, number) == (sum(row[2] for row in own), len(own))
        assert usual == pytest.approx(sum(row[3] for row in own), abs=0.05 * len(own) + 0.06)
        assert named == ("▲ United States → Iraq" if name in pairs[0] else "")
    assert {row[0] for row in countries.rows[:2]} == set(pairs[0]), "those with an arrow stand first"


def test_a_steady_record_gives_no_arrow(tmp_path):
    with View.open(archive_of(tmp_path, rows({pair: [2.0] * 80 for pair in PAIRS}))) as view:
        assert {row[1] for row in answer(view, ChangeOptions()).tables[0].rows} == {AS_BEFORE}


def test_too_few_weeks_are_refused(tmp_path):
    with (
        View.open(archive_of(tmp_path, rows({pair: [2.0] * 5 for pair in PAIRS}))) as view,
        pytest.raises(MeasureError),
    ):
        answer(view, ChangeOptions())
