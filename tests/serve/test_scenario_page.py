"""/scenario: conflict files that the server was started with, and no others."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import cycle
from pathlib import Path

import pytest
from lxml import etree

from standoff.answers import scenario
from standoff.options import ScenarioOptions
from standoff.store import View
from tests.serve.live import computed, served
from tests.serve.page_rules import live_faults
from tests.serve.test_report import HOSTILE

OF_FIGURES = {
    "svg",
    "title",
    "desc",
    "style",
    "defs",
    "marker",
    "pattern",
    "g",
    "rect",
    "line",
    "path",
    "circle",
    "text",
    "tspan",
    "a",
    "polygon",
}

SMALL = """
name = "Two"
as_of = 2024-02-06
[[decision_makers]]
id = "iran"
name = "Iran"
sides = ["IRN"]
[[decision_makers]]
id = "iraq"
name = "Iraq"
sides = ["IRQ"]
[[options]]
id = "fire"
of = "iran"
name = "Fire"
now = true
[[options]]
id = "talk"
of = "iraq"
name = "Talk"
now = false
[[preferences]]
of = "iran"
prefers = "fire iff not talk"
source = "analyst"
[[preferences]]
of = "iraq"
prefers = "talk"
source = "analyst"
"""


@pytest.fixture
def small(tmp_path) -> Path:
    path = tmp_path / "conflict.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path) -> Path:
    return tmp_path / "kept"


def test_the_page_says_what_the_command_says(archive, kept, small):
    with served(archive, kept, scenarios=(small,)) as client:
        told = computed(client, "/api/scenario").json()
        page = client.get("/scenario").text
        figure = client.get("/scenario/figure-1.svg")
    with View.open(archive) as view:
        found = scenario.answer(view, ScenarioOptions(small))
    assert [s["statement"] for s in told["statements"]] == [s.text for s in found.statements]
    assert told["kind"] == "model"
    assert "only Iraq can improve alone" in page
    assert "Green 2002" in page
    assert page.count("<figure") == 2
    assert figure.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("first", [0, 6])
def test_names_and_sources_of_a_hostile_file_do_nothing(archive, kept, small, first):
    """Each name and source with another payload; TOML and JSON write a text alike."""
    payloads = cycle(text for text in HOSTILE[first:] if len(text) < 200 and "\x00" not in text)
    named = re.sub('(name|source) = "', lambda found: f"{found[1]} = {json.dumps(next(payloads))[:-1]} ", SMALL)
    small.write_text(named, encoding="utf-8")
    with served(archive, kept, scenarios=(small,)) as client:
        told = computed(client, "/api/scenario")
        page = client.get("/scenario")
        assert page.status_code == 200
        assert live_faults(page.text) == []
        assert "<script>alert" not in page.text
        if told.status_code == 200:
            for number in (1, 2):
                figure = client.get(f"/scenario/figure-{number}.svg")
                assert {child.tag.rpartition("}")[2] for child in etree.fromstring(figure.content).iter()} <= OF_FIGURES
                assert "default-src 'none'" in figure.headers["content-security-policy"]
            cells = [cell for row in csv.reader(io.StringIO(client.get("/scenario.csv").text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
        else:
            assert told.json()["error"]


def test_without_a_file_the_page_says_how_to_give_one(archive, kept):
    with served(archive, kept) as client:
        page = client.get("/scenario")
    assert page.status_code == 200
    assert "--scenario FILE" in page.text


def test_a_changed_file_is_asked_anew(archive, kept, small):
    with served(archive, kept, scenarios=(small,)) as client:
        computed(client, "/api/scenario")
        small.write_text(SMALL.replace('name = "Talk"', 'name = "Shout"'), encoding="utf-8")
        assert "Shout" in computed(client, "/api/scenario").text
        small.write_text("nonsense", encoding="utf-8")
        refused = computed(client, "/api/scenario")
        assert refused.status_code == 422
        assert "conflict.toml" in refused.json()["error"]


@pytest.mark.parametrize("query", ["?path=/etc/passwd", "?file=2", "?file=0", "?file=../x", "?digest=0"])
def test_nobody_names_a_file_from_outside(archive, kept, small, query):
    with served(archive, kept, scenarios=(small,)) as client:
        page = client.get(f"/scenario{query}")
    assert page.status_code == 400 or "there is no number 2" in page.text
    assert "root:" not in page.text
