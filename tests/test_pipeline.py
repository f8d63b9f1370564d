from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from standoff.code.pool import PooledCoder
from standoff.errors import CodeError, ReadError, StoreError
from standoff.merge import DocumentFacts, merge
from standoff.options import MergeOptions
from standoff.pipeline import AddOptions, Progress, add, code
from standoff.store import EventFilter, View, Writer
from tests.archives import content, write_lines
from tests.line_coder import LineCoder, reports

SMALL = AddOptions(batch=4, merge_at_once=20)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "reports.jsonl", reports(40))


def test_documents_become_events(lines, tmp_path):
    archive = tmp_path / "a.duckdb"
    added = add([lines], archive, LineCoder, SMALL)
    assert (added.documents, added.problems) == (len(content(archive)["documents"]), ())
    assert added.documents + added.copies == 40
    assert added.copies > 0
    assert added.near > 0
    assert 0 < added.events < added.mentions
    with View.open(archive) as view:
        counts = view.counts()
        assert (counts.documents, counts.copies, counts.events) == (added.documents, added.copies, added.events)
        assert view.unmerged() == 0
        held = [m.id for s in view.events(EventFilter()) for m in s.event.mentions]
    assert len(held) == len(set(held)) == added.mentions


def test_offsets_slice_back_to_the_sentence(lines, tmp_path):
    archive = tmp_path / "a.duckdb"
    add([lines], archive, LineCoder, SMALL)
    texts = {row[1]: row[7] for row in content(archive)["documents"]}
    with View.open(archive) as view:
        for stored in view.events(EventFilter()):
            for m in stored.event.mentions:
                assert texts[m.document][m.start : m.end] == m.sentence


def test_the_second_run_changes_nothing_and_makes_no_coder(lines, tmp_path):
    archive = tmp_path / "a.duckdb"
    first = add([lines], archive, LineCoder, SMALL)
    before, runs = content(archive), content(archive, ["runs"])

    def never() -> LineCoder:
        raise AssertionError("a coder was made")

    second = add([lines], archive, never, SMALL)
    assert content(archive) == before
    assert content(archive, ["runs"]) == runs
    assert (second.documents, second.copies, second.events, second.known) == (0, 0, first.events, 40)


@pytest.mark.parametrize("at_once", [1, 20, 100_000])
def test_events_are_those_of_merging_everything_at_once(lines, tmp_path, at_once):
    archive = tmp_path / "a.duckdb"
    add([lines], archive, LineCoder, replace(SMALL, merge_at_once=at_once))
    with Writer.open(archive) as writer:
        stored = list(writer.mentions_of(row[1] for row in content_documents(writer)))
    facts = {s.mention.document: DocumentFacts(s.published, s.independent_source, s.told_by) for s in stored}
    wanted = merge([s.mention for s in stored], facts, MergeOptions()).events
    with View.open(archive) as view:
        found = [s.event for s in view.events(EventFilter())]
    assert {e.id: e.as_json() for e in found} == {e.id: e.as_json() for e in wanted}


def content_documents(writer: Writer) -> list[tuple[str, str]]:
    return [("", id) for id, *_ in writer.copy_rows()]


def test_events_do_not_depend_on_the_order_of_the_inputs(tmp_path):
    records = [r for r in reports(30) if not r["id"].startswith("copy") and "Edited" not in r["text"]]
    shuffled = random.Random(3).sample(records, len(records))
    found = []
    for name, given in (("one", records), ("two", shuffled)):
        files = [write_lines(tmp_path / f"{r['id']}.jsonl", [r]) for r in given]
        add(files, tmp_path / f"{name}.duckdb", LineCoder, SMALL)
        with View.open(tmp_path / f"{name}.duckdb") as view:
            found.append({s.event.id: (s.event.as_json(), s.sources) for s in view.events(EventFilter())})
    assert found[0] == found[1]


def test_adding_in_two_runs_is_adding_at_once(tmp_path):
    records = reports(30)
    one, two = write_lines(tmp_path / "1.jsonl", records[:13]), write_lines(tmp_path / "2.jsonl", records[13:])
    add([one], tmp_path / "steps.duckdb", LineCoder, SMALL)
    add([two], tmp_path / "steps.duckdb", LineCoder, SMALL)
    add([one, two], tmp_path / "once.duckdb", LineCoder, SMALL)
    tables = ("documents", "copies", "mentions", "events", "event_mentions", "event_parties", "claims", "ties")
    assert content(tmp_path / "steps.duckdb", tables) == content(tmp_path / "once.duckdb", tables)


class Away(LineCoder):
    """A coder whose service does not answer about the documents of these ids."""

    def __init__(self, *ids: str) -> None:
        super().__init__()
        self.ids = ids

    def code(self, documents):
        for coded in super().code(documents):
            away = coded.document.id in self.ids
            yield replace(coded, mentions=(), ties=(), problem="no answer", again=True) if away else coded


@pytest.mark.parametrize("batch", [1, 64])
def test_a_document_without_an_answer_is_read_by_the_next_run(tmp_path, batch):
    words = " ".join(f"word{n}" for n in range(200))
    told = "ASSAULT 2024-01-28 USA IRQ 3 Baghdad"
    rows = [
        {"id": "a", "source": "Wire", "date": "2024-01-29", "text": f"{words}\n{told}"},
        {"id": "b", "source": "Post", "date": "2024-01-29", "text": f"{words} more\n{told}"},  # nearly the first
        {"id": "c", "source": "Post", "date": "2024-01-29", "text": f"{words}\n{told}"},  # exactly the first
        {"id": "d", "source": "Post", "date": "2024-01-29", "text": "CONSULT 2024-01-28 IRN IRQ 0 Baghdad"},
    ]
    lines, archive = write_lines(tmp_path / "r.jsonl", rows), tmp_path / "a.duckdb"
    options = AddOptions(batch=batch)
    added = add([lines], archive, lambda: Away("a"), options)
    assert (added.documents, [p.problem for p in added.problems]) == (2, ["no answer; the next run asks again"])
    with View.open(archive) as view:
        assert view.documents(["a", "b", "d"]).keys() == {"b", "d"}
        assert view.documents(["b"])["b"].near is None
    added = add([lines], archive, LineCoder, options)
    assert (added.documents, added.copies, added.problems) == (1, 1, ())
    with View.open(archive) as view:
        assert view.documents(["a"])["a"].near == "b"
        assault = next(s for s in view.events(EventFilter()) if s.event.type == "ASSAULT")
        assert (len(assault.event.mentions), assault.sources) == (2, 1)
    assert add([lines], archive, LineCoder, options).documents == 0


def test_near_copies_count_as_one_source(tmp_path):
    told = "ASSAULT 2024-01-28 IRN USA 3 Erbil\n" + " ".join(f"word{n} of the long report" for n in range(60))
    file = write_lines(tmp_path / "r.jsonl", [{"id": "a", "text": told}, {"id": "b", "text": told + "\nBy our desk."}])
    added = add([file], tmp_path / "a.duckdb", LineCoder)
    assert (added.near, added.mentions, added.events) == (1, 2, 1)
    with View.open(tmp_path / "a.duckdb") as view:
        [stored] = view.events(EventFilter())
        assert stored.sources == 1
        assert view.documents(["b"])["b"].near == "a"


def test_what_cannot_be_read_or_coded_is_told_and_the_rest_goes_on(tmp_path):
    good = write_lines(
        tmp_path / "good.jsonl", [{"text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"}, {"text": "This one must FAIL."}]
    )
    (tmp_path / "empty.txt").write_text("")
    told: list[ReadError] = []
    inputs = [tmp_path / "empty.txt", tmp_path / "missing.txt", good]
    added = add(inputs, tmp_path / "a.duckdb", LineCoder, SMALL, told.append)
    assert (added.documents, added.events, len(added.problems)) == (2, 1, 3)
    assert [Path(p.source).name for p in told] == ["missing.txt", "empty.txt", "good.jsonl#2"]
    assert len(content(tmp_path / "a.duckdb")["problems"]) == 3
    add(inputs, tmp_path / "a.duckdb", LineCoder, SMALL)
    assert len(content(tmp_path / "a.duckdb")["problems"]) == 3


def test_an_interrupted_run_leaves_whole_batches(lines, tmp_path):
    def stop(progress: Progress) -> None:
        if progress.documents >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add([lines], tmp_path / "a.duckdb", LineCoder, SMALL, on_progress=stop)
    assert len(content(tmp_path / "a.duckdb")["documents"]) == 12
    add([lines], tmp_path / "a.duckdb", LineCoder, SMALL)
    add([lines], tmp_path / "b.duckdb", LineCoder, SMALL)
    assert content(tmp_path / "a.duckdb") == content(tmp_path / "b.duckdb")


def test_memory_holds_few_documents(tmp_path):
    """Documents are stored while later ones are still to be read: none waits for the end."""
    file = write_lines(tmp_path / "r.jsonl", reports(60))
    ahead: list[int] = []

    class Counting(LineCoder):
        def code(self, documents):
            def watched():
                for document in documents:
                    ahead.append(1)
                    yield document

            yield from super().code(watched())

    seen: list[tuple[int, int]] = []
    add([file], tmp_path / "a.duckdb", Counting, SMALL, on_progress=lambda p: seen.append((len(ahead), p.documents)))
    assert max(given - stored for given, stored in seen) <= SMALL.batch


def test_two_processes_give_the_same_archive(lines, tmp_path):
    add([lines], tmp_path / "one.duckdb", LineCoder, SMALL)
    add([lines], tmp_path / "two.duckdb", partial(PooledCoder, LineCoder, 2), SMALL)
    assert content(tmp_path / "one.duckdb") == content(tmp_path / "two.duckdb")


def test_a_worker_that_dies_is_a_clear_error_and_keeps_what_was_stored(tmp_path):
    records = [*reports(60), {"id": "last", "text": "Here the process must DIE."}]
    file = write_lines(tmp_path / "r.jsonl", records)
    with pytest.raises(CodeError, match=r"worker process was killed.*--jobs"):
        add([file], tmp_path / "a.duckdb", partial(PooledCoder, LineCoder, 2), SMALL)
    with View.open(tmp_path / "a.duckdb") as view:
        assert view.counts().documents % SMALL.batch == 0


def test_a_coder_that_cannot_be_made_says_why_in_every_process(lines, tmp_path):
    with pytest.raises(CodeError, match="not installed"):
        PooledCoder(partial(_raise, "not installed"), 1)


def _raise(message: str) -> LineCoder:
    raise CodeError(message)


def test_an_archive_in_use_is_refused(lines, tmp_path):
    with (
        Writer.open(tmp_path / "a.duckdb"),
        pytest.raises(StoreError, match=r"a\.duckdb"),
        View.open(tmp_path / "a.duckdb"),
    ):
        pass


def test_coding_without_an_archive_folds_copies(tmp_path):
    text = "ASSAULT 2024-01-28 IRN USA 3 Erbil\nASSAULT 2024-01-28 IRN USA 3 Erbil"
    file = write_lines(tmp_path / "r.jsonl", [{"id": "a", "text": text}, {"id": "b", "text": text}])
    [report] = code([file], LineCoder, AddOptions(), lambda _: None)
    found = report.as_json()
    assert list(found)[:3] == ["id", "source", "url"]
    assert (found["id"], found["copies"], found["near"]) == ("a", [f"{file}#2"], None)
    assert [(e["type"], len(e["mentions"]), e["deaths"]) for e in found["events"]] == [("ASSAULT", 2, [3, 3])]
