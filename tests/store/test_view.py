from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from standoff.errors import StoreError
from standoff.importing import import_file
from standoff.pipeline import AddOptions, add, merge_into
from standoff.records import Document, Mention
from standoff.store import DecisionRow, EventFilter, NewDocument, TieFilter, View, Writer, write_parquet
from tests.archives import content, write_lines
from tests.line_coder import LineCoder

REPORTS = [
    {
        "id": "a",
        "source": "Wire",
        "date": "2024-01-29",
        "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil\nCONSULT 2024-01-20 IRN IRQ 0 Baghdad",
    },
    {
        "id": "b",
        "source": "Daily",
        "date": "2024-01-30",
        "text": "ASSAULT 2024-01-28 IRN USA 5 Erbil\nTIE IRN backs IRQ",
    },
    {
        "id": "c",
        "source": "Post",
        "date": "2024-02-03",
        "text": "ASSAULT 2024-02-02 USA IRQ 16 Mosul\nTIE IRN backs IRQ",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    add([write_lines(folder / "r.jsonl", REPORTS)], folder / "a.duckdb", LineCoder, AddOptions(command="test"))
    return folder / "a.duckdb"


@pytest.fixture
def view(archive):
    with View.open(archive) as view:
        yield view


def found(view: View, **chosen) -> list[str]:
    return [s.event.date.start.isoformat() for s in view.events(EventFilter(**chosen))]


def test_events_come_with_all_that_was_said(view):
    [stored] = view.events(EventFilter(types=("ASSAULT",), until=date(2024, 1, 31)))
    assert stored.sources == 2
    assert [m.document for m in stored.event.mentions] == ["a", "b"]
    assert {(c.field, tuple(c.value), c.by) for c in stored.event.claims} == {
        ("deaths", (3, 3), "Wire"),
        ("deaths", (5, 5), "Daily"),
    }


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        ({}, ["2024-01-20", "2024-01-28", "2024-02-02"]),
        ({"types": ("ASSAULT",)}, ["2024-01-28", "2024-02-02"]),
        ({"types": ("ASSAULT", "CONSULT"), "limit": 1}, ["2024-01-20"]),
        ({"actor": "iran"}, []),
        ({"actor": "irn"}, ["2024-01-20", "2024-01-28"]),
        ({"country": "IRQ"}, ["2024-01-20", "2024-02-02"]),
        ({"place": "MOS"}, ["2024-02-02"]),
        ({"since": date(2024, 1, 28)}, ["2024-01-28", "2024-02-02"]),
        ({"until": date(2024, 1, 28)}, ["2024-01-20", "2024-01-28"]),
        ({"statuses": ("negated",)}, []),
        ({"min_confidence": 0.8}, ["2024-01-28"]),
        ({"order": "deaths"}, ["2024-02-02", "2024-01-28", "2024-01-20"]),
        ({"order": "claims", "limit": 1}, ["2024-01-28"]),
        ({"order": "sources", "limit": 1}, ["2024-01-28"]),
        ({"place": "' or 1=1 --"}, []),
        ({"actor": "'; drop table events; --"}, []),
    ],
)
def test_filters(view, chosen, days):
    assert found(view, **chosen) == days


def test_actors_are_counted_by_side(view):
    rows = {a.id: (a.events, a.acted, a.received, a.most_often) for a in view.actors(EventFilter())}
    assert rows == {"IRN": (2, 2, 0, rows["IRN"][3]), "USA": (2, 1, 1, "ASSAULT"), "IRQ": (2, 0, 2, rows["IRQ"][3])}
    days = {a.id: (str(a.first), str(a.last)) for a in view.actors(EventFilter())}
    assert days["IRN"] == ("2024-01-20", "2024-01-28")
    assert days["IRQ"] == ("2024-01-20", "2024-02-02")
    assert len(view.actors(EventFilter(limit=1))) == 1
    assert {a.id for a in view.actors(EventFilter(types=("CONSULT",)))} == {"IRN", "IRQ"}


def test_a_party_that_an_event_names_twice_counts_once(tmp_path):
    rows = [
        {
            "id": "1",
            "type": "ASSAULT",
            "date": "2024-01-28",
            "actors": ["Iran", "Iran"],
            "recipients": ["Iran", "Iraq"],
        },
        {"id": "2", "type": "ASSAULT", "date": "2024-02-01", "actors": ["Iran"], "recipients": ["Iraq", "Iraq"]},
        {"id": "3", "type": "CONSULT", "date": "2024-02-03", "actors": ["Iraq"], "recipients": []},
    ]
    file = write_lines(tmp_path / "rows.jsonl", rows)
    import_file("plover", file, tmp_path / "a.duckdb")
    with View.open(tmp_path / "a.duckdb") as view:
        for chosen in (EventFilter(), EventFilter(statuses=("actual",))):
            actors = {a.id: a for a in view.actors(chosen)}
            counted = {id: (a.events, a.acted, a.received) for id, a in actors.items()}
            assert counted == {"IRN": (2, 2, 1), "IRQ": (3, 1, 2)}
            assert (actors["IRQ"].first, actors["IRQ"].last) == (date(2024, 1, 28), date(2024, 2, 3))
            assert actors["IRQ"].most_often == "ASSAULT"


def test_documents_are_listed_with_their_events(view):
    listed = view.documents_listed(9)
    assert [(d.document.id, d.events) for d in listed] == [("a", 2), ("b", 1), ("c", 1)]
    assert listed[0].document == view.documents(["a"])["a"]
    assert view.documents_listed(1) == listed[:1]


def test_the_days_of_events(view, tmp_path):
    assert view.days_of_events() == (date(2024, 1, 20), date(2024, 2, 2))
    with Writer.open(tmp_path / "empty.duckdb"):
        pass
    with View.open(tmp_path / "empty.duckdb") as empty:
        assert empty.days_of_events() is None
        assert empty.documents_listed(9) == []


def test_a_query_asks_for_the_events_of_a_dyad_by_month(view):
    dyad = "from dyads where actor_country = 'IRN' and recipient_country in ('USA', 'IRQ')"
    _, rows = view.query(f"select month, recipient, type, count(distinct event) {dyad} group by all order by type")
    january = date(2024, 1, 1)
    assert list(rows) == [(january, "USA", "ASSAULT", 1), (january, "IRQ", "CONSULT", 1)]
    assert list(view.query("select 1")[1]) == [(1,)], "a second one of the same view"


def test_ties_are_returned_sentence_by_sentence(view):
    assert [(t.tie.document, t.told_by) for t in view.ties(TieFilter())] == [("b", "Daily"), ("c", "Post")]
    assert len(view.ties(TieFilter(since=date(2024, 2, 1)))) == 1
    assert len(view.ties(TieFilter(actor="irq", types=("backs",), country="IRN"))) == 2
    assert view.ties(TieFilter(types=("opposes",))) == []


def test_an_event_is_found_by_the_beginning_of_its_id(view):
    ids = view.event_ids(EventFilter())
    for id in ids:
        assert view.event(id).event.id == id
    shortest = next(n for n in range(1, 12) if len({id[:n] for id in ids}) == len(ids))
    assert view.event(ids[0][:shortest]).event.id == ids[0]
    with pytest.raises(StoreError, match="several events"):
        view.event("e")
    for nothing in ("", "x", "%"):
        with pytest.raises(StoreError, match="no event"):
            view.event(nothing)


def test_decisions_explain_a_merge(view):
    [stored] = view.events(EventFilter(until=date(2024, 1, 31), types=("ASSAULT",)))
    [decision] = view.decisions(stored.event)
    assert decision.verdict == "same"
    assert decision.by == "machine"
    assert decision.score == pytest.approx(sum(c for _, _, c in decision.features))


def test_runs_are_recorded(archive):
    [run] = content(archive, ["runs"])["runs"]
    assert run[1] == "test"
    assert run[4] is not None


def test_a_person_parts_an_event_and_takes_it_back(tmp_path):
    path = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], path, LineCoder)
    with View.open(path) as view:
        [before] = view.events(EventFilter(types=("ASSAULT",), until=date(2024, 1, 31)))
    left, right = (m.id for m in before.event.mentions)
    _judge(path, left, right, "different", "2024-03-01T10:00:00")
    with View.open(path) as view:
        assert [
            len(s.event.mentions) for s in view.events(EventFilter(types=("ASSAULT",), until=date(2024, 1, 31)))
        ] == [1, 1]
        assert view.event(before.event.id).event.mentions[0].id == left
    _judge(path, left, right, "same", "2024-03-01T11:00:00")
    with View.open(path) as view:
        parted = list(view.events(EventFilter(types=("ASSAULT",), until=date(2024, 1, 31))))
        assert [s.event.as_json() for s in parted] == [before.event.as_json()]
    [(alias, event)] = content(path)["event_aliases"]
    with View.open(path) as view:
        assert view.event(alias).event.id == event == before.event.id


def _judge(path: Path, left: str, right: str, verdict: str, at: str) -> None:
    with Writer.open(path) as writer:
        writer.judge(DecisionRow(left, right, verdict, "an analyst", None, (), "I know", at))
        merge_into(writer, [document.id for document in writer.unmerged()], AddOptions())
        assert writer.unmerged() == []


def test_a_failed_transaction_leaves_nothing(archive, tmp_path):
    path = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], path, LineCoder)
    before = content(path)
    mentions = (Mention.from_json(json.loads(before["mentions"][0][-2])),)
    broken = NewDocument(
        Document("new", "new.txt", "text"), b"1", b"", "lines/1", mentions, (), ()
    )  # keys of its mention missing
    with Writer.open(path) as writer:
        with pytest.raises(ValueError, match="shorter"):
            writer.add([broken], [], [])
        assert writer.next_document == 3
        assert writer.add([], [("a", "elsewhere.txt")], []) == 1
        assert writer.add([], [("a", "elsewhere.txt"), ("a", str(tmp_path / "r.jsonl#1"))], []) == 0
    assert content(path) == before | {"copies": [("a", "elsewhere.txt")]}


def test_parquet_keeps_types_and_odd_text(tmp_path):
    file = tmp_path / "o'dd.parquet"
    rows = [("=1+1", 3, 0.5), (None, None, None), ('a "quoted"\nline', 2**40, -1.0)]
    write_parquet(file, {"text": str, "big number": int, "share": float}, rows)
    with duckdb.connect() as memory:
        back = memory.execute("select * from read_parquet($path)", {"path": str(file)})
        assert [c[0] for c in back.description] == ["text", "big number", "share"]
        assert back.fetchall() == rows
    with pytest.raises(StoreError, match="cannot be written"):
        write_parquet(tmp_path / "no" / "x.parquet", {"text": str}, [("a",)])


def _sides(view: View) -> dict[tuple[str, str | None, str], int]:
    """Iran is side 0, Israel 1; nobody else stands anywhere."""
    places = {"IRN": 0, "ISR": 1}
    return {(p.id, p.country, p.sector): places[p.id] for p in view.parties() if p.id in places}


class GuessingCoder(LineCoder):
    """Guesses who did what is told of a place named Unclear; in one named Quoted a text speaks of guessing."""

    def code(self, documents):
        for coded in super().code(documents):
            yield replace(coded, mentions=tuple(map(self._guessed, coded.mentions)))

    def _guessed(self, one: Mention) -> Mention:
        if one.place.name == "Quoted":
            return replace(one, actors=tuple(replace(a, text='the "guessed_actors"') for a in one.actors))
        return replace(one, inferred=("guessed_actors",)) if one.place.name == "Unclear" else one


def test_acts_have_a_row_for_each_acting_side_with_the_country_of_the_place(tmp_path):
    rows = [
        {"id": "1", "type": "ASSAULT", "date": "2024-01-28", "actors": ["Iran", "Israel"], "recipients": ["Iraq"],
         "place": {"name": "Erbil", "country": "IRQ"}},
        {"id": "2", "type": "ACCUSE", "date": "2024-01-30", "actors": ["Israel"], "recipients": ["Iran"]},
        {"id": "3", "type": "ASSAULT", "date": "2024-02-02", "actors": ["Sweden"], "recipients": ["Iran"]},
        {"id": "4", "type": "AID", "date": "2024-02-03", "actors": [], "recipients": ["Iran"]},
        {"id": "5", "type": "ASSAULT", "date": "2024-02-04", "actors": ["Iran", "Iran"], "recipients": []},
    ]  # fmt: skip
    import_file("plover", write_lines(tmp_path / "rows.jsonl", rows), tmp_path / "a.duckdb")
    with View.open(tmp_path / "a.duckdb") as view:
        found = view.acts(_sides(view))
        some = view.acts(_sides(view), date(2024, 1, 30), date(2024, 2, 2))
        nobody = view.acts({})
        dealt = view.dealings(_sides(view))
    told = [
        (id.removeprefix("plover:"), str(day), int(side), found.types[type], country)
        for id, day, side, type, country in zip(
            found.event, found.first, found.source, found.type, found.country, strict=True
        )
    ]
    assert told == [
        ("1", "2024-01-28", 0, "ASSAULT", "IRQ"),
        ("1", "2024-01-28", 1, "ASSAULT", "IRQ"),
        ("2", "2024-01-30", 1, "ACCUSE", ""),
        ("3", "2024-02-02", -1, "ASSAULT", ""),
        ("4", "2024-02-03", -1, "AID", ""),
        ("5", "2024-02-04", 0, "ASSAULT", ""),
    ]
    assert [str(day) for day in some.first] == ["2024-01-30", "2024-02-02"]
    assert set(nobody.source) == {-1}
    assert len(nobody.event) == 5
    assert not found.reported.any()
    assert [(a, b) for a, b in zip(dealt.source, dealt.target, strict=True)] == [(1, 0)], "who is on no side deals not"


def test_who_is_only_guessed_did_nothing_but_it_happened_there(tmp_path):
    text = "ASSAULT 2024-01-28 IRN ISR 3 Quoted\nASSAULT 2024-01-30 IRN ISR 4 Unclear"
    file = write_lines(tmp_path / "r.jsonl", [{"id": "a", "source": "Wire", "date": "2024-02-01", "text": text}])
    add([file], tmp_path / "a.duckdb", GuessingCoder)
    with View.open(tmp_path / "a.duckdb") as view:
        found = view.acts(_sides(view))
        dealt = view.dealings(_sides(view))
    assert list(zip(found.first.astype(str), found.source, found.country, strict=True)) == [
        ("2024-01-28", 0, "ISR"),
        ("2024-01-30", -1, "ISR"),
    ]
    assert found.reported.all()
    assert dealt.first.astype(str).tolist() == ["2024-01-28"]


def test_a_plain_statement_is_no_act(tmp_path):
    table, told_by = tmp_path / "t.csv", tmp_path / "t.toml"
    table.write_text("id,day,code,who\n1,2024-01-11,010,Iran\n2,2024-01-12,190,Iran\n", encoding="utf-8")
    told_by.write_text('id = "id"\ndate = "day"\ncameo = "code"\nactor = "who"\n', encoding="utf-8")
    import_file("table", table, tmp_path / "a.duckdb", map=told_by)
    with View.open(tmp_path / "a.duckdb") as view:
        assert view.counts().events == 2
        assert view.acts(_sides(view)).first.astype(str).tolist() == ["2024-01-12"]
