"""The page Review: a session from the first look to gold, what is refused, and what hostile texts and names do there."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("fastapi")

from standoff.errors import BusyError
from standoff.pipeline import add
from standoff.reviewing import gold
from standoff.serve.turns import Turns
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder
from tests.serve.live import HOST, served
from tests.serve.page_rules import live_faults, parsed, text_of
from tests.serve.test_report import HOSTILE, hostile

__all__ = ["hostile"]  # a fixture
REPORTS = [
    {"id": "a", "source": "Wire", "date": "2024-01-29", "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"},
    {"id": "b", "source": "Daily", "date": "2024-01-30", "text": "ASSAULT 2024-01-28 IRN USA 5 Erbil"},
    {"id": "c", "source": "Star", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA IRQ 16 Mosul"},
    {"id": "d", "source": "Star", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA IRQ 17 Mosul"},
    {"id": "e", "source": "Mail", "date": "2024-02-10", "text": "CONSULT 2024-02-09 IRN IRQ 0 Baghdad"},
]  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], path, LineCoder)
    return path


@pytest.fixture
def client(archive, tmp_path):
    with served(archive, tmp_path / "kept", reviewer="anna") as client:
        yield client


class Disputed(LineCoder):
    """Whatever is told of Mosul, another coder reads otherwise."""

    def code(self, documents):
        for coded in super().code(documents):
            marks = ("disputed_actors", "disputed_event")
            read = (("actors", '["Turkey", "<b>Qatar</b>"]'),)
            told = (
                replace(m, inferred=marks, otherwise=read) if m.place.name == "Mosul" else m for m in coded.mentions
            )
            yield replace(coded, mentions=tuple(told))


def test_what_two_coders_read_differently_is_shown_and_can_be_asked_for(tmp_path):
    archive = tmp_path / "disputed.duckdb"
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], archive, Disputed)
    with served(archive, tmp_path / "kept", reviewer="anna") as client:
        answer = client.get("/review?disputed=true")
        [told] = text_of(parsed(answer.text), "//main")
        assert "1 of 1 that wait" in told
        assert "another coder reads otherwise: who acts, that it happened" in told
        assert "USA (another coder reads Turkey and <b>Qatar</b>)" in told
        assert live_faults(answer.text) == []
        queue = client.get("/api/review").json()["events"]
        assert [bool(q["disputed"]) for q in queue] == [True, False, False]  # 3 dead against 16 or 17: doubt and weight
        of_mosul = queue[0]["event"]["id"]
        assert queue[0]["disputed"] == ["actors", "event"]
        [page] = text_of(parsed(client.get(f"/events/{of_mosul}").text), "//main")
        assert "Disputedwho acts, that it happened (another coder reads it otherwise)" in page


class Session:
    """What a person does on the page without any script: sends its forms, and follows where they lead."""

    def __init__(self, client, address="/review"):
        self.client = client
        self.open(address)

    def open(self, address):
        self.take(self.client.get(address))

    def take(self, answer):
        while answer.status_code == 303:
            self.address = answer.headers["location"]
            answer = self.client.get(self.address)
        self.status, self.page, self.text = answer.status_code, parsed(answer.text), answer.text
        assert live_faults(answer.text) == []

    def send(self, action, **entered):
        """The form that goes there, or whose button does, with what it holds and what is entered."""
        to = f'contains(@action, "{action}")'
        [form, *_] = self.page.xpath(f'//form[{to} or .//button[contains(@formaction, "{action}")]]')
        fields = dict(form.form_values()) | {name.replace("__", "."): value for name, value in entered.items()}
        [address, *_] = [*form.xpath(f'.//button[contains(@formaction, "{action}")]/@formaction'), form.get("action")]
        self.take(self.client.post(address, data=fields))

    @property
    def event(self):
        """The id of the event that is shown; empty where none is."""
        return (self.page.xpath('//section[@class="beside-sentences"]//code[@class="id"]/text()') or [""])[0]

    @property
    def notices(self):
        return " ".join(text_of(self.page, '//div[contains(@class, "notice")]'))

    @property
    def facts(self):
        return dict(zip(text_of(self.page, "//dl/div/dt"), text_of(self.page, "//dl/div/dd"), strict=True))


def ids(path, **asked):
    with View.open(path) as view:
        return view.event_ids(EventFilter(**asked))


def event(path, id):
    with View.open(path) as view:
        return view.event(id).event


def test_a_session_from_the_first_look_to_gold(client, archive):
    session = Session(client)
    assert "1 of 3 that wait" in session.text
    first = session.event
    session.send("/accept", note="as the wire has it")
    assert "Accepted" in session.notices
    second = session.event
    assert second not in {first, ""}
    session.send("/reject")
    assert second not in ids(archive)
    session.send("/undo")
    assert (session.event, "Taken back" in session.notices) == (second, True)
    assert second in ids(archive)
    session.send("/correct", deaths="12", note="the ministry")
    assert session.facts["Dead"].startswith("12coded: ")
    assert "corrected by anna on" in session.facts["Dead"]
    session.open("/review")
    session.send("/accept")
    assert "Nothing waits" in session.text
    with View.open(archive) as view:
        assert len(gold(view).documents) == 5
        assert {r.word.by for r in view.reviews()} == {"anna"}
    session.open("/review/decisions")
    assert text_of(session.page, "//tbody/tr/td[2]/b") == [
        "accepted",
        "corrected",
        "taken back",
        "rejected",
        "accepted",
    ]


CORRECTIONS = [
    ({"type": "COERCE", "mode": ""}, "type", "COERCE"),
    ({"mode": "drone"}, "mode", ["drone"]),
    ({"status": "negated"}, "status", "negated"),
    ({"actors__0__name": "Houthis", "actors__0__country": "", "actors__0__sector": ""}, "actors", "houthis"),
    ({"recipients__0__name": ""}, "recipients", []),
    ({"date_from": "2024-01-27"}, "date", ["2024-01-27", "2024-01-28"]),
    ({"place": "Kirkuk", "place_country": "IRQ"}, "place", "Kirkuk"),
    ({"deaths": "7-9"}, "deaths", [7, 9]),
    ({"injured": "20+"}, "injured", [20, None]),
    ({"count": "2"}, "count", [2, 2]),
]


@pytest.mark.parametrize(("entered", "field", "after"), CORRECTIONS, ids=[field for _, field, _ in CORRECTIONS])
def test_each_field_is_corrected_and_what_was_coded_stays_beside_it(client, archive, entered, field, after):
    [id] = ids(archive, place="Erbil")
    before = event(archive, id).as_json()
    session = Session(client, f"/review?event={id}")
    session.send("/correct", **entered)
    now = event(archive, id).as_json()
    if field == "actors":
        assert [p["id"].lower() for p in now[field]] == [after]
    else:
        assert (now[field]["name"] if field == "place" else now[field]) == after
    assert {f for f in before if before[f] != now[f]} - {"quad", "score"} == set(
        [field, "mode"] if field == "type" else [field]
    )
    told = client.get(f"/api/events/{id}").json()
    assert told["coded"][field] == before[field]
    assert told["reviews"][0]["by"] == "anna"
    page = client.get(f"/events/{id}")
    assert live_faults(page.text) == []
    assert "corrected by anna" in page.text
    session.send("/undo")
    assert event(archive, id).as_json() == before


def test_what_does_not_fit_is_told_beside_the_field_and_nothing_is_lost(client, archive):
    [id] = ids(archive, place="Erbil")
    before = event(archive, id)
    session = Session(client, f"/review?event={id}")
    session.send("/correct", deaths="many", actors__0__name="Houthis", note="why not")
    assert session.status == 422
    assert "Dead: A number is written as 3" in session.notices
    [form] = session.page.xpath('//form[contains(@action, "/correct")]')
    assert form.getparent().get("open") is not None
    assert (form.fields["deaths"], form.fields["actors.0.name"], form.fields["note"]) == ("many", "Houthis", "why not")
    assert event(archive, id) == before
    session.send("/correct", deaths="4")
    assert event(archive, id).deaths.lo == 4


def test_events_are_merged_and_parted(client, archive):
    [erbil], [mosul] = ids(archive, place="Erbil"), ids(archive, place="Mosul")
    session = Session(client, f"/review?event={erbil}")
    session.send("/merge", other="nothing")
    assert (session.status, "no event" in session.notices.lower()) == (422, True)
    session.send("/merge", other=mosul)
    assert len(event(archive, session.event).mentions) == 4
    assert "Merged" in session.notices
    session.send("/undo")
    assert len(ids(archive)) == 3
    session.open(f"/review?event={erbil}")
    session.send("/split", mention="2")
    assert len(event(archive, session.event).mentions) == 1
    assert len(ids(archive)) == 4
    session.open("/review/decisions")
    session.send("/undo")
    assert len(ids(archive)) == 3


def test_events_that_were_nearly_one_are_offered(client, archive):
    more = [
        {"id": f"n{n}", "source": f"S{n}", "date": "2024-01-30", "text": f"ASSAULT 2024-01-2{n} IRN USA 3 Erbil"}
        for n in (6, 7)
    ]
    add([write_lines(archive.with_suffix(".jsonl"), more)], archive, LineCoder)
    with View.open(archive) as view:
        near = {id: view.likely_others(id, 5) for id in view.event_ids(EventFilter(place="Erbil"))}
    id, others = next((id, others) for id, others in near.items() if others)
    session = Session(client, f"/review?event={id}")
    assert session.page.xpath('//input[@type="radio"]/@value') == [other for other, _ in others]
    assert [score for _, score in others] == sorted((score for _, score in others), reverse=True)


def test_a_form_from_elsewhere_is_not_taken(client, archive):
    [id] = ids(archive, place="Erbil")
    session = Session(client, f"/review?event={id}")
    token = session.page.xpath('//input[@name="form_token"]/@value')[0]
    for deed in ("accept", "reject", "correct", "note", "merge", "split"):
        assert client.post(f"/review/{id}/{deed}", data={"note": "x"}).status_code == 403
    for path in ("/review/undo", "/review/name"):
        assert client.post(path, data={"number": "1", "by": "eve"}).status_code == 403
    foreign = {"origin": "http://evil.example"}
    assert client.post(f"/review/{id}/reject", data={"form_token": token}, headers=foreign).status_code == 403
    client.cookies.clear()
    assert client.post(f"/review/{id}/reject", data={"form_token": token}).status_code == 403
    with View.open(archive) as view:
        assert view.reviews() == []


def test_a_form_of_our_own_is_taken_from_a_browser_that_names_its_origin(client, archive):
    """Browsers send `Origin: null` under a policy of "no-referrer"."""
    [id] = ids(archive, place="Erbil")
    session = Session(client, f"/review?event={id}")
    assert client.get("/review").headers["referrer-policy"] == "same-origin"
    token = session.page.xpath('//input[@name="form_token"]/@value')[0]
    headers = {"origin": HOST, "sec-fetch-site": "same-origin"}
    assert client.post(f"/review/{id}/accept", data={"form_token": token}, headers=headers).status_code == 303


def test_what_somebody_else_changed_meanwhile_is_shown_first(client, archive):
    [id] = ids(archive, place="Erbil")
    mine, theirs = Session(client, f"/review?event={id}"), Session(client, f"/review?event={id}")
    theirs.send("/correct", deaths="9")
    mine.send("/reject")
    assert (mine.status, "has changed since you looked" in mine.notices) == (409, True)
    assert id in ids(archive)
    mine.send("/reject")
    assert id not in ids(archive)


def test_who_decides_is_asked_once_and_kept(archive, tmp_path):
    with served(archive, tmp_path / "kept") as client:
        session = Session(client)
        assert "who are you" in session.text
        assert session.page.xpath('//form[contains(@action, "/accept")]') == []
        token = session.page.xpath('//input[@name="form_token"]/@value')[0]
        session.take(client.post(f"/review/{session.event}/accept", data={"form_token": token}))
        assert (session.status, "say who you are" in session.notices.lower()) == (422, True)
        session.send("/name", by="  Ünal <b>Ö</b> ")
        session.send("/accept")
        with View.open(archive) as view:
            assert [r.word.by for r in view.reviews()] == ["Ünal <b>Ö</b>"]
        assert "<b>Ö</b>" not in session.text


def test_what_waits_can_be_narrowed_and_paged(client, archive):
    session = Session(client, "/review?type=CONSULT")
    assert "1 of 1 that wait" in session.text
    session.send("/accept")
    assert parse_qs(urlsplit(session.address).query)["type"] == ["CONSULT"]
    assert "No event that waits passes this filter" in session.text
    session.open("/review?at=1")
    assert "2 of 2 that wait" in session.text
    session.open("/review?at=99")
    assert "2 of 2 that wait" in session.text
    assert client.get("/review?at=-1").status_code == 400
    assert client.get("/review?colour=red").status_code == 400
    assert client.get("/review?event=nothing").status_code == 404
    told = client.get("/api/review").json()
    assert told["waiting"] == 2
    assert [e["rank"] for e in told["events"]] == sorted((e["rank"] for e in told["events"]), reverse=True)


def test_the_log_has_a_twin_for_programs_and_for_spreadsheets(client, archive):
    Session(client).send("/correct", deaths="4", note="=1+1")
    [told] = client.get("/api/review/decisions").json()["decisions"]
    assert (told["verdict"], told["by"], told["changes"][0]["after"]) == ("correct", "anna", [4, 4])
    head, row = client.get("/review/decisions.csv").text.splitlines()
    assert head.startswith("number,at,by,verdict")
    assert "'=1+1" in row


@pytest.mark.parametrize("deed", ["accept", "correct", "merge"])
def test_what_cannot_be_written_now_can_be_sent_again(client, archive, monkeypatch, deed):
    monkeypatch.setattr("standoff.serve.archive.TRIES", 2)
    session = Session(client)
    id = session.event
    entered = {"correct": {"deaths": "7"}, "merge": {"other": ids(archive, place="Mosul")[0]}}.get(deed, {})
    if deed == "merge":
        session.open(f"/review?event={ids(archive, place='Erbil')[0]}")
    code = f"import duckdb; c = duckdb.connect({str(archive)!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        session.send(f"/{deed}", note="mine", **entered)
        assert (session.status, "Nothing was written" in session.text) == (503, True)
        assert client.get(f"/review?event={id}").status_code == 503
        holder.communicate("\n")
    session.send(f"/{deed}")
    assert session.status == 200
    told = client.get("/api/review/decisions").json()["decisions"]
    assert [(d["note"], d["verdict"]) for d in told] == [("mine", {"merge": "same"}.get(deed, deed))]


def test_one_writes_while_others_wait_to_read():
    turns, order = Turns(), []
    reading, go = threading.Event(), threading.Event()

    def read(name, hold=None):
        with turns.reading():
            reading.set()
            if hold:
                hold.wait(10)
            order.append(name)

    def write():
        with turns.writing(10):
            order.append("write")

    first = threading.Thread(target=read, args=("first", go))
    first.start()
    assert reading.wait(10)
    with pytest.raises(BusyError), turns.writing(0.01):
        pass
    writer = threading.Thread(target=write)
    writer.start()
    while not turns._waiting:
        pass
    late = threading.Thread(target=read, args=("late",))
    late.start()
    go.set()
    for thread in (first, writer, late):
        thread.join(10)
    assert order == ["first", "write", "late"]


def test_hostile_texts_and_names_do_nothing(hostile, tmp_path):
    with served(hostile, tmp_path / "kept") as client:
        with View.open(hostile) as view:
            all_ids = view.event_ids(EventFilter())
        session = Session(client)
        session.send("/name", by=HOSTILE[1])
        for id in all_ids:
            session.open(f"/review?event={id}")
        session.send("/note", note=HOSTILE[0])
        for bad in (HOSTILE[0], HOSTILE[1], HOSTILE[3], HOSTILE[8], HOSTILE[9], HOSTILE[11]):
            session.send("/correct", actors__0__name=bad, actors__0__country="", actors__0__sector="REB", note=bad)
            session.send("/correct", place=bad, deaths=bad)
            assert session.status == 422
            session.open(f"/review?event={all_ids[-1]}")
        session.open("/review/decisions")
        assert "<script>alert(1)</script>" in session.page.text_content()
        assert "<script>alert" not in session.text
        for address in ("/review?text=%3Cscript%3E", "/review?party=%22onload%3D1", "/review?event=%3Cscript%3E"):
            assert live_faults(client.get(address).text) == []
        json.loads(client.get("/api/review/decisions").text)
        for number, bad in enumerate(HOSTILE[:4]):
            session.open(f"/review/missed?document=d{number}")
            [box, *_] = session.page.xpath('//input[@type="checkbox"]')
            told = {box.get("name").replace(".", "__"): box.get("value")}
            session.send("/missed", type=bad, words=bad, place=bad, actors__0__name=bad, note=bad, deaths=bad, **told)
            assert session.status == 422
            entered = {"type": "PROTEST", "place": bad, "deaths": "", "words": "", "actors__0__sector": "REB"}
            session.send("/missed", **entered, **told)
            assert "Added" in session.notices
            assert live_faults(client.get(f"/documents/d{number}").text) == []


def test_an_event_that_was_missed_is_added_from_the_sentence_that_tells_of_it(client, archive):
    session = Session(client)
    [href] = [h for h in session.page.xpath("//a/@href") if h.startswith("/review/missed?document=")][:1]
    assert href in client.get(f"/documents/{href.rpartition('=')[2]}").text
    session.open("/review/missed?document=e")
    [box] = session.page.xpath('//input[@type="checkbox"]')
    assert session.page.xpath('//fieldset[@id="field-sentence"]//a/@href')[0].startswith("/events/")
    session.send("/missed", type="PROTEST", date_from="tomorrow", note="seen by me")
    assert session.status == 422
    assert "Sentences: Mark the sentence" in session.notices
    [form] = session.page.xpath('//form[contains(@action, "/missed")]')
    assert (form.fields["date_from"], form.fields["note"], form.fields["type"]) == ("tomorrow", "seen by me", "PROTEST")
    told = {box.get("name").replace(".", "__"): box.get("value")}
    session.send("/missed", **told)
    assert "When: A day is written as" in session.notices
    assert session.page.xpath('//input[@type="checkbox"]')[0].get("checked") is not None
    session.send("/missed", date_from="2024-02-09", actors__0__name="Iraq", words="Baghdad", **told)
    assert "Added" in session.notices
    added = event(archive, session.event)
    assert (added.type, added.mentions[-1].coder, str(added.date.start)) == ("PROTEST", "person", "2024-02-09")
    assert "added by anna" in client.get(f"/events/{session.event}").text
    [word, *_] = client.get("/api/review/decisions").json()["decisions"]
    assert (word["verdict"], word["note"]) == ("add", "seen by me")
    session.send("/undo")
    assert added.id not in ids(archive)
    assert session.status == 200
    assert client.get("/review/missed?document=nothing").status_code == 404
    assert client.get("/review/missed?document=e&part=2").status_code == 404
    assert client.get("/review/missed").status_code == 400
    assert client.post("/review/missed", data={"query": "?document=e"}).status_code == 403


def test_who_adds_says_who_and_comes_back_to_the_report(archive, tmp_path):
    with served(archive, tmp_path / "kept") as client:
        session = Session(client, "/review/missed?document=e")
        assert session.page.xpath('//input[@type="checkbox"]') == []
        session.send("/name", by="ben")
        assert session.address == "/review/missed?document=e"
        assert session.page.xpath('//input[@type="checkbox"]') != []
        token = session.page.xpath('//input[@name="form_token"]/@value')[0]
        away = client.post("/review/name", data={"form_token": token, "by": "x", "to": "//evil.example"})
        assert away.headers["location"] == "/"


def test_an_event_of_a_data_set_is_rejected_from_its_page_and_comes_back(tmp_path):
    rows = [("2024-01-01", "ASSAULT", "Iran", "Iraq", "Erbil", "1"), ("2024-01-02", "PROTEST", "people", "Iran")]
    path = archive_of(tmp_path / "imported", rows)
    with served(path, tmp_path / "kept", reviewer="anna") as client:
        [id, _] = ids(path)
        page = client.get(f"/events/{id}")
        assert live_faults(page.text) == []
        session = Session(client, parsed(page.text).xpath("//a[contains(@href, '/review?event=')]/@href")[0])
        assert session.page.xpath('//form[contains(@action, "/correct") or contains(@action, "/merge")]') == []
        assert "The row that it was read from" in session.text
        session.send("/reject", note="no such protest")
        assert "Rejected" in session.notices
        assert id not in ids(path)
        assert "rejected by anna" in client.get(f"/events/{id}").text
        assert client.get(f"/api/events/{id}").json()["reviews"][0]["verdict"] == "reject"
        session.send("/undo")
        assert id in ids(path)
        session.send("/note", note="disputed")
        assert client.get(f"/api/events/{id}").json()["reviews"][0]["note"] == "disputed"
        session.open("/review")
        assert "Nothing waits" in session.text
