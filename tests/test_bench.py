"""What the benchmarks are made of: the same seed gives the same reports and tables, and these are what they claim to be."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

import numpy as np
import pytest

from bench.dynamics import CONSTANT, DAYS, LAG, LARGE, SMALL, one_pass, record
from bench.pages import MARKS, figure_of
from bench.quality import at_once, b_cubed_f1, pairs_f1, step_by_step
from bench.stories import coded_reports, labelled_reports
from bench.tables import COLUMNS, write_gdelt
from standoff.model.process.pointprocess import fit


def test_coded_reports_are_the_same_for_the_same_seed():
    def few(seed: int) -> list:
        return list(islice(coded_reports(300, 50, seed), 40))

    assert few(1) == few(1)
    assert few(1) != few(2)


def test_mentions_of_coded_reports_point_at_their_texts():
    mentions = 0
    for coded in coded_reports(600, 50, seed=3):
        text = coded.document.text
        for m in coded.mentions:
            assert text[m.start : m.end] == m.sentence
            assert m.document == coded.document.id
            assert m.start <= m.trigger.start < m.trigger.end <= m.end
            mentions += 1
    assert 600 <= mentions < 650


def test_stories_have_several_tellers_and_some_point_back():
    reports = list(coded_reports(1_000, 50, seed=4))
    tellers = Counter(r.document.id.rpartition("-")[0] for r in reports)
    assert {1, 3, 6} <= set(tellers.values())
    told = [m for r in reports for m in r.mentions]
    assert 0.1 < sum(m.anaphoric for m in told) / len(told) < 0.4
    assert any(r.document.near for r in reports)
    assert len({m.sentence for m in told}) > len(told) / 3


def test_mentions_of_coded_reports_carry_the_event_that_they_tell_of():
    told = list(labelled_reports(1_000, 50, seed=5))
    for report, events in told:
        story = report.document.id.rpartition("-")[0]
        assert len(events) == len(report.mentions)
        assert all(event.startswith(f"{story}/") for event in events)
    tellers = Counter(event for _, events in told for event in set(events))
    assert 0.2 < sum(n > 1 for n in tellers.values()) / len(tellers) < 0.8


def test_scores_of_groupings_are_those_worked_out_by_hand():
    true = dict(zip("abcde", "xxxyy", strict=True))
    assert pairs_f1(true, true) == b_cubed_f1(true, true) == 1
    found = {"a": 1, "b": 1, "c": 2, "d": 2}  # "e" stands alone: 1 of 2 pairs right, 1 of 4 found
    assert pairs_f1(found, true) == 2 * 1 / (2 + 4)
    precision, recall = (1 + 1 + 0.5 + 0.5 + 1) / 5, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5
    assert b_cubed_f1(found, true) == pytest.approx(2 * precision * recall / (precision + recall))


def test_adding_in_steps_finds_nearly_the_events_of_merging_at_once():
    told = list(labelled_reports(900, 100, seed=6))
    true = {m: event for report, events in told for m, event in zip(report.mentions, events, strict=True)}
    reports = [report for report, _ in told]
    whole, steps = at_once(reports), step_by_step(reports, 300)
    assert pairs_f1(steps, whole) > 0.98
    for score in (pairs_f1, b_cubed_f1):
        assert abs(score(whole, true) - score(steps, true)) < 0.01


def test_a_table_is_the_same_for_the_same_seed_and_spreads_over_ten_years(tmp_path):
    files = [tmp_path / name for name in ("a", "b", "c")]
    for file, seed in zip(files, (1, 1, 2), strict=True):
        write_gdelt(400, file, seed)
    one, same, other = (file.read_text(encoding="utf-8") for file in files)
    assert one == same != other
    rows = [line.split("\t") for line in one.splitlines()]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len({row[0] for row in rows}) == 400
    assert {row[1][:4] for row in rows} == {str(year) for year in range(2015, 2025)}


def test_counts_are_the_same_for_the_same_seed_and_as_many_as_stated():
    one, same, other = (record(SMALL, seed).events for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()
    assert one.shape == (DAYS, 10)
    large = record(LARGE).events
    assert large.shape == (DAYS, 50)
    assert 1e6 < large.sum() < 1.2e6


def test_a_plain_pass_has_the_likelihood_and_the_slopes_of_the_fit():
    counts = record(SMALL)
    found = fit(counts, LAG, CONSTANT)
    likelihood, derivatives = one_pass(counts, found.lagged[0], found.baseline[0])
    assert likelihood == pytest.approx(-found.loss.sum(), rel=1e-5)
    for stream, (slopes, curvature) in enumerate(derivatives):
        free = found.lagged[0, stream] > 0.01
        assert np.abs(slopes[free] / np.sqrt(np.diag(curvature)[free])).max() < 0.05


def test_actors_of_published_tables_have_the_kinds_that_their_names_tell():
    from bench.links import kinds_of

    names = ["Citizen (Iraq)", "Iraq", "Military (Iran)", "Military (Iraq)", "Nobody (", "Somebody"]
    country, sector = kinds_of(names)
    assert country.tolist() == [1, 1, 0, 1, -1, -1]
    assert sector[2] == sector[3]
    assert len({*sector[[0, 1, 2, 4]]}) == 4
    assert sector[4] == sector[5]


def test_the_figure_of_many_marks_has_them_all():
    drawn = figure_of(MARKS)
    assert drawn.count("<a ") == MARKS
    assert len(set(re.findall(r'<a [^>]*href="([^"]+)"', drawn))) == MARKS
