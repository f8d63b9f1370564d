"""Forecasts of links: what recurs is found, nothing later is seen, runs repeat, chances hold, and events speak for what they made likely."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.forecast import LinkOptions, fit_links
from standoff.model.links.ranks import figures
from standoff.model.links.scores import scored
from standoff.model.links.table import Links, guessed_countries, halves, questions
from tests.model.linked import DAYS, PLANTED, RELATIONS, made, of, rows_of

UNTIL = 60
OPTIONS = LinkOptions(mixture_days=6, ranking_days=20, calibration_days=4, candidates=20, seeds=(0,))
PLAIN = LinkOptions(mixture_days=6, ranking_days=20, calibration_days=4, candidates=20, ranker=False)


@pytest.fixture(scope="module")
def links():
    return made()


@pytest.fixture(scope="module")
def said(links):
    """What a forecast says of a few questions on the last day."""
    return asked_of(links)


def asked_of(links, options=OPTIONS, day=UNTIL + 4):
    forecast = fit_links(links, UNTIL, options)
    known, asked = np.array([PLANTED[0], PLANTED[2], 11, 29]), np.array([PLANTED[1], PLANTED[1] + RELATIONS, 0, 6])
    return forecast, next(ranked for _, ranked in forecast.ranked(day, known, asked))


@pytest.mark.parametrize("options", [OPTIONS, PLAIN], ids=["ranker", "plain"])
def test_a_link_that_recurs_is_ranked_first_from_both_ends(links, options):
    _, ranked = asked_of(links, options)
    assert ranked.candidates[0, 0] == PLANTED[2]
    assert ranked.candidates[1, 0] == PLANTED[0]
    assert ranked.chances[0, 0] > 0.2


def test_scores_do_not_hang_on_later_events(links, said):
    rows = rows_of(links)
    later = rows[:, 3] >= UNTIL + 4
    changed = rows.copy()
    changed[later, :3] = np.random.default_rng(5).permutation(changed[later, :3])
    changed[later, 0] = (changed[later, 0] + 7) % links.actors
    _, ranked = asked_of(of(changed))
    assert ranked.scores.tolist() == said[1].scores.tolist()
    _, without = asked_of(of(rows[~later]))
    assert without.chances == pytest.approx(said[1].chances, rel=1e-4)


def test_the_same_events_and_seeds_give_the_same_scores(links, said):
    _, again = asked_of(links)
    assert again.scores.tolist() == said[1].scores.tolist()


def test_chances_are_probabilities_and_fall(said):
    chances = said[1].chances
    assert (chances >= 0).all()
    assert (chances.sum(axis=1) <= 1 + 1e-9).all()
    assert (np.diff(chances, axis=1) <= 1e-12).all()


def test_every_candidate_is_above_every_other_actor(said):
    ranked = said[1]
    for scores, candidates in zip(ranked.scores, ranked.candidates, strict=True):
        others = np.setdiff1d(np.arange(len(scores)), candidates)
        assert scores[candidates].min() > scores[others].max()


def test_habits_are_learnt_and_chances_hold():
    links = made(seed=3, a_day=60)
    found = scored(fit_links(links, UNTIL, OPTIONS), range(UNTIL, DAYS))
    assert figures(found.ranks).mrr > 0.4  # a guess among 30 gives 0.13
    assert found.ten.error < 0.03
    assert found.first.error < 0.1  # some 600 forecasts: chance alone makes 0.03


def test_days_are_asked_in_order(links):
    forecast, _ = asked_of(links)
    with pytest.raises(ValueError, match="day 61 is before day 64"):
        next(forecast.ranked(61, np.array([0]), np.array([0])))


def test_too_little_history_is_refused(links):
    with pytest.raises(ValueError, match="too little"):
        fit_links(links, 20, OPTIONS)


def test_evidence_is_past_and_of_the_candidate(links, said):
    forecast, _ = said
    found = forecast.evidence(PLANTED[0], PLANTED[1], PLANTED[2], most=3)
    told = rows_of(links)[found.events]
    assert (told[:, :3] == PLANTED).all()
    assert told[:, 3].tolist() == [62, 60, 58]  # the latest of those on every second day
    assert (np.diff(found.shares) <= 0).all()
    assert 0 < found.shares.sum() < 1


def test_all_evidence_adds_up_to_the_mixture(links, said):
    forecast, _ = said
    everything = forecast.evidence(PLANTED[0], PLANTED[1], PLANTED[2], most=len(links.day))
    assert 0.5 < everything.shares.sum() <= 1 + 1e-6


def test_questions_hold_each_answer_once(links):
    part = halves(links).on(10)
    asked = questions(part, links.relations)
    again = np.column_stack([asked.known[asked.of], asked.asked[asked.of], asked.answer])
    assert len(np.unique(again, axis=0)) == len(again) == len(part.known)
    few = questions(part, links.relations, most=5)
    assert len(few.known) == 5
    assert set(few.of) == set(range(5))


def test_countries_are_guessed_from_partners_and_told_ones_kept(links):
    guessed = guessed_countries(links)
    told = links.country >= 0
    assert (guessed[told] == links.country[told]).all()
    assert (guessed[~told] >= 0).all()


def test_tables_that_do_not_fit_are_refused(links):
    with pytest.raises(ValueError, match="one length"):
        Links(
            links.source[1:],
            links.relation,
            links.target,
            links.day,
            links.country,
            links.sector,
            links.root,
            links.quad,
        )
    with pytest.raises(ValueError, match="target must be from 0"):
        Links(
            links.source,
            links.relation,
            links.target + 30,
            links.day,
            links.country,
            links.sector,
            links.root,
            links.quad,
        )
