"""The founding case as an answer: who moves first, where it could rest, ways out, what is not known, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.answers import Answer, scenario
from standoff.answers.scenario_tables import EXITS, PREFERENCES, READINGS, STATES, WHY
from standoff.answers.scenario_words import BASIS, FIRST, LIMITS, OTHERWISE, OUT, REST, TRAPS
from standoff.errors import ConflictError
from standoff.options import ScenarioOptions

FOUNDING = Path(__file__).resolve().parents[2] / "examples" / "iraq-2024" / "conflict.toml"


@pytest.fixture(scope="module")
def founding() -> Answer:
    return scenario.answer(None, ScenarioOptions(FOUNDING))


def told(answer: Answer, topic: str) -> list[str]:
    return [s.text for s in answer.statements if s.topic == topic]


def table(answer: Answer, title: str) -> list[dict[str, object]]:
    found = next(t for t in answer.tables if t.title == title)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def changed(tmp_path: Path, before: str, after: str) -> Answer:
    text = FOUNDING.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path = tmp_path / "conflict.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    return scenario.answer(None, ScenarioOptions(path))


def test_only_iraq_can_improve_alone_and_nothing_holds_it(founding):
    first = told(founding, FIRST)
    assert first[0].startswith(
        "From the status quo (Strike + Attack) only Iraqi government can improve alone, by “+\u00a0Expel”"
    )
    assert "Iraqi government would move to “Strike + Expel + Attack” (+\u00a0Expel)" in first[1]
    assert "nothing holds it" in first[1]


def test_an_improvement_rests_on_the_statement_that_decides_it(founding):
    (source,) = founding.statements[1].sources
    assert source.field == "Iraqi government wants: Expel iff Strike"
    assert source.document == "17a28b028f78"
    assert source.value == "He had to promise the end of the coalition the following day."


def test_one_state_rests_without_threats_and_eight_more_with_them(founding):
    nash, seq = told(founding, REST)
    assert nash.startswith("One of 48 states, “Timetable + Restrain”, is stable for all")
    assert seq.startswith("8 more of 48 states")


def test_three_must_move_together_and_no_fewer(founding):
    exits = [row for row in table(founding, EXITS) if row["reach"] == "Timetable + Restrain"]
    assert [row["who together"] for row in exits] == ["United States + Iran + Iran-backed militias in Iraq"]
    assert told(founding, OUT)[0].startswith(
        "United States, Iran and Iran-backed militias in Iraq together can reach “Timetable + Restrain”"
    )


def test_expulsion_is_a_trap(founding):
    traps = told(founding, TRAPS)
    assert traps[0].startswith("“Strike + Expel + Attack” is a trap")
    assert traps[1].startswith("“Expel” is a trap")


def test_every_state_is_in_the_table_the_status_quo_first(founding):
    rows = table(founding, STATES)
    assert len(rows) == len({row["state"] for row in rows}) == 48
    assert (rows[0]["state"], rows[0]["is"]) == ("Strike + Attack", "status quo")
    assert (rows[0]["iraq"], rows[0]["us"], rows[0]["iran"], rows[0]["militias"]) == ("moves", "Nash", "Nash", "Nash")
    assert [row["state"] for row in rows if row["all"] == "Nash"] == ["Timetable + Restrain"]
    assert sum(row["all"] in {"Nash", "SEQ"} for row in rows) == 9


def test_a_verdict_is_a_sentence_for_each_maker(founding):
    rows = {(row["state"], row["for"]): (row["verdict"], row["because"]) for row in table(founding, WHY)}
    assert rows["Timetable + Restrain", "Iran"] == ("Nash", "Iran can reach no state that it likes better.")
    verdict, because = rows["Expel + Restrain", "Iran"]
    assert verdict == "SEQ"
    assert because.startswith("Iran would move to “Expel” (−\u00a0Restrain), but then Iraqi government (−\u00a0Expel)")
    verdict, because = rows["Strike + Attack", "Iraqi government"]
    assert verdict == "moves"
    assert "nothing holds it" in because


def test_other_readings_are_counted(founding):
    dropped = next(text for text in told(founding, OTHERWISE) if "dropped" in text)
    assert "672 readings" in dropped
    assert "“Timetable + Restrain” stays Nash in all" in dropped
    shares = {(row["statements"], row["changed"], row["what"]): row["share"] for row in table(founding, READINGS)}
    assert shares["dropped", "one of each maker", "“Strike + Expel + Attack” is Nash"] == 0.25


def test_the_record_of_such_methods_is_printed(founding):
    (text,) = told(founding, LIMITS)
    assert "37 %" in text
    assert "64 %" in text
    assert "Green 2002" in text


def test_preferences_come_with_what_they_rest_on(founding):
    rows = table(founding, PREFERENCES)
    assert len(rows) == 21
    assert [row["source"] for row in rows].count("analyst") == 1
    assert all(row["because"] for row in rows)


def test_both_figures_are_drawn_and_their_twin_has_the_states(founding):
    assert [figure.twin for figure in founding.figures] == [STATES, STATES]
    assert all("Timetable" in figure.svg for figure in founding.figures)


def test_what_is_not_known_is_said_and_nothing_is_made_of_it(tmp_path):
    found = changed(tmp_path, 'prefers = "expel iff strike"\n', 'prefers = "expel iff strike"\nunknown = true\n')
    assert "Whether Iraqi government can is not known." in told(found, FIRST)[0]
    assert "may want to move" in told(found, FIRST)[1]
    row = next(row for row in table(found, STATES) if row["is"] == "status quo")
    assert row["iraq"] == "depends"


def test_a_maker_of_whom_nothing_is_said_is_named(tmp_path):
    head = FOUNDING.read_text(encoding="utf-8").partition("# What the militias want.")[0]
    path = tmp_path / "conflict.toml"
    path.write_text(head, encoding="utf-8")
    basis = told(scenario.answer(None, ScenarioOptions(path)), BASIS)
    assert any("Nothing is said of what Iran-backed militias in Iraq want" in text for text in basis)


def test_without_an_archive_there_are_no_counts_and_it_says_so(founding):
    assert any("they need an archive" in text for text in told(founding, "what happens to the counts"))
    assert "events a week ×" not in table(founding, STATES)[0]


def test_a_file_that_does_not_validate_is_refused_with_its_line(tmp_path):
    with pytest.raises(ConflictError, match=r"conflict\.toml:\d+: .*bomb"):
        changed(tmp_path, 'prefers = "expel iff strike"\n', 'prefers = "expel iff bomb"\n')


def test_names_with_markup_stay_text(tmp_path):
    found = changed(tmp_path, 'name = "Curb"', 'name = "<script>alert(1)</script>"')
    assert all("<script" not in figure.svg for figure in found.figures)
