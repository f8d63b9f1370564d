"""Does violence beget violence? What was simulated is found and told in words, and what the record cannot tell is not told."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from standoff.answers import Answer
from standoff.answers.dynamics import answer
from standoff.errors import MeasureError
from standoff.options import StreamOptions
from standoff.store import View
from tests.answers.clusters import FIRST, IRAN, ISRAEL, MATERIAL, VERBAL, events, steady
from tests.event_table import archive_of

WORDS, DEEDS = (VERBAL, IRAN, ISRAEL), (MATERIAL, IRAN, ISRAEL)
BACK = (MATERIAL, ISRAEL, IRAN)
NOTHING = np.zeros((2, 2))
A_RHO = re.compile(r"ρ|\brho\b|branching ratio (?!is told)", re.IGNORECASE)


def asked(folder: Path, told: list[tuple[str, ...]], **options: object) -> Answer:
    with View.open(archive_of(folder, told)) as view:
        return answer(view, StreamOptions(**options))


def text(found: Answer, topic: str = "") -> str:
    return "\n".join(s.text for s in found.statements if topic in s.topic)


def table(found: Answer, title: str) -> list[dict[str, object]]:
    [one] = [t for t in found.tables if t.title == title]
    return [dict(zip(one.columns, row, strict=True)) for row in one.rows]


def link(found: Answer, source: str, target: str) -> dict[str, object]:
    [row] = [
        r
        for r in table(found, "what sets off what")
        if (r["after an event in"], r["further events in"]) == (source, target)
    ]
    return row


@pytest.fixture(scope="module")
def sparked(tmp_path_factory) -> Answer:
    """Words are followed by half as many deeds of the same side, two days later on average."""
    told = events([WORDS, DEEDS], steady(400, 1.0, 0.3), np.array([[0.2, 0.0], [0.5, 0.2]]))
    return asked(tmp_path_factory.mktemp("sparked"), told)


@pytest.fixture(scope="module")
def answered(tmp_path_factory) -> Answer:
    """Deeds of one side are answered by those of the other, and lead to more of the same."""
    told = events([DEEDS, BACK], steady(400, 0.6, 0.3), np.array([[0.3, 0.0], [0.5, 0.2]]), seed=2)
    beside = [("2021-03-01/2021-04-01", *DEEDS), ("2021-02-01", MATERIAL, "Iraq", IRAN)]
    return asked(tmp_path_factory.mktemp("answered"), [*told, *beside])


# --- what is found ---


def test_words_that_deeds_follow_are_told_with_what_was_simulated(sparked):
    said = text(sparked, "words and deeds")
    assert said.startswith("Verbal conflict Iran → Israel is followed by material conflict Iran → Israel: ")
    row = link(sparked, "Iran → Israel, verbal conflict", "Iran → Israel, material conflict")
    assert row["from"] <= 0.5 <= row["to"]
    assert row["events"] == pytest.approx(0.5, abs=0.25)
    assert row["stands out"] == "yes"
    assert f"{row['events']:.2f} ({row['from']:.2f} to {row['to']:.2f})" in said


def test_an_example_has_the_words_before_the_deeds(sparked):
    [one] = [s for s in sparked.statements if s.topic == "words and deeds"]
    before, after = one.sources
    assert "accuse" in before.value
    assert "assault" in after.value
    days = [date.fromisoformat(s.field.rstrip(":").split()[-1]) for s in one.sources]
    assert days[0] < days[1] <= days[0] + timedelta(days=9)
    assert [str(day) in s.value for day, s in zip(days, one.sources, strict=True)] == [True, True]
    assert (before.field[:7], after.field[:9]) == ("such as", "and after")


def test_the_way_back_is_not_told(sparked):
    row = link(sparked, "Iran → Israel, material conflict", "Iran → Israel, verbal conflict")
    assert row["stands out"] == ""
    assert row["from"] == 0.0
    assert "Material conflict Iran → Israel is followed by verbal" not in text(sparked)


def test_the_lead_tells_share_size_and_speed_with_intervals(sparked):
    """Of 2.9 events a day 1.3 come from outside; the spectral radius is 0.2, the mean lag two days."""
    lead = sparked.statements[0].text
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", lead.removeprefix("Of 100 events"))]
    share, share_low, share_high, rho, rho_low, rho_high, lag, lag_low, lag_high = numbers[:9]
    true_share = 1.0 - 1.3 / (1.0 / 0.8 + (0.3 + 0.5 / 0.8) / 0.8)
    assert share_low <= 100 * true_share <= share_high
    assert share == pytest.approx(100 * true_share, abs=15)
    assert rho_low <= 0.2 <= rho_high
    assert rho_low <= rho <= rho_high
    assert lag_low <= 2.0 <= lag_high
    assert lag_low <= lag <= lag_high
    assert "each wave dies out by itself." in lead
    assert "On average an event follows the one that set it off " in lead
    assert "But ρ is" not in lead


def test_an_answer_of_the_other_side_is_told_as_the_other_way(answered):
    said = text(answered, "what sets off what")
    assert said.startswith(
        "Material conflict Iran → Israel is followed by material conflict the other way, Israel → Iran: "
    )
    assert "Material conflict Iran → Israel is followed by more of the same: " in said
    assert "Israel → Iran is followed by material conflict the other way" not in said
    assert "10% may do so by chance" in said
    row = link(answered, "Iran → Israel, material conflict", "Israel → Iran, material conflict")
    assert row["from"] <= 0.5 <= row["to"]


def test_fighting_in_one_country_that_precedes_that_in_another(tmp_path):
    here = (MATERIAL, ISRAEL, "Syria", "Damascus", "", "", "", "", "", "SYR")
    there = (MATERIAL, ISRAEL, "Iraq", "Baghdad", "", "", "", "", "", "IRQ")
    told = events([here, there], steady(400, 1.0, 0.5), np.array([[0.2, 0.0], [0.6, 0.2]]), seed=3)
    found = asked(tmp_path, told, by="place")
    said = text(found, "what sets off what")
    assert said.startswith("Material conflict in Syria is followed by material conflict in Iraq: ")
    assert "in Iraq is followed by material conflict in Syria" not in said


def test_streams_that_are_followed_by_themselves_alone_are_said_to_be(tmp_path):
    told = events([DEEDS, BACK], steady(400, 0.6, 0.6), np.diag([0.6, 0.6]), seed=4)
    found = asked(tmp_path, told, by="actor")
    said = text(found, "what sets off what")
    assert "No link from one stream to another stands out of chance." in said
    for side in (IRAN, ISRAEL):
        assert f"Material conflict by {side} is followed by more of the same: " in said


def test_a_ratio_that_one_stream_has_alone_is_said_to_be_its_own(tmp_path):
    told = events([DEEDS, BACK], steady(600, 1.0, 0.6), np.diag([0.0, 0.7]), seed=8)
    lead = asked(tmp_path, told).statements[0].text
    assert "This is the ratio of Israel → Iran, material conflict, the highest among these streams." in lead
    both = events([DEEDS, BACK], steady(300, 0.5, 0.5), np.array([[0.2, 0.5], [0.5, 0.2]]), seed=9)
    assert "This is the ratio of" not in asked(tmp_path / "both", both).statements[0].text


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_conflict_that_ended_before_another_began_says_nothing_of_it(tmp_path):
    """Long after the last event of the one what is remembered of it is almost nothing, of which nothing can be told."""
    outside = np.zeros((1100, 2))
    outside[:400, 0], outside[600:, 1] = 1.0, 1.0
    found = asked(tmp_path, events([DEEDS, (MATERIAL, "Turkey", "Syria")], outside, np.diag([0.4, 0.4]), seed=7))
    assert found.statements[0].text.startswith("Of 100 events about ")
    rows = table(found, "what sets off what")
    assert {(r["after an event in"], r["further events in"]) for r in rows if r["stands out"]} == {
        (name, name) for name in ("Iran → Israel, material conflict", "Turkey → Syria, material conflict")
    }
    assert all(r["to"] < 2.0 for r in rows)


# --- what is not ---


def test_a_record_without_excitation_has_no_branching_ratio(tmp_path):
    found = asked(tmp_path, events([WORDS, DEEDS], steady(400, 1.0, 1.0), NOTHING))
    lead = found.statements[0].text
    assert lead.startswith(
        "Not identified: no excitation stands out of chance (of 100 records in which nothing sets off anything "
    )
    assert not A_RHO.search(text(found))
    assert found.figures == ()


def test_a_long_record_without_excitation_bounds_it(tmp_path):
    told = events([DEEDS], steady(800, 3.0), np.zeros((1, 1)), seed=5)
    found = asked(tmp_path, told)
    lead = found.statements[0].text
    assert lead.startswith("No excitation stands out of chance")
    assert float(re.findall(r"is at most (\d\.\d\d)", lead)[0]) < 0.6
    assert text(found, "what sets off what") == "No single link stands out of chance."


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_at_the_scale_of_an_article_nothing_is_told(tmp_path, seed):
    """A few dozen strikes: no figure, no number that looks like a finding, however they are clustered."""
    told = events([DEEDS, BACK], steady(120, 0.15, 0.15), np.array([[0.2, 0.0], [0.3, 0.1]]), seed=seed)
    assert 30 <= len(told) <= 70
    found = asked(tmp_path, told)
    assert found.statements[0].text.startswith(f"Not identified: {len(told)} events in 2 streams are too few")
    assert found.figures == ()
    assert not A_RHO.search(text(found))
    assert [t.title for t in found.tables] == ["streams"]
    assert found.tables[0].columns == ("stream", "events", "a day")
    assert sum(int(str(row["events"])) for row in table(found, "streams")) == len(told)


def test_few_days_are_too_few_however_many_events(tmp_path):
    found = asked(tmp_path, events([DEEDS], steady(40, 9.0), np.zeros((1, 1))))
    assert found.statements[0].text.startswith("Not identified: 40 days are too few")


def test_events_strewn_over_many_streams_are_not_fitted(tmp_path):
    """One stream of 60 and nine of eight: 132 events, of which only 60 are in a stream that could be told."""
    rest = [
        (MATERIAL, IRAN, name)
        for name in ("Iraq", "Syria", "Turkey", "Egypt", "Jordan", "Qatar", "Oman", "Yemen", "Kuwait")
    ]
    rows = [(str(FIRST + timedelta(days=2 * n)), *DEEDS) for n in range(60)]
    rows += [(str(FIRST + timedelta(days=13 * n)), *one) for one in rest for n in range(8)]
    found = asked(tmp_path, rows)
    assert found.statements[0].text.startswith("Not identified: ")
    assert "100 in streams of 30 or more are the least" in found.statements[0].text


def test_a_rate_that_changes_by_itself_is_warned_of_in_the_lead(tmp_path):
    regimes = np.repeat([[0.5, 0.5], [5.0, 5.0], [1.0, 1.0]], 200, axis=0)
    found = asked(tmp_path, events([WORDS, DEEDS], regimes, NOTHING))
    lead = found.statements[0].text
    assert " But ρ is 0.9" in lead
    assert "if the outside rate is taken to be constant" in lead
    assert lead.endswith("much of this may be an outside rate that changes, not events that set off others.")
    rows = table(found, "under each baseline")
    assert f"and {rows[-1]['ρ']:.2f} if it may change {rows[-1]['outside rate may change']}:" in lead
    assert rows[0]["ρ"] - rows[-1]["ρ"] > 0.2


# --- what it rests on ---


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """Too little to be fitted, so that many questions can be asked of it."""
    there = ("", "", "", "", "", "")
    here, far = (*BACK, "Damascus", *there[:-1], "SYR"), (*BACK, "Erbil", *there[:-1], "IRQ")
    told = events([WORDS, DEEDS, here, far], steady(100, 0.2, 0.2, 0.15, 0.15), np.zeros((4, 4)))
    return archive_of(tmp_path_factory.mktemp("small"), [*told, ("2021-02-01", MATERIAL, "Iraq", IRAN)])


def streams(archive: Path, **options: object) -> set[object]:
    with View.open(archive) as view:
        return {row["stream"] for row in table(answer(view, StreamOptions(**options)), "streams")}


def basis(archive: Path, **options: object) -> str:
    with View.open(archive) as view:
        return text(answer(view, StreamOptions(**options)), "rests")


def test_streams_are_those_asked_for(small):
    deeds = {"quads": ("material conflict",)}
    kept = {"Iran → Israel, material conflict", "Israel → Iran, material conflict"}
    assert streams(small, **deeds) == {*kept, "Iraq → Iran, material conflict"}
    assert streams(small, actors=("Iran", "ISR"), **deeds) == kept
    assert streams(small, actors=("Iraq", "Iran")) == {"Iraq → Iran, material conflict"}
    assert streams(small, by="pair", actors=("Iran", "ISR"), **deeds) == {"Iran – Israel, material conflict"}
    assert streams(small, by="actor", actors=("Israel",)) == {"Israel, material conflict"}
    assert streams(small, by="place") == {"in Syria, material conflict", "in Iraq, material conflict"}
    assert streams(small, by="place", actors=("syr",)) == {"in Syria, material conflict"}
    assert "what happened in one country in one quad class" in basis(small, by="place")


def test_days_are_those_asked_for_and_covered(small):
    assert "on 20 days from 2021-03-01 to 2021-03-20" in basis(small, since=date(2021, 3, 1), until=date(2021, 3, 20))
    assert basis(small, since=date(1999, 1, 1), until=date(2030, 1, 1)) == basis(small)


def test_what_is_not_there_is_an_error_that_says_what_to_do(small):
    with View.open(small) as view:
        with pytest.raises(MeasureError, match="'Atlantis' is no side of an event here"):
            answer(view, StreamOptions(actors=("Atlantis",)))
        with pytest.raises(MeasureError, match="'Atlantis' is no country"):
            answer(view, StreamOptions(actors=("Atlantis",), by="place"))
        for nothing in (
            {"since": date(2030, 1, 1)},
            {"quads": ("verbal cooperation",)},
            {"by": "place", "actors": ("Sweden",)},
        ):
            with pytest.raises(MeasureError, match="is dated to a day or a few"):
                answer(view, StreamOptions(**nothing))


def test_what_is_left_out_is_counted(answered):
    said = text(answered, "rests")
    assert (
        " Not counted: 1 more, in streams with fewer events or with nearly all of them within less than a quarter of the time, or before the first day."
        in said
    )
    assert said.endswith(" Dated to more than three days and left out: 1.")
    counted = sum(int(str(row["events"])) for row in table(answered, "streams"))
    assert said.startswith(f"{counted} events in 2 streams on 399 days from 2021-01-02 to 2022-02-04, counted by day.")


def test_what_else_was_written_is_what_the_rate_is_relative_to(tmp_path):
    """Four times as much of everything for a hundred days, and nothing sets off anything: with all the rest as measure, nothing is seen."""
    level = np.repeat([1.0, 4.0, 1.0], 100)[:, None]
    rest = [("CONSULT", "Iraq", other) for other in ("Turkey", "Jordan", "Egypt", "Syria")]
    rates = np.concatenate([level, *[level * 1.5] * 4], axis=1)
    told = events([DEEDS, *rest], rates, np.zeros((5, 5)), seed=6)
    found = asked(tmp_path, told)
    assert "the outside rate relative to all other events of the record" in text(found, "rests")
    assert "o excitation stands out of chance" in found.statements[0].text


# --- tables and figures ---


def test_each_figure_has_a_table_with_the_same_numbers(sparked):
    matrix, responses, spacing = sparked.figures
    assert [figure.twin for figure in sparked.figures] == [
        "what sets off what",
        "what follows one event",
        "under each baseline",
    ]
    titles = {" ".join(t.split()) for f in sparked.figures for t in re.findall(r"<title>([^<]*)</title>", f.svg)}
    for row in table(sparked, matrix.twin):
        said = f"{row['further events in']} after {row['after an event in']}: {row['events']:.2f}, 95 % interval {row['from']:.2f} to {row['to']:.2f}"
        assert any(near(said, title) for title in titles), said
    for row in table(sparked, responses.twin):
        if row["by day"] == 30:
            said = f"{row['expected']:.2f} by day 30, 95 % interval {row['from']:.2f} to {row['to']:.2f}"
            assert any(near(said, title) for title in titles), said
    for row in table(sparked, spacing.twin):
        said = f"{row['outside rate may change']}: {row['ρ']:.2f}, 95 % interval {row['ρ from']:.2f} to {row['ρ to']:.2f}, share set off {row['share set off']:.2f}"
        assert any(near(said, title) for title in titles), said


def near(said: str, title: str) -> bool:
    """Whether a title says this, but for the last digit, which both round by themselves."""
    number = re.compile(r"\d+\.\d+")
    if number.sub("", said) not in number.sub("", title):
        return False
    pairs = zip(number.findall(said), number.findall(title), strict=False)
    return all(abs(float(a) - float(b)) <= 0.0101 for a, b in pairs)


def test_one_baseline_is_reported_and_shares_are_shares(sparked, answered):
    for found in (sparked, answered):
        rows = table(found, "under each baseline")
        [reported] = [row for row in rows if row["reported"] == "yes"]
        assert f"Reported is the one {reported['outside rate may change']}." in text(found, "the baseline")
        [told] = re.findall(r"is (\d\.\d\d) \(", found.statements[0].text)
        assert reported["ρ"] == pytest.approx(float(told), abs=0.0051)
        assert rows[0]["outside rate may change"] == "never"
        for row in rows:
            assert 0.0 <= row["share from"] <= row["share set off"] <= row["share to"] <= 1.0
            assert 0.0 <= row["ρ from"] <= row["ρ"] <= row["ρ to"]


def test_what_follows_one_event_adds_up_by_day(sparked):
    rows = [
        r
        for r in table(sparked, "what follows one event")
        if r["after an event in"] == "Iran → Israel, verbal conflict"
    ]
    told = [r["expected"] for r in rows if r["further events in"] == "Iran → Israel, material conflict"]
    assert len(told) == 12
    assert told == sorted(told)
    assert all(r["from"] <= r["expected"] <= r["to"] for r in rows)


def test_columns_of_a_table_have_names_of_their_own(sparked):
    for one in sparked.tables:
        assert len(set(one.columns)) == len(one.columns)
        assert all(one.columns)
