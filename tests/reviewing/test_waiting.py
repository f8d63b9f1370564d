"""The queue: doubtful events of consequence first, only what nobody has seen, and as its formula says."""

from __future__ import annotations

from math import exp, log2, prod
from pathlib import Path

import pytest

from standoff.importing import import_file
from standoff.merge import weights
from standoff.pipeline import add
from standoff.reviewing import accept, correct, reject, waiting
from standoff.store import EventFilter, Queued, View
from tests.archives import write_lines
from tests.line_coder import LineCoder, reports

UCDP = Path(__file__).parents[1] / "formats" / "data" / "ucdp_ged_23_1.csv"


def queue(path: Path, **asked: object) -> list[Queued]:
    with View.open(path) as view:
        return list(waiting(view, EventFilter(**asked)).events)


@pytest.fixture
def many(tmp_path) -> Path:
    path = tmp_path / "many.duckdb"
    add([write_lines(tmp_path / "many.jsonl", reports(40))], path, LineCoder)
    return path


def test_every_place_is_as_the_formula_says(many):
    fitted = weights.load().probability
    with View.open(many) as view:
        queued = waiting(view, EventFilter())
        assert queued.events_in_all == view.counts().events == len(queued.events)
        for one in queued.events:
            stored = view.event(one.event)
            event = stored.event
            differing = {c.field for c in event.claims} - {"actors", "recipients"}
            best: dict[str, float] = {}
            for d in view.decisions(event):
                if d.verdict == "same" and d.score is not None:
                    best |= {name: max(d.score, best.get(name, d.score)) for name in (d.left, d.right)}
            loose = 1 - 1 / (1 + exp(-(fitted["slope"] * min(best.values()) + fitted["offset"]))) if best else 0.0
            p = event.confidence
            doubts = [4 * p * (1 - p), loose, *(0.5 for _ in differing)]
            deaths = event.deaths.lo if event.deaths else 0
            weight = 1 + log2(1 + deaths) + log2(stored.sources) + abs(event.score) / 10
            assert one.doubt == pytest.approx(1 - prod(1 - d for d in doubts))
            assert one.weight == pytest.approx(weight)
            assert (one.unseen, one.guessed, set(one.differing)) == (1, False, differing)
    ranks = [one.rank for one in queued.events]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) > len(ranks) / 4  # what is told alike is of one rank


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (3, 0), (3, 5), (5, 20), (1, 999)])
def test_a_part_of_the_queue_is_that_part_of_the_whole(many, limit, offset):
    assert queue(many, limit=limit, offset=offset) == queue(many)[offset : offset + limit]


def test_what_is_decided_waits_no_more_until_a_report_tells_of_it_again(archive):
    first, second = (one.event for one in queue(archive))
    accept(archive, first, "anna")
    assert [one.event for one in queue(archive)] == [second]
    reject(archive, second, "anna")
    assert queue(archive) == []
    with View.open(archive) as view:
        at = view.event(first).event.place.name
    told = {"id": "n", "source": "Sun", "date": "2024-02-03"}
    text = "ASSAULT 2024-01-28 IRN USA 3 Erbil" if at == "Erbil" else "ASSAULT 2024-02-02 USA IRQ 16 Mosul"
    add(
        [
            write_lines(archive.with_suffix(".more"), [told | {"text": f"New.\n{text}"}]).rename(
                archive.with_suffix(".jsonl")
            )
        ],
        archive,
        LineCoder,
    )
    [again] = queue(archive)
    with View.open(archive) as view:
        now = view.event(again.event).event
    assert now.place.name == at
    assert again.unseen == pytest.approx(1 / len(now.mentions))


def test_what_is_corrected_weighs_as_it_was_corrected(archive):
    [one, other] = queue(archive)
    correct(archive, other.event, {"deaths": "90000"}, "anna")
    assert [q.event for q in queue(archive)] == [one.event]


def test_a_filter_and_a_place_are_kept_and_data_sets_do_not_wait(archive):
    import_file("ucdp", UCDP, archive)
    everything = queue(archive)
    assert len(everything) == 2
    assert queue(archive, limit=1, offset=1) == everything[1:]
    [at_mosul] = queue(archive, place="Mosul")
    assert at_mosul in everything
    assert queue(archive, types=("PROTEST",)) == []
