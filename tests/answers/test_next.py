"""Who does what to whom next: what recurs is ranked first with the events that speak for it, and a short record is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from standoff.answers.next import answer
from standoff.cli import app
from standoff.errors import MeasureError
from standoff.options import NextOptions
from standoff.store import View
from tests.event_table import archive_of

FIRST, DAYS = date(2022, 1, 1), 100
OFTEN = ("ASSAULT", "Israel", "Iran")
STATES = ("Israel", "Iran", "Turkey", "Syria", "Iraq", "Jordan", "Egypt", "Qatar")


def rows(seed=1):
    """One attack nearly every day, talks of two every other day, and noise among all."""
    rng = np.random.default_rng(seed)
    told = []
    for day in range(DAYS):
        when = str(FIRST + timedelta(days=day))
        if rng.random() < 0.95:
            told.append((when, *OFTEN))
        if day % 2:
            told.append((when, "CONSULT", "Turkey", "Qatar"))
        for _ in range(5):
            one, other = rng.choice(len(STATES), 2, replace=False)
            told.append((when, str(rng.choice(["ACCUSE", "REQUEST", "SUPPORT"])), STATES[one], STATES[other]))
    return told


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return archive_of(tmp_path_factory.mktemp("next"), rows())


def asked(archive, **options):
    with View.open(archive) as view:
        return answer(view, NextOptions(**options))


def test_what_recurs_is_ranked_first_with_its_chance_and_what_speaks_for_it(archive):
    found = asked(archive)
    first = found.tables[0].rows[0]
    assert first[:4] == ("Israel", "ASSAULT", "Iran", "material conflict")
    assert 0.85 < first[4] < 0.99  # it came on 95 % of days
    lead = found.statements[0]
    assert "Israel → Iran, assault" in lead.text
    assert lead.sources
    assert all("Israel → Iran: assault" in source.value for source in lead.sources)
    chances = [row[4] for row in found.tables[0].rows]
    assert chances == sorted(chances, reverse=True)


def test_what_two_do_together_stands_once(archive):
    pairs = [frozenset((row[0], row[2])) for row in asked(archive, most=60).tables[0].rows if row[1] == "CONSULT"]
    assert frozenset({"Turkey", "Qatar"}) in pairs
    assert len(pairs) == len(set(pairs))


def test_only_sides_that_are_asked_for(archive):
    found = asked(archive, actors=("Qatar",), most=5)
    assert found.tables[0].rows
    assert all("Qatar" in (row[0], row[2]) for row in found.tables[0].rows)


def test_it_is_of_the_day_after_the_last_that_is_known(archive):
    until = FIRST + timedelta(days=89)
    told = "\n".join(s.text for s in asked(archive, until=until).statements)
    assert f"on {until + timedelta(days=1)}" in told


def test_a_short_record_is_refused(tmp_path):
    with pytest.raises(MeasureError, match="too few to say what is next"):
        asked(archive_of(tmp_path, rows()[:50]))


def test_a_small_record_is_told_with_its_doubts(tmp_path):
    some = [row for row in rows() if row[1] in ("ASSAULT", "CONSULT")][:90]
    found = asked(archive_of(tmp_path, some))
    assert found.tables[0].rows[0][4] > 0.8
    assert any("lean on what held in other records" in statement.text for statement in found.statements)


def test_a_record_in_which_hardly_anything_recurs_is_refused(tmp_path):
    rare = [
        (str(FIRST + timedelta(days=2 * n)), "ACCUSE", STATES[n % 8], STATES[(n // 8 + n + 1) % 8]) for n in range(40)
    ]
    with pytest.raises(MeasureError, match="of the events that looked likely came"):
        asked(archive_of(tmp_path, rare))


def test_a_record_with_a_long_gap_is_refused(tmp_path):
    late = FIRST + timedelta(days=90)
    some = [*rows()[:40], (str(late), "ACCUSE", "Iraq", "Iran")]
    with pytest.raises(MeasureError, match="too patchy"):
        asked(archive_of(tmp_path, some))


def test_the_command_says_the_same_twice(archive):
    run = CliRunner()
    told = [run.invoke(app, ["next", "-a", str(archive), "-f", "jsonl", "-n", "5"]) for _ in range(2)]
    assert told[0].exit_code == 0, told[0].output
    assert told[0].stdout == told[1].stdout
    lines = [json.loads(line) for line in told[0].stdout.splitlines()]
    assert sum("table" in line for line in lines) == 5
