"""The bundled sample reads without problems, with its dates and its two copies, and its truth points into its texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path, PurePath
from typing import Any

import pytest

from standoff.errors import ReadError
from standoff.ontology import load
from standoff.options import ReadOptions
from standoff.read import CopyIndex, read
from standoff.records import Document

SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "iraq-2024"
UNDATED = {
    "2023-11-22-government-statement-jurf.html", "2024-01-04-nujaba-statement.html", "2024-01-28-resistance-communique.html",
    "undated-border-town-notes.txt", "undated-mediator-memo.txt",
}  # fmt: skip
TELLINGS = {
    "tower22-attack": 5, "us-strikes-feb2": 6, "abu-taqwa-strike": 3, "erbil-missiles": 3, "erbil-drone-dec25": 3,
    "us-strikes-dec26": 3, "saadi-strike": 3,
}  # fmt: skip
EXACT = "2024-01-29-gulf-courier-tower22-reprint.html", "2024-01-28-tower22-drone-attack.html"
NEAR = "2024-02-03-zagros-monitor-wave-of-strikes.html", "2024-02-03-us-strikes-85-targets.html"
Told = tuple[str, str]


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLE / "truth" / name).read_text("utf-8").splitlines()]


def file_of(document: Document) -> str:
    return PurePath(document.source.partition("#")[0]).name


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    problems: list[ReadError] = []
    found = list(read([SAMPLE / "reports"], ReadOptions(), problems.append))
    assert not problems
    return found


@pytest.fixture(scope="module")
def by_title(documents: list[Document]) -> dict[Told, Document]:
    return {(file_of(document), document.title): document for document in documents}


def test_every_report_is_read(documents: list[Document], by_title: dict[Told, Document]) -> None:
    assert len(documents) >= 36
    assert len(by_title) == len(documents)
    assert set(by_title) == {(row["file"], row["title"]) for row in lines("reports.jsonl")}


def test_publication_dates(by_title: dict[Told, Document]) -> None:
    for row in lines("reports.jsonl"):
        day = by_title[row["file"], row["title"]].published
        assert (day and day.isoformat()) == row["published"], row["title"]
    pages = {file: day for (file, _), document in by_title.items() if (day := document.published)}
    for file, day in pages.items():
        if file.endswith(".html"):
            assert file.startswith(day.isoformat())
    assert {file for (file, _), document in by_title.items() if not document.published} == UNDATED


def test_no_word_of_the_pages_around_a_report(documents: list[Document]) -> None:
    for document in documents:
        assert 80 <= len(document.text.split()) <= 260, document.title
        for word in ("Demonstration text", "newsletter", "Read more", "census", "Asian Cup", "Follow us"):
            assert word not in document.text


def test_one_exact_and_one_near_copy(documents: list[Document]) -> None:
    index = CopyIndex()
    files = {document.id: file_of(document) for document in reversed(documents)}
    copies = [(copy, file_of(document)) for document in documents if (copy := index.add(document)).of]
    told = [(copy.kind, name, files[copy.of]) for copy, name in copies if copy.of]
    assert told == [("exact", *EXACT), ("near", *NEAR)]


def test_truth_sentences_stand_in_their_documents(by_title: dict[Told, Document]) -> None:
    for event in lines("events.jsonl"):
        for mention in event["mentions"]:
            document = by_title[mention["file"], mention["title"]]
            assert mention["sentence"] in document.text, event["event"]
            assert mention.get("words", "") in mention["sentence"]
            assert mention.get("id", document.id) == document.id


def test_truth_is_well_formed() -> None:
    events = lines("events.jsonl")
    assert len(events) >= 25
    assert not [name for name, count in Counter(event["event"] for event in events).items() if count > 1]
    for event in events:
        assert {event["type"], *event.get("also", [])} <= set(load().types)
        assert event["date"] == sorted(event["date"])
        assert event["mentions"]


def test_reports_of_one_event_do_not_share_sentences() -> None:
    for event in lines("events.jsonl"):
        mentions = [mention for mention in event["mentions"] if mention["file"] != NEAR[0]]
        sentences = {mention["sentence"] for mention in mentions}
        assert len(sentences) == len(mentions), event["event"]
        documents = {(mention["file"], mention["title"]) for mention in mentions}
        assert len(documents) >= TELLINGS.get(event["event"], 1)
